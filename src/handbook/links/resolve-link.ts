import type { Resolution } from "../handbook.ts";
import type { Layers, Located } from "../layers.ts";
import { originOf } from "../segment.ts";
import type { SiteSettings } from "../site-settings.ts";
import { nearestName } from "../../text/near-misses.ts";
import { keyOf } from "./addresses.ts";
import { decodeTolerantly, foldAnchor, isBuiltInAnchor } from "./anchors.ts";
import { followRedirects } from "./follow-redirects.ts";
import { missingPage } from "./missing-page.ts";
import { referencedFiles, referenceName } from "./page-references.ts";
import { type Lookup, type Origin, readTarget, type Target } from "./target.ts";

const UNKNOWN: Resolution = { kind: "unknown" };

/** Follows a link target as it is written on the page at `from`. */
export function resolveLink(
  layers: Layers,
  settings: SiteSettings,
  from: string,
  text: string,
): Resolution {
  const page = layers.find(from);
  const origin = page === undefined ? unknownOrigin(settings, from) : originOf(page.record);
  const target = readTarget(origin, text, settings.sites, settings.own);
  if (target.kind === "outside") return UNKNOWN;
  if (target.kind === "same-page") {
    // An anchor of a fragment may be on the page that includes it.
    if (page === undefined || (page.record.address === undefined && isFragment(page)))
      return UNKNOWN;
    const leads = checkAnchor([page], target.anchor);
    const isLabel = leads.kind === "no-anchor" && page.record.site.generator === "sphinx";
    return isLabel ? (labelled(layers, target.anchor) ?? leads) : leads;
  }
  if (target.kind === "reference")
    return followReference(layers, settings, page, origin.path, target);
  for (const lookup of target.lookups) {
    const found = lookUp(layers, lookup);
    if (found.length > 0)
      return found.every(isDraft) ? draftOf(found) : checkAnchor(found, target.anchor);
  }
  for (const lookup of target.lookups) {
    const onward =
      lookup.kind === "address" ? followRedirects(layers, settings, origin, lookup.key) : undefined;
    if (onward !== undefined) return onward;
  }
  return missingPage(layers, settings, origin, target);
}

/** Where links of a page that is not there would count from. */
export function unknownOrigin({ sites }: SiteSettings, path: string): Origin {
  return { path, site: sites.siteOf(path), url: sites.addressOf(path, {})?.url };
}

/** The pages that something in a link may mean. */
function lookUp(layers: Layers, lookup: Lookup): readonly Located[] {
  if (lookup.kind === "address") return layers.list((segment) => segment.atKey(lookup.key));
  const found = layers.find(lookup.path);
  return found === undefined ? [] : [found];
}

/** Part of other pages, rather than a page that is not published. */
function isFragment({ record }: Located): boolean {
  return record.stored.type === "include" || record.site.generator === "middleman";
}

function isDraft({ record }: Located): boolean {
  const { generator } = record.site;
  const hidesDrafts = generator === "hugo" || generator === "docusaurus" || generator === "jekyll";
  return hidesDrafts && record.stored.hints.isDraft === true;
}

/** Generators leave drafts out of what they publish. */
function draftOf([page]: readonly Located[]): Resolution {
  return { kind: "no-page", nearest: undefined, draft: page?.record.path };
}

/** A name that Sphinx knows wherever it is given. */
function labelled(layers: Layers, anchor: string): Resolution | undefined {
  const folded = foldAnchor(anchor);
  const [page] = layers.list((segment) =>
    segment.pages.flatMap(({ stored }, number) =>
      stored.names.some((name) => foldAnchor(name) === folded) ? [number] : [],
    ),
  );
  return page && { kind: "found", path: page.record.path };
}

/**
 * Follows a reference as Hugo does, from the file. Only a page that it can mean alone is sure. One that no page has
 * the name of stops the build of the site; where one has, it may be in a folder that the configuration mounts elsewhere.
 */
function followReference(
  layers: Layers,
  settings: SiteSettings,
  own: Located | undefined,
  from: string,
  { path, anchor }: Extract<Target, { kind: "reference" }>,
): Resolution {
  if (path === "") return own === undefined ? UNKNOWN : checkAnchor([own], anchor);
  for (const files of referencedFiles(from, path)) {
    const [found, another] = files.flatMap((file) => layers.find(file) ?? []);
    if (another !== undefined) return UNKNOWN;
    if (found !== undefined) return checkAnchor([found], anchor);
  }
  const name = referenceName(path);
  const [page, ...others] = layers
    .list((segment) => segment.named(keyOf(name, true)))
    .filter(({ record }) => referenceName(record.path) === name);
  if (page === undefined) {
    const isMissing =
      settings.assumeComplete && /[\p{L}\p{N}]/u.test(name) && !isFileAt(settings, from, path);
    return isMissing ? { kind: "no-page", nearest: undefined } : UNKNOWN;
  }
  return others.length > 0 || path.includes("/") ? UNKNOWN : checkAnchor([page], anchor);
}

/** A file that is no page may be one of a kind that is not read, such as HTML. */
function isFileAt({ files }: SiteSettings, from: string, path: string): boolean {
  const names = referencedFiles(from, path).flat();
  return names.some((file) => [file, file.replace(/\.md$/, ".html")].some((one) => files.has(one)));
}

function checkAnchor(pages: readonly Located[], anchor: string | undefined): Resolution {
  const [page] = pages;
  if (page === undefined) return UNKNOWN;
  const { path } = page.record;
  if (anchor === undefined) return { kind: "found", path };
  const folded = foldAnchor(anchor);
  const isKnown = pages.some(
    ({ record }) => record.stored.hasUnknownAnchors || record.hasAnchor(anchor),
  );
  if (isKnown || isBuiltInAnchor(folded)) return { kind: "found", path };
  const names = page.record.facts.headings.map((heading) => heading.anchor);
  return { kind: "no-anchor", path, anchor, nearest: nearestName(decodeTolerantly(anchor), names) };
}
