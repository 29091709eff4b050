import type { Handbook, PageFacts } from "../../src/handbook/handbook.ts";

/** Which of two pages is the one to keep a text that both have, and the evidence for it. */
export interface CanonicalPage {
  readonly side: "own" | "other";
  /** A short clause with “it” or “this page” for its subject. */
  readonly why: string;
}

/** Fewer pages that link to one of the two say nothing. */
const LINKING_PAGES_MIN = 3;

/**
 * Weighs two pages by what the handbook says of them: `canonical` in front matter or configuration, controlled
 * documents, links of other pages, the kind of page, its date. Undefined where nothing distinguishes them.
 */
export function canonicalPageOf(
  own: PageFacts | undefined,
  other: PageFacts | undefined,
  handbook: Handbook,
): CanonicalPage | undefined {
  if (own === undefined || other === undefined) return undefined;
  return (
    byCanonical(own, other, handbook) ??
    byTrait(own.type === "policy", other.type === "policy", "a policy") ??
    byLinks(own.path, other.path, handbook) ??
    byTrait(own.type === "handbook", other.type === "handbook", "a handbook page") ??
    byDate(own.date, other.date)
  );
}

function byCanonical(
  own: PageFacts,
  other: PageFacts,
  handbook: Handbook,
): CanonicalPage | undefined {
  const ownSays = names(own, other, handbook);
  const otherSays = names(other, own, handbook);
  const isOwn = ownSays.self || otherSays.other;
  const isOther = otherSays.self || ownSays.other;
  const said = byTrait(isOwn, isOther, "canonical");
  if (said !== undefined) return said;
  // Of pages that say nothing, or both, the configuration decides.
  const { path } = own;
  return byTrait(handbook.isCanonical(path), handbook.isCanonical(other.path), "canonical");
}

/** Whom the front matter of a page calls canonical: the page itself, or the other one. */
function names(
  { path, canonical }: PageFacts,
  other: PageFacts,
  handbook: Handbook,
): { readonly self: boolean; readonly other: boolean } {
  if (canonical === undefined) return { self: false, other: false };
  if (canonical === "true") return { self: true, other: false };
  const leads = handbook.resolve(path, canonical);
  const target = "path" in leads ? leads.path : undefined;
  return { self: target === path, other: target === other.path };
}

function byTrait(own: boolean, other: boolean, trait: string): CanonicalPage | undefined {
  if (own === other) return undefined;
  return { side: own ? "own" : "other", why: `${own ? "this page" : "it"} is ${trait}` };
}

function byLinks(own: string, other: string, handbook: Handbook): CanonicalPage | undefined {
  const [here, there] = [linkingPages(own, handbook), linkingPages(other, handbook)];
  if (
    Math.max(here, there) < LINKING_PAGES_MIN ||
    Math.max(here, there) < 2 * Math.min(here, there)
  )
    return undefined;
  return here > there
    ? { side: "own", why: `${here} pages link here` }
    : { side: "other", why: `${there} pages link to it` };
}

/** Counts for each handbook: a page that others copy from is asked about once for each of them. */
const counts = new WeakMap<Handbook, Map<string, number>>();

/** How many pages link to a page. */
function linkingPages(path: string, handbook: Handbook): number {
  const known = counts.get(handbook) ?? new Map<string, number>();
  counts.set(handbook, known);
  const count = known.get(path) ?? new Set(handbook.incoming(path).map((link) => link.path)).size;
  known.set(path, count);
  return count;
}

function byDate(own: string | undefined, other: string | undefined): CanonicalPage | undefined {
  if (own === undefined || other === undefined || own === other) return undefined;
  return own < other
    ? { side: "own", why: "this page is older" }
    : { side: "other", why: "it is older" };
}
