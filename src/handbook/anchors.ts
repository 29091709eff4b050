import { distance } from "fastest-levenshtein";
import type { Page } from "../page/page.ts";

/** Less alike than this, a name is another name, not a slip. */
export const LIKENESS_MIN = 0.8;

/** A longer anchor is not compared: similarity costs the product of the lengths. */
const COMPARED_CHARACTERS_MAX = 200;

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
  const others = new Set<string>(page.ids);
  const used = new Map<string, number>();
  const repeated = (slug: string): string => {
    const count = used.get(slug) ?? 0;
    used.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  };
  for (const heading of page.headings) {
    const markup = page.source.slice(heading.textSpan.start, heading.textSpan.end);
    const main = heading.id ?? repeated(githubSlug(heading.text));
    headings.push(main);
    const variants = new Set<string>();
    for (const text of [heading.text, markup, withoutEmoji(heading.text)]) {
      variants.add(githubSlug(text)).add(kramdownSlug(text));
      variants.add(goldmarkSlug(text)).add(gitlabSlug(text));
    }
    for (const variant of variants) {
      if (variant === "") continue;
      others.add(variant);
      const count = used.get(githubSlug(heading.text)) ?? 0;
      if (count > 1) others.add(`${variant}-${count - 1}`);
    }
  }
  for (const heading of headings) others.delete(heading);
  return { headings, others: [...others] };
}

/** GitHub's rule, and kramdown's with GFM: keep letters, digits, `_` and `-`; each space becomes a `-`. */
export function githubSlug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
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

/** GitLab's rule for files in a repository: like GitHub's, with one `-` for a run of them. */
function gitlabSlug(text: string): string {
  return githubSlug(text).replace(/-{2,}/g, "-");
}

/** A renderer may turn `:star:` into a picture before it makes the slug. */
function withoutEmoji(text: string): string {
  return text.replace(/:[a-z0-9_+-]{1,40}:/g, "").trim();
}

/** The form in which anchors are compared: browsers decode them, and letter case is forgiven. */
export function foldAnchor(anchor: string): string {
  return decodeTolerantly(anchor).normalize("NFC").toLowerCase();
}

/** Anchors that a browser or a theme gives meaning to without any heading. */
export function isBuiltInAnchor(folded: string): boolean {
  return /^(?:$|!|\/|:~:|fn:?\d|fnref|markdown-toc|(?:top|toc|content|main|footnotes?)$)/.test(
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

/** Of the candidates, the one most like `name`, if it is like enough; the first of equals. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > COMPARED_CHARACTERS_MAX) return undefined;
  const folded = foldAnchor(name);
  const bare = lettersOnly(folded);
  let best: string | undefined;
  let bestLikeness = LIKENESS_MIN;
  for (const candidate of candidates) {
    const other = foldAnchor(candidate);
    const longest = Math.max(folded.length, other.length);
    if (other.length > COMPARED_CHARACTERS_MAX || longest === 0) continue;
    if (Math.abs(folded.length - other.length) > longest * (1 - LIKENESS_MIN)) continue;
    const isSameButMarks = bare !== "" && bare === lettersOnly(other);
    const likeness = isSameButMarks ? 1 : 1 - distance(folded, other) / longest;
    if (likeness > bestLikeness || (likeness === bestLikeness && best === undefined)) {
      best = candidate;
      bestLikeness = likeness;
    }
  }
  return best;
}

function lettersOnly(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
