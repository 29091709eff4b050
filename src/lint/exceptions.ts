import type { Page } from "../page/page.ts";
import { compileGlobs } from "../text/glob.ts";
import type { RuleException } from "./lint-config.ts";
import type { RuleMeta } from "./rule.ts";
import { everyRule, familyOf } from "./select-rules.ts";
import type { RuleReport } from "./suppress.ts";

/** A longer stretch is no word but a passage, which a word inside does not make right. */
const spanCharactersMax = 300;

/** Takes away what a configuration excepts, and says which of its exceptions did. */
export type ExceptionFilter = (
  page: Page,
  reports: readonly RuleReport[],
) => { readonly kept: readonly RuleReport[]; readonly excepted: ReadonlySet<RuleException> };

/** Compiles the exceptions of a configuration. */
export function exceptionFilter(exceptions: readonly RuleException[]): ExceptionFilter {
  const tests = exceptions.map((exception) => ({ exception, ...testsOf(exception) }));
  return (page, reports) => {
    const excepted = new Set<RuleException>();
    const here = tests.filter(({ isOnPage }) => isOnPage(page.path));
    if (here.length === 0) return { kept: reports, excepted };
    const kept = reports.filter((report) => {
      // All that fit have a use, not the first alone.
      const fitting = here.filter(({ fits }) => fits(page, report));
      for (const { exception } of fitting) excepted.add(exception);
      return fitting.length === 0;
    });
    return { kept, excepted };
  };
}

/**
 * Gives the exceptions that had no use on any page of a handbook. Those that name slow rules, or rules that
 * look at changes, may have one elsewhere.
 */
export function unusedExceptions(
  exceptions: readonly RuleException[],
  used: ReadonlySet<RuleException>,
  rules: readonly RuleMeta[],
): readonly RuleException[] {
  const elsewhere = rules.filter(({ scope, isSlow }) => scope === "change" || isSlow === true);
  return exceptions.filter(
    (exception) =>
      !used.has(exception) &&
      (exception.rules === undefined || !elsewhere.some(({ id }) => names(exception, id))),
  );
}

function testsOf(exception: RuleException) {
  const { paths, words, terms } = exception;
  const phrases = words?.map(foldPhrase);
  const ids = terms === undefined ? undefined : new Set(terms);
  return {
    isOnPage: paths === undefined ? () => true : compileGlobs(paths),
    fits: ({ source }: Page, { rule, report }: RuleReport): boolean => {
      if (!names(exception, rule)) return false;
      if (ids !== undefined && (report.term === undefined || !ids.has(report.term))) return false;
      if (phrases === undefined) return true;
      const { start, end } = report.span;
      if (end - start > spanCharactersMax) return false;
      const text = foldPhrase(source.slice(start, end));
      return phrases.some((phrase) => text.includes(phrase));
    },
  };
}

/** An exception that names no rules is one for its words or terms, whoever reports them. */
function names({ rules }: RuleException, id: string): boolean {
  return (
    rules === undefined ||
    rules.some((name) => name === everyRule || name === id || name === familyOf(id))
  );
}

/** Letters and numbers in lower case, each word between spaces. */
function foldPhrase(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
}
