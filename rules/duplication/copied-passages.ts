import { compileGlobs } from "../../src/text/glob.ts";
import type { Related, Report } from "../../src/lint/finding.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Handbook, Twin } from "../../src/handbook/handbook.ts";
import type { Page, PageType } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { readPassages } from "../../src/handbook/passages/passages.ts";
import { type Keeper, keeperOf } from "./canonical-page.ts";
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

/** Stretches in which a near copy differs that are told. */
const DIFFERENCES_MAX = 3;

/** A shorter page has one passage of many by chance. */
const WHOLE_PAGE_PASSAGES_MIN = 3;

/** What pages of one thing for several countries and companies have in their names. */
const ENTITIES: ReadonlySet<string> = new Set(
  (
    "australia austria belgium brazil canada chile china colombia denmark finland france germany hungary " +
    "iceland india indonesia ireland israel italy japan kenya korea latvia mexico netherlands nigeria norway " +
    "philippines poland portugal romania singapore spain sweden switzerland turkey ukraine uk us usa apac emea " +
    "amer latam federal global ltd gmbh bv inc llc pty kk sas pbc entity new zealand south africa"
  ).split(" "),
);

/** What somebody else wants word for word on every page that needs it. */
const DISCLAIMER =
  /\b(?:disclaims?|does not endorse|do not represent the views|forward-looking|all rights reserved|registered trademark)\b/i;

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
  const whole = wholeCopy(page, limits.minWords, shared);
  if (whole !== undefined) return [wholeReport(page, handbook, whole, copies)];
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

/** One report for the whole page: whoever edits a copy is not told of each passage again. */
function wholeReport(
  page: Page,
  handbook: Handbook,
  path: string,
  copies: readonly Copy[],
): Report {
  const places = copies.flatMap(({ span, twins }) => {
    const twin = twins.find((one) => one.path === path);
    return twin === undefined ? [] : [{ span, twin }];
  });
  const target = handbook.page(path);
  const keeper = keeperOf(handbook.page(page.path), target, handbook);
  const why = keeper === undefined ? "" : keeper.side === "own" ? " (this one)" : " (that one)";
  return {
    span: places[0]?.span ?? page.lines.span(1),
    key: `page ${path}`,
    group: path,
    message: `Half of this page or more also stands on ${quote(target?.title ?? path, 28)}; keep it on one page${why} and link there`,
    related: places.slice(0, LISTED_MAX).map(({ twin }) => related(page, twin)),
  };
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
  let mandated: ReadonlySet<number> | undefined;
  const wide = { minWords, minSimilarity: Math.min(minSimilarity, TEMPLATE_SIMILARITY) };
  for (const { span, twins } of handbook.twins(page, wide)) {
    const pages = onePerPage(twins);
    if (pages.length >= templatePages) continue;
    mandated ??= new Set(handbook.mandated(page).map((passage) => passage.span.start));
    if (mandated.has(span.start)) continue;
    const ignores = (isIgnored ??= compileGlobs(ignore));
    if (ignores(page.path)) return [];
    const told = pages.filter(
      ({ path, similarity }) =>
        similarity >= minSimilarity &&
        !ignores(path) &&
        !isSeries(page.path, path) &&
        compares(page.type, handbook.page(path)?.type ?? "handbook"),
    );
    if (told.length === 0 || DISCLAIMER.test(page.prose.slice(span.start, span.end))) continue;
    copies.push({ span, twins: told });
  }
  return copies;
}

/** The likest twin on each page, best first. */
function onePerPage(twins: readonly Twin[]): readonly Twin[] {
  const pages = new Map<string, Twin>();
  for (const twin of twins) if (!pages.has(twin.path)) pages.set(twin.path, twin);
  return [...pages.values()];
}

/** Editions, versions and numbered parts of one thing, or one thing for several countries and companies. */
export function isSeries(path: string, other: string): boolean {
  return seriesOf(path) === seriesOf(other);
}

/** A path without what tells the members of a series apart. */
function seriesOf(path: string): string {
  return path
    .toLowerCase()
    .replace(/\d+/g, "0")
    .split(/([/._-])/)
    .filter((part) => !ENTITIES.has(part))
    .join("")
    .replace(/[-_]{2,}/g, "-")
    .replace(/[-_](?=[/.])|(?<=\/)[-_]/g, "");
}

function reportOf(
  page: Page,
  handbook: Handbook,
  span: Span,
  twin: Twin,
  all: readonly Twin[],
): Report {
  const target = handbook.page(twin.path);
  const what =
    twin.similarity === 1 ? "This passage also stands on" : "A passage like this stands on";
  const keeper = keeperOf(handbook.page(page.path), target, handbook);
  const others = [twin, ...all.filter((other) => other !== twin)].slice(0, LISTED_MAX);
  return {
    span,
    // The twin's text and not the passage's own names the finding: a word corrected here is no news.
    key: twin.text,
    group: twin.path,
    message: `${what} ${placeAndRemedy(page, handbook, twin, all.length, keeper)}`,
    related: others.map((other) => related(page, other)),
    suggestions: keeper?.side === "own" ? [] : linkInstead(page.path, span, twin, target),
  };
}

function placeAndRemedy(
  page: Page,
  handbook: Handbook,
  twin: Twin,
  pages: number,
  keeper: Keeper | undefined,
): string {
  const title = handbook.page(twin.path)?.title ?? twin.path.split("/").slice(-2).join("/");
  if (isNextLevel(page, twin, handbook)) {
    return `${quote(title, 24)}; write ${quote(`Extends the ${title} requirements`, 44)}`;
  }
  if (keeper?.side === "own") {
    return `${quote(title, 24)}; keep it here and link from there: ${keeper.why}`;
  }
  const place =
    twin.heading === undefined || twin.heading === title
      ? quote(title, 40)
      : `${quote(title, 20)} under ${quote(twin.heading, 18)}`;
  if (pages > 1 && hasIncludes(handbook)) return `${place}; make one include of all`;
  return keeper === undefined
    ? `${place}; keep one and link to it`
    : `${place}; link there: ${keeper.why}`;
}

/** Levels of one job family, each on a page of its own. */
function isNextLevel(page: Page, { path }: Twin, handbook: Handbook): boolean {
  const folder = page.path.slice(0, page.path.lastIndexOf("/") + 1);
  const isLevel = (type: PageType | undefined): boolean => type === "job-family-part";
  return (
    isLevel(page.type) &&
    isLevel(handbook.page(path)?.type) &&
    path.startsWith(folder) &&
    !path.slice(folder.length).includes("/")
  );
}

const withIncludes = new WeakMap<Handbook, boolean>();

/** Tells that the handbook has fragments that several pages include. */
function hasIncludes(handbook: Handbook): boolean {
  const known = withIncludes.get(handbook);
  if (known !== undefined) return known;
  let found = false;
  for (const path of handbook.paths()) {
    found = handbook.page(path)?.type === "include";
    if (found) break;
  }
  withIncludes.set(handbook, found);
  return found;
}

function related(page: Page, { path, span, line, similarity, differs }: Twin): Related {
  if (similarity === 1) return { path, span, line, message: "the same passage" };
  const words = differs
    .slice(0, DIFFERENCES_MAX)
    .map(({ start, end }) => quote(page.source.slice(start, end), 40))
    .join(", ");
  const rest = words === "" ? "it has words that are not here" : `it is without ${words}`;
  const message = `${Math.floor(similarity * 100)} percent alike; ${rest}`;
  return { path, span, line, message };
}
