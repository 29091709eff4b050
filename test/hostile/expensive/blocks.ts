import { type ExpensivePage, full, fullOf, page } from "./expensive-page.ts";

/** Blocks in blocks. */
export const nested: readonly ExpensivePage[] = [
  page("quotes nested 99 deep, blank lines between", () => full(`${">".repeat(99)}a\n\n`)),
  page("quotes nested 99 deep", () => full(`${">".repeat(99)}a\n`)),
  page("quotes nested 20 deep", () => full(`${"> ".repeat(20)}a\n`)),
  page("quotes that step in", () => fullOf((nth) => `${">".repeat(nth % 99)} a\n`)),
  page("quotes that go on lazily", () => `${">".repeat(99)}a\n${full("b\n")}`),
  page("quotes and empty lines", () => full(`${">".repeat(50)}\n`)),
  page("one line of quotes", () => full(">")),
  page("lists nested 99 deep in a line", () => full(`${"- ".repeat(99)}a\n`)),
  page("one line of lists", () => full("- ")),
  page("one line of numbered lists", () => full("1. ")),
  page("lists indented ever deeper", () => fullOf((nth) => `${" ".repeat(2 * nth)}- a\n`)),
  page("lists indented ever deeper, loose", () => fullOf((nth) => `${" ".repeat(2 * nth)}- a\n\n`)),
  page("lists that step in and out", () => fullOf((nth) => `${"  ".repeat(nth % 60)}- a\n`)),
  page("numbered lists indented ever deeper", () => fullOf((nth) => `${"   ".repeat(nth)}1. a\n`)),
  page("lists with blank lines inside", () => `${"- ".repeat(90)}a\n${full("\n")}`),
  page("lists and quotes in turn", () => full(`${"> - ".repeat(40)}a\n`)),
  page("items of a list", () => full("- a\n")),
  page("items that are links", () => fullOf((nth) => `- [a](/b${nth}/)\n`)),
  page("empty items", () => full("-\n")),
  page("footnotes", () => fullOf((nth) => `[^${nth}]: a\n`)),
  page("footnotes in footnotes", () => fullOf((nth) => `${"    ".repeat(nth)}[^${nth}]: a\n`)),
];

/** Tables. */
export const tables: readonly ExpensivePage[] = [
  page("a table of 80,000 columns", () => `${"|a".repeat(80_000)}\n${"|-".repeat(80_000)}\n`),
  page(
    "a wide table with rows",
    () => `${"|a".repeat(9_000)}\n${full(`${"|-".repeat(9_000)}\n`, 450_000)}`,
  ),
  page(
    "short rows of a wide table",
    () => `${"|a".repeat(5_000)}\n${"|-".repeat(5_000)}\n${full("|b\n", 460_000)}`,
  ),
  page("rows", () => `|a|b|\n|-|-|\n${full("|c|d|\n")}`),
  page("tables", () => full("|a|b|\n|-|-|\n|c|d|\n\n")),
  page("tables that are none", () => full("|a|b|\n")),
  page("pipes", () => full("|")),
  page("a table in HTML", () => `<table>${full("<tr><td>a</td></tr>\n")}</table>`),
];
