import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

const straight: ReadonlyMap<string, string> = new Map([
  ["‘", "'"],
  ["’", "'"],
  ["“", '"'],
  ["”", '"'],
]);

/** Quotation marks and apostrophes are straight. */
export const noCurlyQuote: PageRule<Record<string, never>> = {
  id: "style/no-curly-quote",
  scope: "page",
  summary: "Quotation marks and apostrophes are straight.",
  why: "Curly marks break commands that readers copy, and searches for straight marks miss them.",
  severity: "info",
  status: "preview",
  languages: ["en"],
  isFixable: true,
  options: noOptions,
  *check({ prose, blocks }) {
    // All marks of a paragraph are one finding.
    for (const { span } of blocks) {
      const text = prose.slice(span.start, span.end);
      const found = [...text.matchAll(/[‘’“”]/g)];
      const [first] = found;
      if (first === undefined) continue;
      const edits = found.map(({ index, 0: mark }) => ({
        span: { start: span.start + index, end: span.start + index + 1 },
        text: straight.get(mark) ?? mark,
      }));
      const start = span.start + wordStart(text, first.index);
      const end = span.start + wordEnd(text, first.index + 1);
      yield {
        span: { start, end },
        message: `${quote(prose.slice(start, end))} contains a curly quotation mark. Use a straight one.`,
        suggestions: [{ label: "Use straight quotation marks", edits, isSafe: true }],
      };
    }
  },
};

/** A single mark looks the same everywhere; the word around it identifies the place. */
function wordStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && from - at < 30 && /[^\s\uFFFC]/.test(text[at - 1] ?? " ")) at -= 1;
  return at;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from < 30 && /[^\s\uFFFC]/.test(text[at] ?? " ")) at += 1;
  return at;
}
