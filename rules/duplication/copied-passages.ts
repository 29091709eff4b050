import { compileGlobs } from "../../src/lint/glob.ts";
import type { Related, Report } from "../../src/lint/finding.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Handbook, Twin } from "../../src/handbook/handbook.ts";
import type { Page, PageType } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { linkInstead } from "./link-instead.ts";

/** What counts as a copy. */
export interface CopyLimits {
  readonly minWords: number;
  readonly minSimilarity: number;
  /** A passage on this many other pages is a template. */
  readonly templatePages: number;
  readonly ignore: readonly string[];
}

/** A passage of this page and its likest twin on each other page. */
interface Copy {
  readonly span: Span;
  readonly twins: readonly Twin[];
}

/** Passages as like as this are one template, filled in differently. */
const TEMPLATE_SIMILARITY = 0.8;

/** Twins of a passage that are told beside the first. */
const LISTED_MAX = 5;

/** Tells whether the rule compares pages of these two types. */
export type ComparesTypes = (own: PageType, other: PageType) => boolean;

/**
 * Reports the passages of a page that stand on another page too. Every passage is a report of its own,
 * so that a change is only told of those it adds; reports about the same other page form one group.
 */
export function copiedPassages(
  page: Page,
  handbook: Handbook,
  limits: CopyLimits,
  compares: ComparesTypes,
): readonly Report[] {
  const copies = findCopies(page, handbook, limits, compares);
  const shared = new Map<string, number>();
  for (const { twins } of copies) {
    for (const { path } of twins) shared.set(path, (shared.get(path) ?? 0) + 1);
  }
  return copies.flatMap(({ span, twins: [best, ...others] }) => {
    if (best === undefined) return [];
    // Of equal twins the one on the page that shares most with this one, so that few pages are named.
    let told = best;
    for (const twin of others) {
      const isAsLike = twin.similarity === best.similarity;
      if (isAsLike && (shared.get(twin.path) ?? 0) > (shared.get(told.path) ?? 0)) told = twin;
    }
    return reportOf(page, handbook, span, told, [best, ...others]);
  });
}

function findCopies(
  page: Page,
  handbook: Handbook,
  { minWords, minSimilarity, templatePages, ignore }: CopyLimits,
  compares: ComparesTypes,
): readonly Copy[] {
  // Most pages share nothing with any other, and compiling globs takes longer than finding that out.
  let isIgnored: ((path: string) => boolean) | undefined;
  const copies: Copy[] = [];
  const wide = { minWords, minSimilarity: Math.min(minSimilarity, TEMPLATE_SIMILARITY) };
  for (const { span, twins } of handbook.twins(page, wide)) {
    const pages = onePerPage(twins);
    if (pages.length >= templatePages) continue;
    const ignores = (isIgnored ??= compileGlobs(ignore));
    if (ignores(page.path)) return [];
    const told = pages.filter(
      ({ path, similarity }) =>
        similarity >= minSimilarity &&
        !ignores(path) &&
        !isSeries(page.path, path) &&
        compares(page.type, handbook.page(path)?.type ?? "handbook"),
    );
    if (told.length > 0) copies.push({ span, twins: told });
  }
  return copies;
}

/** The likest twin on each page, best first. */
function onePerPage(twins: readonly Twin[]): readonly Twin[] {
  const pages = new Map<string, Twin>();
  for (const twin of twins) if (!pages.has(twin.path)) pages.set(twin.path, twin);
  return [...pages.values()];
}

/** Editions, versions and numbered parts of one thing: their names differ in digits only. */
function isSeries(path: string, other: string): boolean {
  return path.replace(/\d+/g, "0") === other.replace(/\d+/g, "0");
}

function reportOf(
  page: Page,
  handbook: Handbook,
  span: Span,
  twin: Twin,
  all: readonly Twin[],
): Report {
  const target = handbook.page(twin.path);
  const title = target?.title ?? twin.path.split("/").slice(-2).join("/");
  const place =
    twin.heading === undefined || twin.heading === title
      ? quote(title, 40)
      : `${quote(title, 20)} under ${quote(twin.heading, 18)}`;
  const what =
    twin.similarity === 1 ? "This passage also stands on" : "A passage like this stands on";
  return {
    span,
    // The twin's text and not the passage's own names the finding: a word corrected here is no news.
    key: twin.text,
    group: twin.path,
    message: `${what} ${place}; keep one and link to it`,
    related: [twin, ...all.filter((other) => other !== twin)].slice(0, LISTED_MAX).map(related),
    suggestions: linkInstead(page.path, span, twin, target),
  };
}

function related({ path, span, line, similarity }: Twin): Related {
  const message =
    similarity === 1 ? "the same passage" : `${Math.floor(similarity * 100)}% the same passage`;
  return { path, span, line, message };
}
