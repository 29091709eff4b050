import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Block, Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { count } from "../../src/text/wording.ts";

/** markdownlint's MD056, without its parser. */
export const noUnevenRow: PageRule<Record<string, never>> = {
  id: "markdownlint/MD056",
  scope: "page",
  summary: "Every row of a table has as many cells as its header.",
  why: "Readers do not see extra cells, and missing cells leave gaps.",
  severity: "info",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    const cells = page.blocks.filter(({ table }) => table !== undefined);
    for (const table of Map.groupBy(cells, (cell) => cell.table).values()) {
      yield* unevenRows(page, table);
    }
  },
};

function* unevenRows(page: Page, cells: readonly Block[]) {
  const [first] = cells;
  const last = cells.at(-1);
  if (first === undefined || last === undefined) return;
  const header = headerLine(page, page.lines.locate(first.span.start).line);
  if (header === undefined) return;
  const wanted = cellsOf(page, header).count;
  for (let line = header + 2; line <= page.lines.locate(last.span.start).line; line += 1) {
    const row = cellsOf(page, line);
    if (row.count === wanted || row.count === 0) continue;
    yield {
      span: row.span,
      message: `${quote(row.text)} has ${count(row.count, "cell")}, but the header has ${wanted}. Check the bars in this row.`,
    };
  }
}

/** The row above the delimiter row. A header without any text has no cells of its own. */
function headerLine({ lines, source }: Page, firstCell: number): number | undefined {
  for (let line = firstCell + 1; line > 1 && line >= firstCell - 1; line -= 1) {
    if (line > lines.count) continue;
    const { start, end } = lines.span(line);
    const text = source.slice(start, end);
    if (/^[-\s>|:]+$/.test(text) && text.includes("-")) return line - 1;
  }
  return undefined;
}

/** The cells of a row: bars part them, those that a backslash marks and those at the ends aside. */
function cellsOf(
  { lines, source }: Page,
  number: number,
): { readonly span: Span; readonly text: string; readonly count: number } {
  const line = lines.span(number);
  const whole = source.slice(line.start, line.end);
  const text = whole.replace(/^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/, "").trimEnd();
  const start = line.start + whole.trimEnd().length - text.length;
  const span = { start, end: start + text.length };
  const inner = text.replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  if (inner.trim() === "" && text.length <= 1) return { span, text, count: 0 };
  return { span, text, count: inner.match(/(?<!\\)\||$/g)?.length ?? 0 };
}
