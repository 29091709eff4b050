import { z } from "zod";
import type { Report, RuleId } from "../../src/lint/finding.ts";
import { quote, type RuleGroup, type RuleMeta } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { isAgreedText } from "./agreed-text.ts";
import { capitalised } from "./capitalised.ts";
import { anyPartOf, type Condition, someOf, type Test } from "./condition.ts";
import { isEqualOpportunityText } from "./equality.ts";
import { expandForm, expandPair } from "./expand-form.ts";
import { isMention } from "./mention.ts";
import {
  hasTitleCapitals,
  isAlwaysCapital,
  isBeforeName,
  isInIdentifier,
  isInTitleOfWork,
  isWrittenAsName,
} from "./names.ts";
import { isDenied } from "./negation.ts";
import { type Occurrence, occurrencesOn } from "./occurrence.ts";
import { suggestReplacement } from "./replacement.ts";
import { createTermIndex } from "./term-index.ts";
import type { Term, TermList } from "./term-list.ts";

const options = z.strictObject({
  allow: z
    .array(z.string().min(1))
    .default([])
    .describe("Terms that are not reported: their ids, or words as they are written."),
});

export type TermOptions = z.infer<typeof options>;

/** A form as the index takes it. Without an entry it is an exempt phrase. */
interface Form {
  readonly form: string;
  readonly entry: Entry | undefined;
}

/** One form of one term, with the test that decides whether to report it. */
interface Entry {
  readonly rule: RuleId;
  readonly list: TermList;
  readonly term: Term;
  readonly form: string;
  readonly replace: string | undefined;
  readonly isReported: Test;
  readonly isSafe: Test;
}

/** All term lists as one group: every page is scanned once, whatever the number of lists. */
export function termRules(lists: readonly TermList[]): RuleGroup {
  const rules = lists.map(metaOf);
  const formsOf = new Map<TermList, readonly Form[]>();
  return {
    scope: "group",
    name: "terms",
    rules,
    prepare(enabled) {
      const allowed = new Map(
        [...enabled].map(([rule, given]) => [rule, options.parse(given ?? {}).allow]),
      );
      // Lists that are off cost nothing: “GitLab” alone, a name of one list, is every fortieth word of a handbook.
      const forms = lists
        .filter((list) => enabled.has(ruleId(list.rule)))
        .flatMap((list) => {
          const known = formsOf.get(list) ?? [...entriesOf(list)];
          formsOf.set(list, known);
          return known;
        });
      const index = createTermIndex(forms.map(({ form, entry }) => [form, entry] as const));
      return function* (page, asked) {
        const occurrenceAt = occurrencesOn(page);
        for (const { span, values } of index.scan(page.prose)) {
          let occurrence: Occurrence | undefined;
          for (const entry of values) {
            if (entry === undefined) continue;
            // The engine disables a rule during the scan once the rule has reached its limit.
            if (!asked.has(entry.rule)) continue;
            if (!isLookedFor(entry, page, allowed.get(entry.rule) ?? [])) continue;
            occurrence ??= occurrenceAt(span);
            if (isInIdentifier(occurrence) || isInTitleOfWork(occurrence)) break;
            if (!entry.isReported(occurrence)) continue;
            yield { rule: entry.rule, report: reportOf(entry, occurrence) };
            break;
          }
        }
      };
    },
  };
}

function metaOf(list: TermList): RuleMeta<TermOptions> {
  const { summary, why, severity, status, pages, languages } = list;
  return {
    id: ruleId(list.rule),
    summary,
    why,
    severity,
    status,
    languages,
    isFixable: list.terms.some(({ replace }) => Object.keys(replace).length > 0),
    terms: list.terms.map(({ id }) => id),
    ...(pages === undefined ? {} : { pages }),
    options: ruleOptions(options),
  };
}

function ruleId(text: string): RuleId {
  const slash = text.indexOf("/");
  return `${text.slice(0, slash)}/${text.slice(slash + 1)}`;
}

