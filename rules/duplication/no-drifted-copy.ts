import { z } from "zod";
import type { Handbook, Saying } from "../../src/handbook/handbook.ts";
import { compileGlobs } from "../../src/text/glob.ts";
import type { Report } from "../../src/lint/finding.ts";
import { type ChangeRule, quote } from "../../src/lint/rule.ts";
import { isFigure } from "../../src/handbook/sentences/slot-words.ts";
import type { Page, PageType } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { ruleOptions } from "../rule-options.ts";
import { isSeries } from "./copied-passages.ts";
import { IGNORED } from "./no-copied-passage.ts";
import { meaningOf } from "../../src/handbook/sentences/slot-values.ts";

const options = z.strictObject({
  /** Globs of pages that may say otherwise than others. */
  ignore: z.array(z.string()).default(IGNORED),
  everywhere: z
    .boolean()
    .default(false)
    .describe("Tell of figures on pages that are no policies as well."),
});
type Options = z.output<typeof options>;

/** A sentence on more other pages than this is a template, filled in. */
const OTHER_PAGES_MAX = 4;
const LISTED_MAX = 5;

/** A change that sets another number, date, role or duty sets it wherever the sentence stands. */
export const noDriftedCopy: ChangeRule<Options> = {
  id: "duplication/no-drifted-copy",
  scope: "change",
  summary:
    "A sentence that stands on several pages says the same number, date, role and duty on all.",
  why: "A rule with two truths is worse than none: both sides can point to a page.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: ruleOptions(options),
  *check({ before, after }, handbooks, { ignore, everywhere }) {
    if (after === undefined || before === undefined) return;
    const isIgnored = compileGlobs(ignore);
    if (isIgnored(after.path)) return;
    const had = variantsOf(before, handbooks.before);
    const has = variantsOf(after, handbooks.after);
    for (const statement of handbooks.after.sayings(after)) {
      const { key, span, telling } = statement;
      const now = meaningOf(telling.map((word) => textAt(after, word)).join(" "));
      const lost = difference(had.get(key), has.get(key));
      if (lost.size === 0 || had.get(key)?.has(now) === true) continue;
      // Only what this page itself said until now: pages that never agreed may differ on purpose.
      const left = statement.others.filter(
        ({ path, telling: words }) =>
          lost.has(meaningOf(words)) && !isIgnored(path) && !isSeries(after.path, path),
      );
      const [first] = left;
      if (first === undefined || new Set(left.map(({ path }) => path)).size > OTHER_PAGES_MAX)
        continue;
      const isOfPolicy =
        isPolicy(after) || left.some(({ path }) => isPolicy(handbooks.after.page(path)));
      const isFigureElsewhere =
        everywhere && differing(now, meaningOf(first.telling)).some(isFigure);
      if (!isOfPolicy && !isFigureElsewhere) continue;
      yield reportOf(after, handbooks.after, { key, span, telling }, first, left);
    }
  },
};

/** The telling words in which two variants of a sentence differ. */
function differing(here: string, there: string): readonly string[] {
  const theirs = there.split(" ");
  return here
    .split(" ")
    .flatMap((word, at) => (word === theirs[at] ? [] : [word, theirs[at] ?? ""]));
}

/** Elsewhere teams describe their work in the same words, and change them for themselves. */
function isPolicy(page: { readonly type: PageType } | undefined): boolean {
  return page?.type === "policy";
}

/** For each sentence without its telling words, the meanings that it has on a page. */
function variantsOf(page: Page, handbook: Handbook): ReadonlyMap<string, ReadonlySet<string>> {
  const variants = new Map<string, Set<string>>();
  for (const { key, telling } of handbook.sayings(page)) {
    const meaning = meaningOf(telling.map((word) => textAt(page, word)).join(" "));
    const known = variants.get(key);
    if (known === undefined) variants.set(key, new Set([meaning]));
    else known.add(meaning);
  }
  return variants;
}

function difference(
  many: ReadonlySet<string> | undefined,
  few: ReadonlySet<string> | undefined,
): ReadonlySet<string> {
  return new Set([...(many ?? [])].filter((text) => few?.has(text) !== true));
}

function reportOf(
  page: Page,
  handbook: Handbook,
  { key, span, telling }: { key: string; span: Span; telling: readonly Span[] },
  first: Saying,
  all: readonly Saying[],
): Report {
  const theirs = first.telling.split(" ");
  const at = telling.findIndex(
    (word, index) => meaningOf(textAt(page, word)) !== meaningOf(theirs[index] ?? ""),
  );
  const word = telling[at] ?? span;
  const title = handbook.page(first.path)?.title ?? first.path;
  return {
    span,
    key: `${key} ${first.telling}`,
    group: first.path,
    message: `${quote(textAt(page, word), 20)} here, ${quote(theirs[at] ?? "", 20)} in the same sentence on ${quote(title, 24)}; make them agree`,
    related: all.slice(0, LISTED_MAX).map(({ path, line, span: there, telling: words }) => ({
      path,
      line,
      span: there,
      message: `still says ${quote(words.split(" ")[at] ?? "", 20)}`,
    })),
  };
}

function textAt({ prose }: Page, { start, end }: Span): string {
  return prose.slice(start, end);
}
