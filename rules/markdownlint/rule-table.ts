/**
 * A style rule of markdownlint as we report it, off unless a configuration turns it on. Rules of our own cover
 * headings, links, images, anchors and the cells of tables.
 */
export interface MarkdownlintRule {
  /** markdownlint's own number: `MD040`. */
  readonly number: string;
  readonly summary: string;
  readonly why: string;
  /** What is wrong and what to do; follows the quoted text. */
  readonly says: string;
  readonly isFixable: boolean;
  /** markdownlint reports a fragment; the message quotes the whole line instead. */
  readonly quotesLine?: true;
}

/** All rules of markdownlint that are reported, by number. */
export const markdownlintTable: readonly MarkdownlintRule[] = [
  {
    number: "MD003",
    summary: "Headings use one syntax.",
    why: "One syntax is easier to search and edit.",
    says: "uses a different heading syntax. Write it with #.",
    isFixable: false,
  },
  {
    number: "MD004",
    summary: "All bullets use the same character.",
    why: "Mixed characters split a list in two and make changes larger.",
    says: "uses a different bullet character. Use the same one throughout.",
    isFixable: true,
  },
  {
    number: "MD005",
    summary: "Items on one level of a list have the same indentation.",
    why: "An item with the wrong indentation moves to another level of the list.",
    says: "is indented differently from the other items. Align it with them.",
    isFixable: true,
    quotesLine: true,
  },
  {
    number: "MD007",
    summary: "Nested bullets use the configured indentation.",
    why: "Parsers disagree about nested lists unless the indentation is consistent.",
    says: "has the wrong indentation for a nested bullet. Align it.",
    isFixable: true,
  },
  {
    number: "MD009",
    summary: "Lines do not end with spaces.",
    why: "Two spaces at the end of a line are an invisible line break.",
    says: "ends with spaces. Delete them or write an explicit line break.",
    isFixable: true,
  },
  {
    number: "MD010",
    summary: "Text is indented with spaces, not tabs.",
    why: "Editors show tabs with different widths, so lists look right but are not.",
    says: "contains a tab. Use spaces.",
    isFixable: true,
  },
  {
    number: "MD012",
    summary: "Paragraphs are separated by one blank line.",
    why: "Extra blank lines have no effect and make changes larger.",
    says: "is an extra blank line. Delete it.",
    isFixable: true,
  },
  {
    number: "MD013",
    summary: "Lines are no longer than the configured limit.",
    why: "Changes in a very long line are hard to see and to comment on.",
    says: "is longer than the configured limit. Split the line.",
    isFixable: false,
    quotesLine: true,
  },
  {
    number: "MD014",
    summary: "Commands start with a dollar sign only if their output is shown.",
    why: "Readers copy the dollar sign together with the command.",
    says: "has a dollar sign before the command. Delete it.",
    isFixable: true,
  },
  {
    number: "MD018",
    summary: "Heading markers are followed by a space.",
    why: "Without the space, the line is a paragraph that starts with a hash.",
    says: "has no space after its hash. Add one if this is a heading.",
    isFixable: true,
  },
  {
    number: "MD019",
    summary: "Heading markers are followed by only one space.",
    why: "Extra spaces are invisible and make headings harder to search.",
    says: "has several spaces after its hash. Keep one.",
    isFixable: true,
  },
  {
    number: "MD020",
    summary: "Closing heading markers are preceded by a space.",
    why: "Without the space, the markers appear in the heading.",
    says: "has no space before its closing hash. Add one or delete the hash.",
    isFixable: true,
  },
  {
    number: "MD021",
    summary: "Closing heading markers are preceded by only one space.",
    why: "Extra spaces are invisible and make headings harder to search.",
    says: "has several spaces before its closing hash. Keep one.",
    isFixable: true,
  },
  {
    number: "MD022",
    summary: "Headings are surrounded by blank lines.",
    why: "Some parsers read a heading without blank lines as part of the paragraph.",
    says: "has no blank line around it. Add one above and below.",
    isFixable: true,
  },
  {
    number: "MD023",
    summary: "Headings start at the beginning of the line.",
    why: "An indented heading may turn into code or part of a list.",
    says: "is indented. Start the heading at the beginning of the line.",
    isFixable: true,
  },
  {
    number: "MD027",
    summary: "Quotation markers are followed by only one space.",
    why: "Extra spaces change how lists and code in the quotation are read.",
    says: "has several spaces after the quotation marker. Keep one.",
    isFixable: true,
  },
  {
    number: "MD028",
    summary: "Quotations contain no blank lines.",
    why: "Some parsers read two quotations here, others read one.",
    says: "splits a quotation in two. Join the parts or add text between them.",
    isFixable: false,
  },
  {
    number: "MD029",
    summary: "Numbered lists use consecutive numbers, or 1 for every item.",
    why: "The number on the site differs from the number in the source.",
    says: "has a wrong number for its list. Number it like the other items.",
    isFixable: true,
    quotesLine: true,
  },
  {
    number: "MD030",
    summary: "List markers are followed by only one space.",
    why: "Extra spaces change which lines belong to the item.",
    says: "has several spaces after its list marker. Keep one.",
    isFixable: true,
    quotesLine: true,
  },
  {
    number: "MD031",
    summary: "Code blocks are surrounded by blank lines.",
    why: "Some parsers read a fence without blank lines as part of the paragraph.",
    says: "has no blank line around it. Add one above and below.",
    isFixable: true,
  },
  {
    number: "MD032",
    summary: "Lists are surrounded by blank lines.",
    why: "Some parsers read a list without blank lines as part of the paragraph.",
    says: "has no blank line around it. Add one above and below.",
    isFixable: true,
  },
  {
    number: "MD034",
    summary: "Addresses have a link text or angle brackets.",
    why: "Some parsers do not link a bare address, and screen readers spell it out.",
    says: "is a bare address. Give it a link text.",
    isFixable: true,
  },
  {
    number: "MD035",
    summary: "Horizontal rules use one syntax.",
    why: "One syntax makes them easy to tell from underlined headings.",
    says: "uses a different syntax from the other rules. Write it the same way.",
    isFixable: false,
  },
  {
    number: "MD036",
    summary: "Headings use heading syntax, not bold text.",
    why: "Bold text has no anchor and does not appear in the table of contents.",
    says: "looks like a heading but is bold text. Make it a heading if it is one.",
    isFixable: false,
  },
  {
    number: "MD037",
    summary: "Emphasis markers have no spaces inside.",
    why: "With a space inside, readers see the markers instead of the emphasis.",
    says: "has a space inside its emphasis markers. Delete the space.",
    isFixable: true,
  },
  {
    number: "MD038",
    summary: "Code spans have no spaces inside their markers.",
    why: "Readers copy the spaces together with the code.",
    says: "has a space inside its code markers. Delete the space.",
    isFixable: true,
  },
  {
    number: "MD039",
    summary: "Link texts have no spaces inside their brackets.",
    why: "The spaces are underlined as part of the link.",
    says: "has a space inside its brackets. Delete the space.",
    isFixable: true,
  },
  {
    number: "MD040",
    summary: "Code blocks specify their language.",
    why: "The language enables syntax highlighting and checks by tools.",
    says: "has no language. Add one, or use “text”.",
    isFixable: false,
  },
  {
    number: "MD046",
    summary: "Code blocks are fenced, not indented.",
    why: "Indented blocks are easily created by mistake and cannot specify a language.",
    says: "is indented so far that it becomes code. Indent it less, or use a fence.",
    isFixable: false,
  },
  {
    number: "MD047",
    summary: "Pages end with a line break.",
    why: "Without it, the next line that somebody adds shows up as two changed lines.",
    says: "is the last line and has no line break. Add one.",
    isFixable: true,
  },
  {
    number: "MD048",
    summary: "Fences of code blocks use one syntax.",
    why: "One syntax is easier to search and to close correctly.",
    says: "uses a different fence from the other code blocks. Use the same one.",
    isFixable: false,
  },
  {
    number: "MD049",
    summary: "Italics use one syntax.",
    why: "One syntax is easier to search and edit.",
    says: "uses a different marker from the other italics. Use the same one.",
    isFixable: true,
  },
  {
    number: "MD050",
    summary: "Bold text uses one syntax.",
    why: "One syntax is easier to search and edit.",
    says: "uses a different marker from the other bold text. Use the same one.",
    isFixable: true,
  },
  {
    number: "MD052",
    summary: "References of links and images are defined on the page.",
    why: "Readers see the brackets of an undefined reference, and the link does not work.",
    says: "refers to a definition that does not exist. Add it or write the address.",
    isFixable: false,
  },
  {
    number: "MD053",
    summary: "Link definitions are used.",
    why: "An unused definition is left over from a deleted link and misleads editors.",
    says: "is not used by any link. Delete it.",
    isFixable: true,
  },
  {
    number: "MD055",
    summary: "Table rows start and end with the same style.",
    why: "Some parsers read rows without outer bars differently.",
    says: "starts or ends differently from the other rows. Add or remove the bar.",
    isFixable: false,
    quotesLine: true,
  },
  {
    number: "MD058",
    summary: "Tables are surrounded by blank lines.",
    why: "Some parsers read a table without blank lines as part of the paragraph.",
    says: "has no blank line around it. Add one above and below.",
    isFixable: true,
  },
];
