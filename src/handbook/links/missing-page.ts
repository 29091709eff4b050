import { COMPARED_NAMES_MAX, nameSimilarity } from "../../text/near-misses.ts";
import type { Resolution } from "../handbook.ts";
import type { Layers, Located } from "../layers.ts";
import type { SiteSettings } from "../site-settings.ts";
import { directoryOf, withoutEnding } from "./addresses.ts";
import { withoutSiteNumber } from "./follow-redirects.ts";
import { referenceName } from "./page-references.ts";
import { type Lookup, type Origin, type PageTarget, writeTarget } from "./target.ts";

const UNKNOWN: Resolution = { kind: "unknown" };
const KEY_CHARACTERS_MAX = 300;

/**
 * Judges a target at which no page is. It is called missing only where the handbook would have it: it names a
 * source file, or its folder has pages; no other file is there, and nobody said that the area is generated. Of a
 * handbook that is known to be incomplete, only a slip of the keyboard is reported.
 */
export function missingPage(
  layers: Layers,
  settings: SiteSettings,
  origin: Origin,
  target: PageTarget,
): Resolution {
  if (target.lookups.some((lookup) => isKnownOtherwise(settings, lookup))) return UNKNOWN;
  const keys = target.lookups.map((lookup) => keyOfLookup(settings, origin, lookup));
  const [key = ""] = keys;
  if (withoutSiteNumber(key) === "" || key.length > KEY_CHARACTERS_MAX) return UNKNOWN;
  if (layers.has((segment) => segment.inFolder(`${key}/`))) {
    // A folder without an index is a list of its files where readers open files, and a mistake elsewhere. A link
    // that names the file of the index leads nowhere, but Hugo may take `index.md` for `_index.md`.
    const isFile = target.isSource && origin.site.generator !== "hugo" && settings.assumeComplete;
    return isFile ? { kind: "no-page", nearest: undefined } : UNKNOWN;
  }
  const near = nearestPage(layers, key, target, settings.assumeComplete);
  if (near !== undefined)
    return { kind: "no-page", nearest: writeLink(settings, origin, near, target) };
  if (!settings.assumeComplete) return UNKNOWN;
  const isCertain = target.isSource
    ? origin.site.isCertain && target.lookups.some(({ kind }) => kind === "file")
    : hasFolder(layers, key);
  return isCertain || (target.isSource && hasFolder(layers, key))
    ? { kind: "no-page", nearest: undefined }
    : UNKNOWN;
}

/** Writes a link to a page in the form of the one that it replaces. */
function writeLink(
  settings: SiteSettings,
  origin: Origin,
  { record }: Located,
  target: PageTarget,
): string | undefined {
  const { path, address } = record;
  if (address === undefined) return undefined;
  return writeTarget(origin, { path, url: address.url }, target, settings.sites, settings.own);
}

function isKnownOtherwise({ files, served, generated }: SiteSettings, lookup: Lookup): boolean {
  if (lookup.kind === "file") return files.has(lookup.path);
  const key = withoutSiteNumber(lookup.key);
  const folded = key.toLowerCase();
  return (
    served.has(folded) ||
    files.has(key) ||
    generated.some((area) => folded === area || folded.startsWith(`${area}/`))
  );
}

function keyOfLookup({ sites }: SiteSettings, { site }: Origin, lookup: Lookup): string {
  if (lookup.kind === "address") return lookup.key;
  return sites.addressOf(lookup.path, {})?.key ?? sites.keyIn(site, `/${lookup.path}`);
}

function hasFolder(layers: Layers, key: string): boolean {
  const folder = directoryOf(key);
  const isTop = !folder.slice(0, -1).includes("/");
  if (isTop) return false;
  return (
    layers.has((segment) => segment.inFolder(folder)) ||
    layers.has((segment) => segment.atKey(folder.slice(0, -1)))
  );
}

/**
 * Looks for the page that the author meant: one part of the address, the name or a folder, is a slip for another;
 * or a link to a file is of the right name in the wrong folder. Version numbers and dates make names alike that
 * mean different pages, so digits must agree.
 */
function nearestPage(
  layers: Layers,
  key: string,
  { isSource }: PageTarget,
  isLenient: boolean,
): Located | undefined {
  const folder = directoryOf(key);
  const name = key.slice(folder.length);
  const siblings = layers.list((segment) => segment.inFolder(folder));
  const namesakes = layers.list((segment) => segment.named(name));
  const candidates = [
    ...siblings.slice(0, COMPARED_NAMES_MAX),
    ...namesakes.slice(0, COMPARED_NAMES_MAX),
  ];
  let best: Located | undefined;
  let bestSimilarity = 0;
  for (const page of candidates) {
    const similarity = addressSimilarity(key, page.record.address?.key ?? "", isLenient);
    if (similarity <= bestSimilarity) continue;
    best = page;
    bestSimilarity = similarity;
  }
  if (best !== undefined || !isSource || !isLenient) return best;
  const own = referenceName(withoutEnding(name)).toLowerCase();
  const [only, ...others] = layers.list((segment) => segment.inFileNamed(own));
  return others.length === 0 && own.length >= 4 ? only : undefined;
}

/** How similar two addresses are that differ in one part only; 0 for any others. */
function addressSimilarity(key: string, other: string, isLenient: boolean): number {
  const parts = key.split("/");
  const others = other.split("/");
  if (parts.length !== others.length) return 0;
  const at = parts.findIndex((part, index) => part !== others[index]);
  const rest = at + 1;
  if (at === -1 || parts.slice(rest).join("/") !== others.slice(rest).join("/")) return 0;
  const wrong = parts[at] ?? "";
  const right = others[at] ?? "";
  if (wrong.replace(/\D+/g, " ") !== right.replace(/\D+/g, " ")) return 0;
  const similarity = nameSimilarity(wrong, right);
  // A slip of the keyboard touches one character, or two of a long word.
  const slips = Math.round((1 - similarity) * Math.max(wrong.length, right.length));
  return isLenient || slips < 2 || (slips === 2 && wrong.length > 7) ? similarity : 0;
}
