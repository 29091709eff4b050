import { findExcess } from "../../../src/page/page-limits.ts";
import { nested, tables } from "./blocks.ts";
import { changes } from "./changes.ts";
import type { ExpensivePage } from "./expensive-page.ts";
import { frontMatter } from "./front-matter.ts";
import { lines, links } from "./lines.ts";
import { opened, templates } from "./marks.ts";
import { words } from "./words.ts";

/** Pages of every kind that is known to cost more than its size. */
export const expensivePages: readonly ExpensivePage[] = [
  ...opened,
  ...templates,
  ...nested,
  ...tables,
  ...lines,
  ...links,
  ...words,
  ...frontMatter,
  ...changes,
];

/**
 * The same pages, cut off where they begin to be more than is read: they cost the most of all that is read.
 */
export const longestPages: readonly ExpensivePage[] = expensivePages.map(
  ({ name, text, before, ...rest }) => ({
    ...rest,
    name: `${name}, cut to what is read`,
    text: () => longestReadable(text()),
    ...(before !== undefined && { before: () => longestReadable(before()) }),
  }),
);

/** The longest beginning of a text that is read as a page. */
export function longestReadable(text: string): string {
  let readable = 0;
  let most = text.length;
  while (readable < most) {
    const half = Math.ceil((readable + most) / 2);
    if (findExcess(text.slice(0, half)) === undefined) readable = half;
    else most = half - 1;
  }
  return text.slice(0, readable);
}
