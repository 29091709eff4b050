/** Which attributes behind a heading name it: `{#id}`, also `{ #id }`, also `{: #id}`; all or none where that depends. */
export type HeadingIds = "none" | "braces" | "spaced" | "lists" | "unknown";

/** How a generator names the headings of a page. */
export interface AnchorRule {
  /** The anchor of a heading by its text without markup. */
  readonly slug: (text: string) => string;
  /** What comes between an anchor and its number where another heading has it too; undefined: nothing does. */
  readonly repeat: "-" | "_" | undefined;
  /** The number of the second heading with an anchor. */
  readonly firstRepeat: 1 | 2;
  readonly ids: HeadingIds;
  /** Whether two or three dashes become one typographic dash, which no anchor has. */
  readonly dropsDashes: boolean;
  /** Whether no other anchors work. Otherwise the names that another rule would give are anchors too. */
  readonly isExact: boolean;
}

/** GitHub's rule, and kramdown's with GFM: keep letters, digits, `_` and `-`; each space becomes a `-`. */
export function githubSlug(text: string): string {
  const lower = text.toLowerCase();
  // The classes of Unicode take ten times as long, and most headings have no use for them.
  const kept = /^[\0-\x7f]*$/.test(lower)
    ? lower.replace(/[^a-z0-9_\- ]/g, "")
    : lower.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "");
  return kept.replaceAll(" ", "-");
}

/** Plain kramdown: ASCII only, and nothing before the first letter. kramdown.gettalong.org, 2026-11. */
export function kramdownSlug(text: string): string {
  return text
    .replace(/^[^a-zA-Z]+/, "")
    .replace(/[^a-zA-Z0-9 -]/g, "")
    .replaceAll(" ", "-")
    .toLowerCase();
}

/** Goldmark's own rule, which Hugo has as `blackfriday` and older sites keep: runs become one `-`. */
export function blackfridaySlug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** Python-Markdown's rule: accents folded, what is not ASCII left out, runs of spaces and dashes one `-`. */
export function pythonSlug(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/[^\w\s-]/g, "")
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, "-");
}

/** VitePress's rule, of `@mdit-vue/shared`: accents folded, marks and spaces one `-`, `_` before a digit. */
export function vitepressSlug(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]/g, "")
    .replace(/[\u0000-\u001f]/g, "")
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^-|-$/g, "")
    .replace(/^(\d)/, "_$1")
    .toLowerCase();
}

/** The rule of Eleventy's own plugin, of `@sindresorhus/slugify`: marks and spaces one `-`, `&` a word. */
export function eleventySlug(text: string): string {
  return text
    .replace(/ß/g, "ss")
    .replace(/[äöü]/gi, (vowel) => `${vowel.normalize("NFD")[0] ?? ""}e`)
    .replace(/&/g, " and ")
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]/g, "")
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/(?<=[A-Z])(?=[A-Z][a-z\d])/g, " ")
    .toLowerCase()
    .replace(/(?<=[a-z\d])['’](?=[ts](?:\s|$))/g, "")
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** mdBook's rule: letters, digits, `_` and `-` in small letters; each white space a `-`. */
export function mdbookSlug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\-\s]/gu, "")
    .replace(/\s/g, "-");
}

/** Docutils' rule for the names that Sphinx gives: ASCII letters and digits, runs of others one `-`. */
export function docutilsSlug(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+/, "")
    .replace(/-$/, "");
}

/** GitLab's rule for files in a repository: GitHub's slug, with one `-` for a run of them. */
export function gitlabSlug(text: string): string {
  return githubSlug(text).replace(/-{2,}/g, "-");
}

/** What is known of no generator in particular: whatever a common one would name works. */
export const anyAnchors: AnchorRule = {
  slug: githubSlug,
  repeat: "-",
  firstRepeat: 1,
  ids: "unknown",
  dropsDashes: false,
  isExact: false,
};

/** A rule beside which no other works. */
export function exactAnchors(
  slug: AnchorRule["slug"],
  rest: Partial<Omit<AnchorRule, "slug">> = {},
): AnchorRule {
  return { ...anyAnchors, ids: "none", isExact: true, slug, ...rest };
}
