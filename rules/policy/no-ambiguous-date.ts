import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";

/** Day and month, or month and day, and a year, with slashes or hyphens; with points the day is first everywhere. */
const date =
  /(?<![\p{L}\p{N}/.:#_-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d{2})(?![\p{L}\p{N}/_-]|\.\d)/gu;

/** A date reads the same everywhere. */
export const noAmbiguousDate: PageRule<Record<string, never>> = {
  id: "policy/no-ambiguous-date",
  scope: "page",
  summary: "Dates are written so that day and month cannot be confused.",
  why: "03/04/2026 is 3 April in most countries and March 4 in the United States.",
  severity: "warning",
  status: "stable",
  languages: ["en"],
  isFixable: false,
  options: noOptions,
  *check(page) {
    for (const { index, 0: found, 1: first, 3: second, 4: year } of page.prose.matchAll(date)) {
      const [a, b] = [Number(first), Number(second)];
      if (
        /(?:version|release|v|section|§)\s{0,2}$/i.test(
          page.prose.slice(Math.max(0, index - 10), index),
        )
      ) {
        continue;
      }
      if (a < 1 || b < 1 || a > 12 || b > 12 || a === b) continue;
      if (hasClearNeighbour(page.prose, index, index + found.length)) continue;
      const isoOf = (month: number, day: number): string =>
        `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      yield {
        span: { start: index, end: index + found.length },
        message: `${quote(found)} can be read in two ways. Write “${isoOf(a, b)}” or “${isoOf(b, a)}”.`,
      };
    }
  },
};

/** So near another date shows the order: “10/29/2026 through 12/10/2026”. */
const neighbourCharacters = 40;

/** Whether a date beside it, in the same block, has a day that can be no month. */
function hasClearNeighbour(prose: string, start: number, end: number): boolean {
  const before =
    prose
      .slice(Math.max(0, start - neighbourCharacters), start)
      .split("\n")
      .at(-1) ?? "";
  const [after = ""] = prose.slice(end, end + neighbourCharacters).split("\n", 1);
  return [before, after].some((text) =>
    [...text.matchAll(date)].some(
      ({ 1: first, 3: second }) => Number(first) > 12 || Number(second) > 12,
    ),
  );
}
