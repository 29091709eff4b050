import { compileGlobs } from "../../src/text/glob.ts";
import type { Report } from "../../src/lint/finding.ts";
import type { Handbook, NearCopy } from "../../src/handbook/handbook.ts";
import type { Page, PageType } from "../../src/page/page.ts";
import { readPassages } from "../../src/handbook/passages/passages.ts";
import { type Copy, reportOf, type Surroundings, wholeReport } from "./copy-report.ts";
import { isTemplatePath } from "../structure/template-page.ts";
import { isSeries } from "./series.ts";

/** What counts as a copy. */
export interface CopyLimits {
  readonly minWords: number;
  readonly minSimilarity: number;
  /** A passage on this many other pages is a template. */
  readonly templatePages: number;
  readonly ignore: readonly string[];
}

/** Passages as similar as this are one template, filled in differently. */
const TEMPLATE_SIMILARITY = 0.8;

/** A shorter page has one passage of many by chance. */
const WHOLE_PAGE_PASSAGES_MIN = 3;

/** What somebody else wants word for word on every page that needs it. */
const DISCLAIMER =
  /\b(?:disclaims?|does not endorse|do not represent the views|forward-looking|all rights reserved|registered trademark)\b/i;

/** Whether the rule compares pages of these two types. */
export type ComparesTypes = (own: PageType, other: PageType) => boolean;

/**
 * Reports the passages of a page that appear on another page too. Every passage is a report of its own,
 * so that a change gets only those it adds; reports about the same other page form one group.
 */
export function copiedPassages(
  handbook: Handbook,
  limits: CopyLimits,
  compares: ComparesTypes,
): (page: Page) => readonly Report[] {
  let found: boolean | undefined;
  const site = { handbook, hasIncludes: () => (found ??= findInclude(handbook)) };
  return (page) => copiesOnPage(page, site, limits, compares);
}

function copiesOnPage(
  page: Page,
  site: Surroundings,
  limits: CopyLimits,
  compares: ComparesTypes,
): readonly Report[] {
  const { handbook } = site;
  const copies = findCopies(page, handbook, limits, compares);
  const shared = new Map<string, number>();
  for (const { nearCopies } of copies) {
    for (const { path } of nearCopies) shared.set(path, (shared.get(path) ?? 0) + 1);
  }
  const whole = wholeCopy(page, limits.minWords, shared);
  if (whole !== undefined) return [wholeReport(page, handbook, whole, copies)];
  return copies.flatMap(({ span, nearCopies: [best, ...others] }) => {
    if (best === undefined) return [];
    // Of equal copies the one on the page that shares most with this one, so that few pages are named.
    let reported = best;
    for (const copy of others) {
      const isAsSimilar = copy.similarity === best.similarity;
      if (isAsSimilar && (shared.get(copy.path) ?? 0) > (shared.get(reported.path) ?? 0))
        reported = copy;
    }
    return reportOf(page, site, span, reported, [best, ...others]);
  });
}

/** The page that has half of the passages of this one or more: the two are one page at two addresses. */
function wholeCopy(
  page: Page,
  minWords: number,
  shared: ReadonlyMap<string, number>,
): string | undefined {
  if (shared.size === 0) return undefined;
  let total = 0;
  for (const _ of readPassages(page, minWords)) total += 1;
  for (const [path, count] of shared) {
    const isOfSize = total >= WHOLE_PAGE_PASSAGES_MIN || nameOf(path) === nameOf(page.path);
    if (isOfSize && count * 2 >= total) return path;
  }
  return undefined;
}

/** The part of a path that names its page. */
function nameOf(path: string): string {
  return path.replace(/\/_?index(?:\.\w+)+$/, "").replace(/^.*\//, "");
}

function findCopies(
  page: Page,
  handbook: Handbook,
  { minWords, minSimilarity, templatePages, ignore }: CopyLimits,
  compares: ComparesTypes,
): readonly Copy[] {
  // Most pages share nothing with any other, and compiling globs takes longer than finding that out.
  if (isArchive(page.path) || isToBeCopied(page.path) || isPosting(page.path)) return [];
  let isIgnored: ((path: string) => boolean) | undefined;
  const copies: Copy[] = [];
  let mandated: ReadonlySet<number> | undefined;
  const wide = { minWords, minSimilarity: Math.min(minSimilarity, TEMPLATE_SIMILARITY) };
  for (const { span, nearCopies } of handbook.nearCopies(page, wide)) {
    const pages = onePerPage(nearCopies);
    if (pages.length >= templatePages) continue;
    mandated ??= new Set(handbook.mandated(page).map((passage) => passage.span.start));
    if (mandated.has(span.start)) continue;
    const ignores = (isIgnored ??= compileGlobs(ignore));
    if (ignores(page.path)) return [];
    const reported = pages.filter(
      ({ path, similarity }) =>
        similarity >= minSimilarity &&
        !ignores(path) &&
        !isArchive(path) &&
        !isPosting(path) &&
        !isToBeCopied(path) &&
        !isSeries(page.path, path) &&
        compares(page.type, handbook.page(path)?.type ?? "handbook"),
    );
    if (reported.length === 0 || DISCLAIMER.test(page.prose.slice(span.start, span.end))) continue;
    copies.push({ span, nearCopies: reported });
  }
  return copies;
}

/** A page that is kept as it was: nobody edits it, and nobody should link to it instead. */
function isArchive(path: string): boolean {
  return /(?:^|[-_./ ])archived?s?(?=$|[-_./ ])/i.test(path);
}

/** What people copy, whole or in part. */
function isToBeCopied(path: string): boolean {
  return isTemplatePath(path) || /(?:^|\/)(?:examples?|samples?)\//i.test(path);
}

/** An advertisement: it is published by itself, so it can neither link to what other pages say nor lack it. */
function isPosting(path: string): boolean {
  return /(?:^|\/)(?:positions?|openings?|open-(?:roles|positions)|vacanc(?:y|ies)|postings?|job-(?:posts?|postings?|ads?|adverts?|advertisements?|descriptions?|openings?))\//i.test(
    path,
  );
}

/** The most similar copy on each page, best first. */
function onePerPage(nearCopies: readonly NearCopy[]): readonly NearCopy[] {
  const pages = new Map<string, NearCopy>();
  for (const copy of nearCopies) if (!pages.has(copy.path)) pages.set(copy.path, copy);
  return [...pages.values()];
}

function findInclude(handbook: Handbook): boolean {
  for (const path of handbook.paths()) {
    if (handbook.page(path)?.type === "include") return true;
  }
  return false;
}
