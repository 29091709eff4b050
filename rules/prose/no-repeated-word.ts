import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";

/** Two equal words with nothing but spaces between them. Letters of any script; no digits. */
const twice =
  /(?<![\p{L}\p{N}\p{M}_'’\-–&@#/.])(\p{L}[\p{L}\p{M}]{0,39}) {1,8}(\1)(?![\p{L}\p{N}\p{M}_'’–&@#]|-\p{L}|\.\p{L})/giu;

/**
 * Words that English may say twice in a row: “the fact that that page”, “what it is is”, “log in in
 * the morning”, and words doubled for emphasis or as sounds.
 */
const legitimate = new Set(
  `that had is was were are do does did have has been in on up out by off over it you her his who what which there here
  so very really many much more far long too never no yes well now again bye blah ha hey hi ho knock night chop tut win
  half dada can will may might must please cha boo go`.split(/\s+/),
);

/** No word stands twice in a row by accident. */
export const noRepeatedWord: PageRule<Record<string, never>> = {
  id: "prose/no-repeated-word",
  scope: "page",
  summary: "No word stands twice in a row by accident.",
  why: "A doubled word is nearly always left from an edit.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page) {
    for (const { index, 0: found, 1: first = "", 2: second = "" } of page.prose.matchAll(twice)) {
      if (legitimate.has(second.toLowerCase())) continue;
      const end = index + found.length;
      const gap = { start: index + first.length, end: end - second.length };
      // Markup between the two, such as the end of a link, says that they do not belong together.
      if (!/^\s+$/.test(page.source.slice(gap.start, gap.end))) continue;
      const startsSentence = /(?:^|[\n.!?:]["”’)\]]{0,2}\s{0,8})$/.test(
        page.prose.slice(Math.max(0, index - 12), index),
      );
      const isSame = first === second;
      const isLower = first === first.toLowerCase();
      // Equal capitals mid-sentence are a name (“Walla Walla”); capitals after small letters a new start.
      if (!isLower && !(startsSentence && second === second.toLowerCase())) continue;
      if (isLower && !isSame) continue;
      yield {
        span: { start: index, end },
        message: `${quote(found)} says the word twice; delete one`,
        suggestions: [
          {
            label: `Delete the second ${quote(second)}`,
            edits: [{ span: { start: gap.start, end }, text: "" }],
            isSafe: true,
          },
        ],
      };
    }
  },
};
