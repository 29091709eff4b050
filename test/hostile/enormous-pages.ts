import type { Hostile } from "./hostile-texts.ts";

const many = (count: number, text: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => text(nth)).join("");

/** Pages as large as a page may be, that every check reads to the end. */
export const enormousPages: readonly Hostile[] = [
  ["a line of words of a megabyte", "Ask for leave. ".repeat(66_000)],
  ["a line of a megabyte without a space", "a".repeat(999_000)],
  ["quotes nested 10,000 deep", `${">".repeat(10_000)} Ask.\n`],
  ["lists nested 10,000 deep", `${"- ".repeat(10_000)}Ask.\n`],
  ["numbered lists nested 10,000 deep", `${"1. ".repeat(10_000)}Ask.\n`],
  ["100,000 asterisks", "*".repeat(100_000)],
  ["100,000 backticks", "`".repeat(100_000)],
  ["100,000 tildes", "~".repeat(100_000)],
  ["a title of a megabyte", `---\ntitle: ${"leave ".repeat(160_000)}\n---\n\nAsk.\n`],
  ["spaces of a megabyte", " ".repeat(999_000)],
  ["digits of a megabyte", "1 ".repeat(499_000)],
  ["70,000 findings in a line", "Ask the guys to utilize it. ".repeat(35_000)],
];

/** Pages that would take markdownlint minutes: it says so, and all other checks read them. */
export const costlyPages: readonly Hostile[] = [
  ["100,000 pipes", "|".repeat(100_000)],
  ["a table of 30,000 columns", "|a".repeat(30_000) + "\n" + "|-".repeat(30_000) + "\n"],
  ["a table of 26,000 rows", `| Who |\n| --- |\n${"| The people team |\n".repeat(26_000)}`],
  ["10,000 list items that are links", many(10_000, (nth) => `- [Leave ${nth}](/leave-${nth}/)\n`)],
  ["10,000 links in a paragraph", many(10_000, (nth) => `[Leave ${nth}](/handbook/${nth}/) `)],
  ["100,000 brackets", "[".repeat(100_000)],
  ["100,000 closing brackets", "]".repeat(100_000).replace("]", "[a](b)]")],
  ["100,000 images that never end", "![".repeat(100_000)],
  ["100,000 asterisks between letters", "*a ".repeat(100_000)],
  ["100,000 underscores between letters", "_a ".repeat(100_000)],
  ["100,000 backticks between letters", "`a ".repeat(100_000)],
  ["100,000 character references", "&nbsp;".repeat(100_000)],
  ["100,000 tags that never end", "<a ".repeat(100_000)],
  ["100,000 headings", "# Leave\n".repeat(100_000)],
  ["45,000 headings that are links", "# [a](b)\n\n".repeat(45_000)],
  ["8,000 underlined headings", "Leave\n=\n".repeat(8_000)],
  ["8,000 open elements", "<div>\n\n".repeat(8_000)],
  ["2,000 containers", ":::note\n".repeat(2_000)],
  ["800 lines of lists nested 100 deep", `${"- ".repeat(100)}Ask.\n`.repeat(800)],
  ["100,000 list items", "- Ask.\n".repeat(100_000)],
  ["38,000 paragraphs", "The people team decides.\n\n".repeat(38_000)],
];

/** Pages beyond what a page may be: none of them is read. */
export const overlargePages: readonly Hostile[] = [
  ["more than a megabyte of front matter", `---\n${"leave: 25\n".repeat(100_001)}---\n\nAsk.\n`],
  [
    "a table of more than a megabyte",
    `| Who |\n| --- |\n${"| The people team |\n".repeat(55_000)}`,
  ],
  ["ten megabytes", "Ask the guys. ".repeat(750_000)],
];
