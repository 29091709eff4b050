import { type CanonicalPage, canonicalPageOf } from "./canonical-page.ts";
import { linkInstead } from "./link-instead.ts";
import type { Handbook, NearCopy } from "../../src/handbook/handbook.ts";
import type { Related, Report } from "../../src/lint/finding.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Page, PageType } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";

/** Copies of a passage, and differences of a near copy, that a finding lists. */
const LISTED_MAX = 5;
const DIFFERENCES_MAX = 3;

/** The handbook around a page. */
export interface Surroundings {
  readonly handbook: Handbook;
  /** The handbook has fragments that several pages include. */
  readonly hasIncludes: () => boolean;
}

/** A passage of this page and its most similar copy on each other page. */
export interface Copy {
  readonly span: Span;
  readonly nearCopies: readonly NearCopy[];
}

/** One report for the whole page: whoever edits a copy does not get each passage again. */
export function wholeReport(
  page: Page,
  handbook: Handbook,
  path: string,
  copies: readonly Copy[],
): Report {
  const places = copies.flatMap(({ span, nearCopies }) => {
    const copy = nearCopies.find((one) => one.path === path);
    return copy === undefined ? [] : [{ span, copy }];
  });
  const target = handbook.page(path);
  const canonical = canonicalPageOf(handbook.page(page.path), target, handbook);
  const kept = canonical === undefined ? "one" : canonical.side === "own" ? "this one" : "that one";
  return {
    span: places[0]?.span ?? page.lines.span(1),
    key: `page ${path}`,
    group: path,
    message: `At least half of this page also appears in ${quote(target?.title ?? path, 32)}. Keep ${kept} and link to it.`,
    related: places.slice(0, LISTED_MAX).map(({ copy }) => related(page, copy)),
  };
}

/** Reports a passage that another page has too. */
export function reportOf(
  page: Page,
  site: Surroundings,
  span: Span,
  copy: NearCopy,
  all: readonly NearCopy[],
): Report {
  const { handbook } = site;
  const target = handbook.page(copy.path);
  const what =
    copy.similarity === 1 ? "This passage also appears in" : "A similar passage appears in";
  const canonical = canonicalPageOf(handbook.page(page.path), target, handbook);
  const others = [copy, ...all.filter((other) => other !== copy)].slice(0, LISTED_MAX);
  return {
    span,
    // The copy's text and not the passage's own names the finding: a word corrected here is no news.
    key: copy.text,
    group: copy.path,
    message: `${what} ${placeAndRemedy(page, site, copy, all.length, canonical)}`,
    related: others.map((other) => related(page, other)),
    suggestions: canonical?.side === "own" ? [] : linkInstead(page.path, span, copy, handbook),
  };
}

function placeAndRemedy(
  page: Page,
  { handbook, hasIncludes }: Surroundings,
  copy: NearCopy,
  pages: number,
  canonical: CanonicalPage | undefined,
): string {
  const title = handbook.page(copy.path)?.title ?? copy.path.split("/").slice(-2).join("/");
  if (isNextLevel(page, copy, handbook)) {
    return `${quote(title, 24)}. Write ${quote(`Extends the ${title} requirements`, 44)} instead.`;
  }
  if (canonical?.side === "own") {
    return `${quote(title, 24)}. Keep it here and link from there: ${canonical.why}.`;
  }
  const place =
    copy.heading === undefined || copy.heading === "" || copy.heading === title
      ? quote(title, 40)
      : `${quote(title, 20)}, section ${quote(copy.heading, 18)}`;
  if (pages > 1 && hasIncludes()) return `${place}. Replace all copies with one include.`;
  return canonical === undefined
    ? `${place}. Keep one copy and link to it.`
    : `${place}. Link there: ${canonical.why}.`;
}

/** Levels of one job family, each on a page of its own. */
function isNextLevel(page: Page, { path }: NearCopy, handbook: Handbook): boolean {
  const folder = page.path.slice(0, page.path.lastIndexOf("/") + 1);
  const isLevel = (type: PageType | undefined): boolean => type === "job-family-part";
  return (
    isLevel(page.type) &&
    isLevel(handbook.page(path)?.type) &&
    path.startsWith(folder) &&
    !path.slice(folder.length).includes("/")
  );
}

function related(page: Page, { path, span, line, similarity, differs }: NearCopy): Related {
  if (similarity === 1) return { path, span, line, message: "the same passage" };
  const words = differs
    .slice(0, DIFFERENCES_MAX)
    .map(({ start, end }) => quote(page.source.slice(start, end), 40))
    .join(", ");
  const rest = words === "" ? "has words that are not here" : `lacks ${words}`;
  const message = `${Math.floor(similarity * 100)}% similar; ${rest}`;
  return { path, span, line, message };
}
