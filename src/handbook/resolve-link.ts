import { distance } from "fastest-levenshtein";
import { foldAnchor, isBuiltInAnchor, LIKENESS_MIN, nearestName } from "./anchors.ts";
import type { Resolution } from "./handbook.ts";
import type { Layers, Located } from "./layers.ts";
import type { RedirectTable } from "./redirects.ts";
import type { AddressSettings } from "./segment.ts";
import {
  type Address,
  directoryOf,
  pageAddress,
  readTarget,
  type Target,
  writeTarget,
} from "./urls.ts";

/** What is known of the site beside its pages. */
export interface SiteSettings extends AddressSettings {
  readonly redirects: RedirectTable;
  /** Keys of files that are no pages of ours, but are served; undefined when nobody listed them. */
  readonly files: ReadonlySet<string>;
  /** Keys of areas that are made from data when the site is built. */
  readonly generated: readonly string[];
  readonly assumeComplete: boolean;
}

type PageTarget = Extract<Target, { kind: "page" }>;
interface Origin {
  readonly path: string;
  readonly address: Address | undefined;
}

const UNKNOWN: Resolution = { kind: "unknown" };
const REDIRECTS_FOLLOWED_MAX = 5;
const KEY_CHARACTERS_MAX = 300;

/** Follows a link target as it is written on the page at `from`. */
export function resolveLink(
  layers: Layers,
  settings: SiteSettings,
  from: string,
  text: string,
): Resolution {
  const page = layers.find(from);
  const origin: Origin = {
    path: from,
    address: page === undefined ? pageAddress(from, settings.layout) : page.record.address,
  };
  const target = readTarget(origin, text, settings.layout, settings.site);
  if (target.kind === "outside") return UNKNOWN;
  if (target.kind === "same-page") {
    // An anchor of a fragment may stand on the page that includes it.
    if (page?.record.address === undefined) return UNKNOWN;
    return checkAnchor([page], target.anchor);
  }
  for (const key of target.keys) {
    const found = layers.list((segment) => segment.atKey(key));
    if (found.length > 0) return checkAnchor(found, target.anchor);
  }
  for (const key of target.keys) {
    const onward = followRedirects(layers, settings, key);
    if (onward !== undefined) return onward;
  }
  return missing(layers, settings, origin, target);
}

function checkAnchor(pages: readonly Located[], anchor: string | undefined): Resolution {
  const [page] = pages;
  if (page === undefined) return UNKNOWN;
  const { path } = page.record.facts;
  if (anchor === undefined) return { kind: "found", path };
  const folded = foldAnchor(anchor);
  const isKnown = pages.some(
    ({ segment, number, record }) =>
      record.hasUnknownAnchors || segment.anchors(number).has(folded),
  );
  if (isKnown || isBuiltInAnchor(folded)) return { kind: "found", path };
  const names = page.record.facts.headings.map((heading) => heading.anchor);
  return { kind: "no-anchor", path, anchor, nearest: nearestName(anchor, names) };
}

function followRedirects(
  layers: Layers,
  settings: SiteSettings,
  key: string,
): Resolution | undefined {
  const [alias] = layers.list((segment) => segment.atAlias(key));
  if (alias !== undefined) return redirectTo(alias);
  const nowhere = { path: "", address: { key: "", url: "/" } };
  let current = key;
  for (let step = 0; step < REDIRECTS_FOLLOWED_MAX; step += 1) {
    const targets = settings.redirects.follow(current);
    if (targets === undefined) return step === 0 ? undefined : UNKNOWN;
    let last: string | undefined;
    for (const text of targets) {
      const target = readTarget(nowhere, text, settings.layout, settings.site);
      const next = target.kind === "page" ? target.keys[0] : undefined;
      if (next === undefined) continue;
      const [page] = layers.list((segment) => segment.atKey(next));
      if (page !== undefined) return redirectTo(page);
      last = next;
    }
    if (last === undefined || last === current) return UNKNOWN;
    current = last;
  }
  return UNKNOWN;
}

function redirectTo({ record }: Located): Resolution {
  const { path } = record.facts;
  return { kind: "redirect", path, target: record.address?.url ?? `/${path}` };
}

/**
 * Nothing is at the target. It is called missing only where the handbook would have it: the folder it
 * names has pages, no other file is served there, and nobody said that the area is generated. Of a
 * handbook that is known to be incomplete, only a slip of the keyboard is told.
 */
function missing(
  layers: Layers,
  settings: SiteSettings,
  origin: Origin,
  target: PageTarget,
): Resolution {
  const [key = ""] = target.keys;
  const isKnownOtherwise = target.keys.some(
    (one) =>
      settings.files.has(one) ||
      settings.generated.some((area) => one === area || one.startsWith(`${area}/`)),
  );
  if (key === "" || isKnownOtherwise || key.length > KEY_CHARACTERS_MAX) return UNKNOWN;
  if (layers.has((segment) => segment.inFolder(`${key}/`))) return UNKNOWN;
  const near = nearestPage(layers, key, settings.assumeComplete);
  const nearest =
    near?.record.address === undefined
      ? undefined
      : writeTarget(
          origin,
          { path: near.record.facts.path, address: near.record.address },
          target,
          settings.layout,
          settings.site,
        );
  if (nearest !== undefined) return { kind: "no-page", nearest };
  if (!settings.assumeComplete) return UNKNOWN;
  const folder = directoryOf(key);
  const parent = folder.slice(0, -1);
  const hasFolder =
    layers.has((segment) => segment.inFolder(folder)) ||
    layers.has((segment) => segment.atKey(parent));
  if (folder === "" ? target.isSource : hasFolder) return { kind: "no-page", nearest: undefined };
  return UNKNOWN;
}

/**
 * Looks for the page that the author meant: in the same folder under a name very like it, or under
 * the same name in a folder very like it. Version numbers and dates make names alike that mean
 * different pages, so digits must agree.
 */
function nearestPage(layers: Layers, key: string, isLenient: boolean): Located | undefined {
  const folder = directoryOf(key);
  const name = key.slice(folder.length);
  const candidates = [
    ...layers.list((segment) => segment.inFolder(folder)),
    ...layers.list((segment) => segment.named(name)),
  ];
  let best: Located | undefined;
  let bestLikeness = LIKENESS_MIN;
  for (const page of candidates) {
    const other = page.record.address?.key ?? "";
    const longest = Math.max(key.length, other.length);
    const allowed = isLenient ? Math.floor(longest * (1 - LIKENESS_MIN)) : 2;
    if (other.length > KEY_CHARACTERS_MAX || Math.abs(key.length - other.length) > allowed)
      continue;
    if (digits(key) !== digits(other)) continue;
    const misses = distance(key.toLowerCase(), other.toLowerCase());
    // Within one folder only the names differ, so only they are compared.
    const compared =
      directoryOf(other) === folder ? Math.max(name.length, other.length - folder.length) : longest;
    const likeness = 1 - misses / compared;
    if (misses > allowed || likeness < bestLikeness) continue;
    if (likeness > bestLikeness || best === undefined) {
      best = page;
      bestLikeness = likeness;
    }
  }
  return best;
}

function digits(text: string): string {
  return text.replace(/\D+/g, " ");
}
