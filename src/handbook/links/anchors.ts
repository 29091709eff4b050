import type { Page } from "../../page/page.ts";

/** The anchors of one page: one for each heading in order, and every other name that may work. */
export interface PageAnchors {
  readonly headings: readonly string[];
  readonly others: readonly string[];
}

/**
 * Names all anchors of a page. Renderers disagree on slugs, and a linter does not know the renderer, so
 * every name that a common one would give is kept; a link is broken only if none has it.
 */
export function pageAnchors(page: Page): PageAnchors {
  const headings: string[] = [];
  const others = new Set<string>([...page.ids, ...attributeIds(page.source)]);
  const used = new Map<string, number>();
  const repeated = (slug: string): string => {
    const count = used.get(slug) ?? 0;
    used.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  };
  for (const heading of page.headings) {
    const { textSpan, text: shown } = heading;
    const markup = page.source.slice(textSpan.start, textSpan.end);
    if (heading.id === undefined && isUndisputed(shown) && markup === shown) {
      headings.push(repeated(shown.toLowerCase().replaceAll(" ", "-")));
      continue;
    }
    const slug = githubSlug(shown.trim());
    const main = heading.id ?? repeated(slug);
    headings.push(main);
    const variants = new Set<string>();
    for (const text of spellings(shown, markup)) {
      const trimmed = githubSlug(text.trim());
      variants.add(trimmed).add(gitlabSlug(trimmed));
      if (text !== text.trim()) variants.add(githubSlug(text));
      variants.add(kramdownSlug(text)).add(goldmarkSlug(text));
    }
    for (const variant of variants) {
      if (variant === "") continue;
      others.add(variant);
      const count = used.get(slug) ?? 0;
      if (count > 1) others.add(`${variant}-${count - 1}`);
    }
  }
  for (const heading of headings) others.delete(heading);
  return { headings, others: [...others] };
}

/** Plain words, for which every rule gives the same slug. */
function isUndisputed(text: string): boolean {
  return /^[a-z][a-z0-9]*(?: [a-z0-9]+)*$/i.test(text);
}

/** GitHub's rule, and kramdown's with GFM: keep letters, digits, `_` and `-`; each space becomes a `-`. */
function githubSlug(text: string): string {
  const lower = text.toLowerCase();
  // The classes of Unicode take ten times as long, and most headings have no use for them.
  const kept = /^[\0-\x7f]*$/.test(lower)
    ? lower.replace(/[^a-z0-9_\- ]/g, "")
    : lower.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "");
  return kept.replaceAll(" ", "-");
}

/** Plain kramdown: ASCII only, and nothing before the first letter. kramdown.gettalong.org, 2026-11. */
function kramdownSlug(text: string): string {
  return text
    .replace(/^[^a-zA-Z]+/, "")
    .replace(/[^a-zA-Z0-9 -]/g, "")
    .replaceAll(" ", "-")
    .toLowerCase();
}

/** Goldmark's own rule, which Hugo has as `blackfriday` and older sites keep: runs become one `-`. */
function goldmarkSlug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** GitLab's rule for files in a repository: GitHub's slug, with one `-` for a run of them. */
function gitlabSlug(slug: string): string {
  return slug.includes("--") ? slug.replace(/-{2,}/g, "-") : slug;
}

/**
 * The texts that renderers make a slug of: what is shown; the markup itself; the markup without links
 * and tags, whose white space stays; without `:emoji:`; without the dashes that become one typographic
 * dash and are then dropped.
 */
function spellings(shown: string, markup: string): ReadonlySet<string> {
  const bare = markup
    .replace(/<[^<>]{0,500}>/g, "")
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/[*`]/g, "");
  return new Set([
    shown,
    markup,
    bare,
    shown.replace(/:[a-z0-9_+-]{1,40}:/g, ""),
    bare.replace(/-{2,3}/g, ""),
    bare.replace(/_/g, ""),
    bare.replace(/\s+/g, " "),
  ]);
}

/** Ids in attribute lists, `{: #id .class}`, wherever they stand: what they belong to does not matter. */
function attributeIds(source: string): string[] {
  const ids: string[] = [];
  for (let at = source.indexOf("{:"); at !== -1; at = source.indexOf("{:", at + 2)) {
    const id = /^\{:[^{}\n#]{0,200}#([\w:.-]{1,200})/.exec(source.slice(at, at + 420))?.[1];
    if (id !== undefined) ids.push(id);
  }
  return ids;
}

/** The form in which anchors are compared: browsers decode them, and letter case is forgiven. */
export function foldAnchor(anchor: string): string {
  return decodeTolerantly(anchor).normalize("NFC").toLowerCase();
}

/** Anchors that a browser, a theme or a script gives meaning to without any heading. */
export function isBuiltInAnchor(folded: string): boolean {
  return /^(?:$|!|\/|:~:|fn:?\d|fnref|markdown-toc|(?:top|toc|content|main|footnotes?)$)|[=&]/.test(
    folded,
  );
}

/** Decodes percent escapes, or gives the text back where they are broken. */
export function decodeTolerantly(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
