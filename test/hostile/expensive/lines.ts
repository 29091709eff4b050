import { type ExpensivePage, full, fullOf, page, pageBytes } from "./expensive-page.ts";

/** Lines. */
export const lines: readonly ExpensivePage[] = [
  page("one paragraph of 20,000 lines", () => full("Ask the people team.\n", 440_000)),
  page("paragraphs", () => full("Ask the team.\n\n")),
  page("lone carriage returns", () => full("a\r")),
  page("headings that end in carriage returns", () => full("# a\r")),
  page("lines that end in both", () => full("a\r\n")),
  page("empty lines", () => full("\n")),
  page("lines of spaces", () => full("    \n")),
  page("lines of tabs", () => full("\t\n")),
  page("spaces", () => full(" ")),
  page("tabs", () => `${full("\t")}x`),
  page("headings", () => full("# Leave\n")),
  page("headings alike", () => full("## Leave\n\nAsk.\n\n")),
  page("underlined headings", () => full("Leave\n=\n")),
  page("underlines", () => full("=\n")),
  page("a heading of 20,000 lines", () => `${full("a\n")}===\n`),
  page("rules across the page", () => full("---\n")),
  page("hard breaks", () => full("a  \n")),
  page("fences", () => full("```\na\n")),
  page("fences that grow", () => fullOf((nth) => `${"`".repeat(3 + nth)}\n`)),
  page("indented code", () => full("    a\n\n")),
  page("backslashes", () => full("\\")),
  page("definitions", () => fullOf((nth) => `[a${nth}]: /x\n`)),
  page("one definition and its references", () => `[a]: /${"x".repeat(9_000)}\n\n${full("[a] ")}`),
  page("references to nothing", () => fullOf((nth) => `[a${nth}][] `)),
  page("one word", () => "a".repeat(pageBytes)),
  page("letters with marks", () => full("e\u0301")),
  page("invisible characters", () => full("a\u200b")),
  page("lone surrogates", () => full("\ud800")),
  page("null characters", () => full("\0")),
];

/** Links and addresses. */
export const links: readonly ExpensivePage[] = [
  page("links of one paragraph", () => fullOf((nth) => `[Leave ${nth}](/handbook/${nth}/) `)),
  page("links to nowhere", () => fullOf((nth) => `[Leave](#leave-${nth})\n\n`)),
  page("links to pages nearly there", () => fullOf((nth) => `[Leave](/people${nth % 90}/)\n\n`)),
  page("addresses", () => fullOf((nth) => `https://a.example/${nth} `)),
  page("schemes", () => full("http://")),
  page("mail addresses", () => full("a@b.example ")),
  page("at signs", () => full("a@")),
  page("link texts that say nothing", () => full("[here](/handbook/people/) ")),
  page("images", () => full("![a](b.png) ")),
];
