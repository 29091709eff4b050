/** markdownlint's rules with their other names and tags, by which comments and settings call them. 0.42, doc/Rules.md */
const names: Readonly<Record<string, string>> = {
  MD001: "headings heading-increment",
  MD003: "headings heading-style",
  MD004: "bullet ul ul-style",
  MD005: "bullet indentation ul list-indent",
  MD007: "bullet indentation ul ul-indent",
  MD009: "whitespace no-trailing-spaces",
  MD010: "hard_tab whitespace no-hard-tabs",
  MD011: "links no-reversed-links",
  MD012: "blank_lines whitespace no-multiple-blanks",
  MD013: "line_length line-length",
  MD014: "code commands-show-output",
  MD018: "atx headings spaces no-missing-space-atx",
  MD019: "atx headings spaces no-multiple-space-atx",
  MD020: "atx_closed headings spaces no-missing-space-closed-atx",
  MD021: "atx_closed headings spaces no-multiple-space-closed-atx",
  MD022: "blank_lines headings blanks-around-headings",
  MD023: "headings spaces heading-start-left",
  MD024: "headings no-duplicate-heading",
  MD025: "headings single-h1 single-title",
  MD026: "headings no-trailing-punctuation",
  MD027: "blockquote indentation whitespace no-multiple-space-blockquote",
  MD028: "blockquote whitespace no-blanks-blockquote",
  MD029: "ol ol-prefix",
  MD030: "ol ul whitespace list-marker-space",
  MD031: "blank_lines code blanks-around-fences",
  MD032: "blank_lines bullet ol ul blanks-around-lists",
  MD033: "html no-inline-html",
  MD034: "links url no-bare-urls",
  MD035: "hr hr-style",
  MD036: "emphasis headings no-emphasis-as-heading",
  MD037: "emphasis whitespace no-space-in-emphasis",
  MD038: "code whitespace no-space-in-code",
  MD039: "links whitespace no-space-in-links",
  MD040: "code language fenced-code-language",
  MD041: "headings first-line-h1 first-line-heading",
  MD042: "links no-empty-links",
  MD043: "headings required-headings",
  MD044: "spelling proper-names",
  MD045: "accessibility images no-alt-text",
  MD046: "code code-block-style",
  MD047: "blank_lines single-trailing-newline",
  MD048: "code code-fence-style",
  MD049: "emphasis emphasis-style",
  MD050: "emphasis strong-style",
  MD051: "links link-fragments",
  MD052: "images links reference-links-images",
  MD053: "images links link-image-reference-definitions",
  MD054: "images links link-image-style",
  MD055: "table table-pipe-style",
  MD056: "table table-column-count",
  MD058: "table blanks-around-tables",
  MD059: "accessibility links descriptive-link-text",
  MD060: "table table-column-style",
};

/** Rules of ours that say what one of markdownlint says; the others have its number in the family `markdownlint`. */
const counterparts: Readonly<Record<string, string>> = {
  MD001: "structure/no-skipped-heading",
  MD024: "structure/no-repeated-heading",
  MD025: "structure/no-second-title",
  MD026: "structure/no-heading-colon",
  MD041: "structure/require-title",
  MD042: "links/no-empty-link",
  MD044: "style/no-misspelt-name",
  MD051: "links/no-broken-anchor",
  MD054: "style/no-reference-link",
  MD059: "links/no-vague-link-text",
};

const byName = new Map<string, readonly string[]>();
for (const [number, others] of Object.entries(names)) {
  for (const name of [number, ...others.split(" ")]) {
    const key = name.toLowerCase();
    byName.set(key, [...(byName.get(key) ?? []), number]);
  }
}

/** The numbers of markdownlint's rules that a name or a tag stands for; none for an unknown one. */
export function markdownlintNumbers(name: string): readonly string[] {
  return byName.get(name.toLowerCase()) ?? [];
}

/** The rule of ours that says what a rule of markdownlint says. There may be none of that id. */
export function counterpartOf(number: string): string {
  return counterparts[number] ?? `markdownlint/${number}`;
}

/** The rules of ours for all of markdownlint's. */
export const allCounterparts: readonly string[] = Object.keys(names).map(counterpartOf);
