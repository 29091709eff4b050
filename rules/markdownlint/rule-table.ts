import type { Severity } from "../../src/lint/finding.ts";

/** A rule of markdownlint as we tell it. Headings, links and anchors have native rules instead. */
export interface MarkdownlintRule {
  /** markdownlint's own number: `MD045`. */
  readonly number: string;
  readonly summary: string;
  readonly why: string;
  /** What is wrong and what to do, after the quoted text. */
  readonly says: string;
  readonly severity: Severity;
  readonly status: "preview" | "stable";
  readonly isFixable: boolean;
}

/** Rules that break what readers see, and are right on real pages. */
const stable: readonly MarkdownlintRule[] = [
  {
    number: "MD011",
    summary: "Links have their text in square brackets and their target in round ones.",
    why: "A reversed link shows its brackets to readers and leads nowhere.",
    says: "is a reversed link; write [text](target)",
    severity: "warning",
    status: "stable",
    isFixable: true,
  },
  {
    number: "MD045",
    summary: "Images have an alternative text.",
    why: "Screen readers, search and broken connections show the text instead of the image.",
    says: "has no alternative text; say what the image shows",
    severity: "warning",
    status: "stable",
    isFixable: false,
  },
  {
    number: "MD056",
    summary: "Every row of a table has as many cells as its header.",
    why: "Cells beyond the header are not shown, and rows with too few leave gaps.",
    says: "has more or fewer cells than the header; check the bars of this row",
    severity: "info",
    status: "stable",
    isFixable: false,
  },
];

const style = { severity: "info", status: "preview" } as const;

