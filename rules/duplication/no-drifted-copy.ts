import { z } from "zod";
import type { Handbook, SharedSentence } from "../../src/handbook/handbook.ts";
import { compileGlobs } from "../../src/text/glob.ts";
import type { Report } from "../../src/lint/finding.ts";
import { type ChangeRule, quote } from "../../src/lint/rule.ts";
import { isFigure } from "../../src/handbook/sentences/slot-words.ts";
import type { Page, PageType } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { ruleOptions } from "../rule-options.ts";
import { isSeries } from "./series.ts";
import { IGNORED } from "./no-copied-passage.ts";
import { normaliseSlotValues } from "../../src/handbook/sentences/slot-values.ts";

const options = z.strictObject({
  ignore: z
    .array(z.string())
    .default(IGNORED)
    .describe("Globs of pages that may say otherwise than others."),
  everywhere: z
    .boolean()
    .default(false)
    .describe("Report figures on pages that are no policies as well."),
});
type Options = z.output<typeof options>;

/** A sentence on more other pages than this is a template, filled in. */
const OTHER_PAGES_MAX = 4;
const LISTED_MAX = 5;

/** A change of a number, date, role or obligation is made on every page with the sentence. */
export const noDriftedCopy: ChangeRule<Options> = {
  id: "duplication/no-drifted-copy",
  scope: "change",
  summary:
    "A sentence that several pages share has the same number, date, role and obligation on all.",
  why: "A rule with two truths is worse than none: both sides can point to a page.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: ruleOptions(options),
  *check({ before, after }, { ignore, everywhere }, handbooks) {
    if (after === undefined || before === undefined) return;
    const isIgnored = compileGlobs(ignore);
    if (isIgnored(after.path)) return;
    const had = slotValuesOn(before, handbooks.before);
    const has = slotValuesOn(after, handbooks.after);
    for (const sentence of handbooks.after.sharedSentences(after)) {
      const { key, span, slots } = sentence;
      const now = normaliseSlotValues(slots.map((word) => textAt(after, word)).join(" "));
      const lost = difference(had.get(key), has.get(key));
      if (lost.size === 0 || had.get(key)?.has(now) === true) continue;
      // Only what this page itself said until now: pages that never agreed may differ on purpose.
      const left = sentence.others.filter(
        ({ path, slotValues: words }) =>
          lost.has(normaliseSlotValues(words)) && !isIgnored(path) && !isSeries(after.path, path),
      );
      const [first] = left;
      if (first === undefined || new Set(left.map(({ path }) => path)).size > OTHER_PAGES_MAX)
        continue;
      const isOfPolicy =
        isPolicy(after) || left.some(({ path }) => isPolicy(handbooks.after.page(path)));
      const isFigureElsewhere =
        everywhere && differing(now, normaliseSlotValues(first.slotValues)).some(isFigure);
      if (!isOfPolicy && !isFigureElsewhere) continue;
      yield reportOf(after, handbooks.after, { key, span, slots }, first, left);
    }
  },
};

/** The slot values in which two sentences of one template differ. */
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

/** For each sentence template on a page, the slot values that it has there. */
function slotValuesOn(page: Page, handbook: Handbook): ReadonlyMap<string, ReadonlySet<string>> {
  const byTemplate = new Map<string, Set<string>>();
  for (const { key, slots } of handbook.sharedSentences(page)) {
    const values = normaliseSlotValues(slots.map((slot) => textAt(page, slot)).join(" "));
    const known = byTemplate.get(key);
    if (known === undefined) byTemplate.set(key, new Set([values]));
    else known.add(values);
  }
  return byTemplate;
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
  { key, span, slots }: { key: string; span: Span; slots: readonly Span[] },
  first: SharedSentence,
  all: readonly SharedSentence[],
): Report {
  const theirs = first.slotValues.split(" ");
  const at = slots.findIndex(
    (word, index) =>
      normaliseSlotValues(textAt(page, word)) !== normaliseSlotValues(theirs[index] ?? ""),
  );
  const word = slots[at] ?? span;
  const title = handbook.page(first.path)?.title ?? first.path;
  return {
    span,
    key: `${key} ${first.slotValues}`,
    group: first.path,
    message: `This says ${quote(textAt(page, word), 20)}, but the same sentence in ${quote(title, 24)} says ${quote(theirs[at] ?? "", 20)}. Make them agree.`,
    related: all.slice(0, LISTED_MAX).map(({ path, line, span: there, slotValues: words }) => ({
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
