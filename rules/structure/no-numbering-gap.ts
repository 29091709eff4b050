import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";

/** Numbered headings have no gaps. */
export const noNumberingGap: PageRule<Record<string, never>> = {
  id: "structure/no-numbering-gap",
  scope: "page",
  summary: "Numbered headings have no gaps and no repeated numbers.",
  why: "People cite sections by number; a gap or a repeated number sends them to the wrong one.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    // The last number seen under each parent section and depth.
    const last = new Map<string, { readonly number: number; readonly count: number }>();
    for (const { heading, depth, parent } of page.sections) {
      if (heading === undefined || heading.isOpaque) continue;
      const key = `${parent} ${depth}`;
      const number = Number(/^(\d{1,3})[.)](?: +\p{L}|\p{L}{2})/u.exec(heading.text)?.[1] ?? NaN);
      if (Number.isNaN(number)) continue;
      const before = last.get(key);
      last.set(key, { number, count: (before?.count ?? 0) + 1 });
      if (before === undefined || number === before.number + 1) continue;
      // A list that starts again at 1, or that has counted only once, is not yet a sequence.
      if (number === 1 || before.count < 2) continue;
      yield {
        span: heading.span,
        message: `${quote(heading.text)} comes after number ${before.number}. Change its number to ${before.number + 1}.`,
      };
    }
  },
};