function* entriesOf(list: TermList): Iterable<Form> {
  for (const phrase of list.exempt) {
    for (const form of expandForm(phrase)) {
      yield { form: form.toLowerCase(), entry: undefined };
    }
  }
  const ofList = testOfList(list);
  const rule = ruleId(list.rule);
  for (const term of list.terms) {
    const ofTerm = testOfTerm(list, term);
    const isSafe = safeTest(term.safe ?? list.safe, term.unsafe);
    // What looks at the page as a whole comes last.
    const isReported: Test = (at) => ofTerm(at) && ofList(at) && !isAgreedText(at);
    const known = new Set<string>();
    const entry = (form: string, replace?: string): readonly Form[] => {
      if (known.has(form)) return [];
      known.add(form);
      const found = { rule, list, term, form, replace, isReported, isSafe };
      return [{ form: form.toLowerCase(), entry: found }];
    };
    for (const marked of term.forms) yield* expandForm(marked).flatMap((form) => entry(form));
    for (const [marked, text] of Object.entries(term.replace)) {
      yield* expandPair(marked, text).flatMap(([form, replace]) => entry(form, replace));
    }
  }
}

function testOfList({ needs, unless, denied, equality }: TermList): Test {
  const isNeeded = needs === undefined ? undefined : someOf([needs]);
  const isExcluded = anyPartOf(unless);
  return (at) => {
    if (isExcluded(at) || !(isNeeded?.(at) ?? true)) return false;
    if (denied === "passes" && isDenied(at)) return false;
    return equality === "reported" || !isEqualOpportunityText(at);
  };
}

function testOfTerm(list: TermList, term: Term): Test {
  const { needs, unless, senses } = term;
  const isNeeded = needs === undefined ? undefined : someOf([needs].flat());
  const isExcluded = anyPartOf(unless);
  const isInSense = someOf(senses.map(({ is: _is, passes: _passes, ...condition }) => condition));
  const countsScare = term.scare ?? list.scare;
  const hasRightCase = caseTest(term);
  return (at) =>
    hasRightCase(at) &&
    (isNeeded?.(at) ?? true) &&
    !isExcluded(at) &&
    !isInSense(at) &&
    !isMention(at, countsScare);
}

function safeTest(safe: boolean | Condition, unsafe: readonly Condition[] = []): Test {
  const isSafe: Test = typeof safe === "boolean" ? () => safe : someOf([safe]);
  const isUnsafe = someOf(unsafe);
  return (at) => isSafe(at) && !isUnsafe(at);
}

/** A single word that its list writes small and the page as a name may be one. */
function mayBeName(form: string, occurrence: Occurrence): boolean {
  return /^\p{Ll}[\p{L}-]*$/u.test(form) && isWrittenAsName(occurrence);
}

function caseTest(term: Term): Test {
  if (term.case === "any") return () => true;
  if (term.case === "title") return (at) => !isBeforeName(at);
  if (term.case === "name") return (at) => !isWrittenAsName(at);
  if (term.case === "product")
    return (at) => !isWrittenAsName(at) && (hasTitleCapitals(at) || !isAlwaysCapital(at));
  const forms = new Set([...term.forms, ...Object.keys(term.replace)].flatMap(expandForm));
  return ({ page, span }) => forms.has(page.prose.slice(span.start, span.end));
}

function isLookedFor({ list, term, form }: Entry, page: Page, allow: readonly string[]): boolean {
  const pages = term.pages ?? list.pages;
  if (pages !== undefined && !pages.includes(page.type)) return false;
  return !allow.some((word) => word === term.id || word.toLowerCase() === form.toLowerCase());
}

function reportOf(entry: Entry, occurrence: Occurrence): Report {
  const { term, form, replace } = entry;
  const { page, span } = occurrence;
  const suggestion =
    replace === undefined
      ? undefined
      : suggestReplacement(occurrence, {
          form,
          text: replace,
          isSubject: term.verb,
          isSafe: entry.isSafe(occurrence) && !mayBeName(form, occurrence),
        });
  return {
    span,
    message: messageOf(entry, page.prose.slice(span.start, span.end)),
    term: term.id,
    ...(suggestion === undefined ? {} : { suggestions: [suggestion] }),
  };
}

/** Characters that a message may have. */
const messageMax = 120;

function messageOf({ list, term, replace }: Entry, found: string): string {
  const says = `${quote(found, 30)} ${term.says ?? list.says}.`;
  if (term.advice !== undefined) return `${says} ${capitalised(term.advice)}.`;
  const better = new Set(replace === undefined ? term.alternatives : [replace]);
  const [first = "", second] = [...better].map((word) => quote(word, 40));
  const one = `${says} Write ${first}.`;
  const both = `${says} Write ${first} or ${second}.`;
  return second === undefined || both.length > messageMax ? one : both;
}