/** House style: on where a handbook asks for it. */
const preview: readonly MarkdownlintRule[] = [
  {
    number: "MD004",
    summary: "Lists use one kind of bullet.",
    why: "One kind of bullet keeps changes small and lists in one piece.",
    says: "uses another bullet than the lists before; use the same",
    isFixable: true,
    ...style,
  },
  {
    number: "MD005",
    summary: "Items of a list are indented alike.",
    why: "An item that is indented by mistake moves to another level of the list.",
    says: "is indented differently from the items around it; align it",
    isFixable: true,
    ...style,
  },
  {
    number: "MD007",
    summary: "Nested bullets are indented by a fixed number of spaces.",
    why: "Parsers disagree about nested lists unless they are indented alike.",
    says: "is nested by another number of spaces than the rest; align it",
    isFixable: true,
    ...style,
  },
  {
    number: "MD009",
    summary: "Lines end without spaces.",
    why: "Two spaces at the end of a line are an invisible line break.",
    says: "ends in spaces; delete them, or write a line break as one",
    isFixable: true,
    ...style,
  },
  {
    number: "MD010",
    summary: "Text is indented with spaces, not tabs.",
    why: "Editors show tabs in different widths, so that lists look right and are not.",
    says: "holds a tab; use spaces",
    isFixable: true,
    ...style,
  },
  {
    number: "MD012",
    summary: "One blank line stands between paragraphs.",
    why: "More blank lines change nothing for readers and make changes larger.",
    says: "is one blank line too many; delete it",
    isFixable: true,
    ...style,
  },
  {
    number: "MD018",
    summary: "A space follows the signs of a heading.",
    why: "Without the space the line is a paragraph that begins with a hash.",
    says: "has no space after its hash; add one if it is a heading",
    isFixable: true,
    ...style,
  },
  {
    number: "MD019",
    summary: "One space follows the signs of a heading.",
    why: "More spaces are not shown and get in the way of searches.",
    says: "has several spaces after its hash; keep one",
    isFixable: true,
    ...style,
  },
  {
    number: "MD022",
    summary: "Blank lines surround headings.",
    why: "Some parsers take a heading without blank lines for part of the paragraph.",
    says: "touches the text around it; put a blank line above and below",
    isFixable: true,
    ...style,
  },
  {
    number: "MD023",
    summary: "Headings begin at the start of the line.",
    why: "An indented heading may become code or part of a list.",
    says: "is indented; begin it in the first column",
    isFixable: true,
    ...style,
  },
  {
    number: "MD027",
    summary: "One space follows the sign of a quotation.",
    why: "More spaces change how lists and code inside the quotation are read.",
    says: "has several spaces after the sign of quotation; keep one",
    isFixable: true,
    ...style,
  },
  {
    number: "MD028",
    summary: "No blank line splits a quotation.",
    why: "Some parsers make two quotations of it, others one.",
    says: "splits a quotation in two; join the parts or put text between",
    isFixable: false,
    ...style,
  },
  {
    number: "MD029",
    summary: "Numbered lists count all ones, or one by one.",
    why: "A wrong number in the source misleads whoever edits the list next.",
    says: "breaks the count of its list; number it like the others",
    isFixable: true,
    ...style,
  },
  {
    number: "MD030",
    summary: "One space follows the sign of a list item.",
    why: "More spaces change which lines belong to the item.",
    says: "has several spaces after its bullet; keep one",
    isFixable: true,
    ...style,
  },
  {
    number: "MD031",
    summary: "Blank lines surround code blocks.",
    why: "Some parsers take a fence without blank lines for part of the paragraph.",
    says: "touches the text around it; put a blank line above and below",
    isFixable: true,
    ...style,
  },
  {
    number: "MD032",
    summary: "Blank lines surround lists.",
    why: "Some parsers take a list without blank lines for part of the paragraph.",
    says: "touches the text around it; put a blank line above and below",
    isFixable: true,
    ...style,
  },
  {
    number: "MD034",
    summary: "Addresses stand in angle brackets or behind a link text.",
    why: "Not every parser links a bare address, and a screen reader spells it out.",
    says: "is a bare address; give it a link text",
    isFixable: true,
    ...style,
  },
  {
    number: "MD035",
    summary: "Horizontal rules are written alike.",
    why: "One way to write them keeps them apart from underlined headings.",
    says: "is written unlike the other rules; write it the same",
    isFixable: false,
    ...style,
  },
  {
    number: "MD036",
    summary: "Headings are headings, not bold paragraphs.",
    why: "Bold paragraphs stand in no table of contents and have no anchor.",
    says: "is a paragraph in bold; make it a heading if it is one",
    isFixable: false,
    ...style,
  },
  {
    number: "MD037",
    summary: "Emphasis marks touch the words they emphasise.",
    why: "With a space inside, the marks are shown and nothing is emphasised.",
    says: "has a space inside its emphasis marks; delete it",
    isFixable: true,
    ...style,
  },
  {
    number: "MD038",
    summary: "Code spans begin and end without spaces.",
    why: "Readers copy the spaces along with the code.",
    says: "has a space inside its code marks; delete it",
    isFixable: true,
    ...style,
  },
  {
    number: "MD039",
    summary: "Link texts begin and end without spaces.",
    why: "The spaces are underlined with the link.",
    says: "has a space inside its brackets; delete it",
    isFixable: true,
    ...style,
  },
  {
    number: "MD040",
    summary: "Code blocks name their language.",
    why: "The language gives readers colours and tells tools what to check.",
    says: "names no language; add one, or “text”",
    isFixable: false,
    ...style,
  },
  {
    number: "MD046",
    summary: "Code blocks are fenced, not indented.",
    why: "An indented block is easily made by mistake and cannot name its language.",
    says: "is an indented code block; use a fence",
    isFixable: false,
    ...style,
  },
  {
    number: "MD048",
    summary: "Fences of code blocks are written alike.",
    why: "One kind of fence is easier to search and to close.",
    says: "is another fence than those before; use the same",
    isFixable: false,
    ...style,
  },
  {
    number: "MD049",
    summary: "Italics are written alike.",
    why: "One way to write them is easier to search and to edit.",
    says: "is written unlike the italics before; use the same mark",
    isFixable: true,
    ...style,
  },
  {
    number: "MD050",
    summary: "Bold text is written alike.",
    why: "One way to write it is easier to search and to edit.",
    says: "is written unlike the bold text before; use the same mark",
    isFixable: true,
    ...style,
  },
  {
    number: "MD052",
    summary: "References of links and images are defined on the page.",
    why: "An undefined reference shows its brackets and leads nowhere.",
    says: "refers to nothing on this page; define it or write the target",
    isFixable: false,
    ...style,
  },
  {
    number: "MD053",
    summary: "Definitions of links are used.",
    why: "An unused definition is left from a deleted link and misleads editors.",
    says: "is used by no link; delete it",
    isFixable: true,
    ...style,
  },
  {
    number: "MD055",
    summary: "Rows of tables begin and end alike.",
    why: "Rows without outer bars are read differently by some parsers.",
    says: "begins or ends unlike the other rows; add or drop the bar",
    isFixable: false,
    ...style,
  },
  {
    number: "MD058",
    summary: "Blank lines surround tables.",
    why: "Some parsers take a table without blank lines for part of the paragraph.",
    says: "touches the text around it; put a blank line above and below",
    isFixable: true,
    ...style,
  },
];

/** All rules of markdownlint that are told, by number. */
export const markdownlintTable: readonly MarkdownlintRule[] = [...stable, ...preview].sort((a, b) =>
  a.number < b.number ? -1 : 1,
);
