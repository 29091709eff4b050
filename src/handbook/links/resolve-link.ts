import { decodeTolerantly, foldAnchor, isBuiltInAnchor } from "./anchors.ts";
import type { Boilerplate } from "../passages/boilerplate.ts";
import type { Resolution } from "../handbook.ts";
import { COMPARED_NAMES_MAX, nameSimilarity, nearestName } from "../../text/near-misses.ts";
import type { Layers, Located } from "../layers.ts";
import type { CodeOwners } from "../../owners/code-owners.ts";
import type { RedirectTable } from "./redirects.ts";
import { referencedFiles, referenceName } from "./page-references.ts";
import type { AddressSettings } from "../segment.ts";
import {
  type Address,
  directoryOf,
  inStyle,
  keyOf,
  type LinkStyle,
  pageAddress,
  readTarget,
  type Target,
  writeTarget,
} from "./urls.ts";

/** What is known of the site beside its pages. */
export interface SiteSettings extends AddressSettings {
  readonly redirects: RedirectTable;
  readonly redirectFile: string | undefined;
  readonly boilerplate: Boilerplate;
  readonly owners: CodeOwners | undefined;
  readonly isCanonical: (path: string) => boolean;
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
  if (target.kind === "reference") return followReference(layers, page, origin.path, target);
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

/**
 * Writes a link in another style. Undefined where it is in that style, or where it is not known for sure that
 * both ways of writing lead to the same page.
 */
export function respellLink(
  layers: Layers,
  settings: SiteSettings,
  from: string,
  text: string,
  style: LinkStyle,
): string | undefined {
  const { layout, site } = settings;
  const leads = resolveLink(layers, settings, from, text);
  const own = layers.find(from)?.record;
  if (leads.kind !== "found" || leads.path === from || own === undefined) return undefined;
  const address = layers.find(leads.path)?.record.address;
  const origin = { path: from, address: own.address };
  const target = readTarget(origin, text, layout, site);
  if (target.kind !== "page" || own.address === undefined || address === undefined)
    return undefined;
  const wanted = inStyle(target, style, layout);
  if (wanted === undefined) return undefined;
  const written = writeTarget(origin, { path: leads.path, address }, wanted, layout, site);
  const again = resolveLink(layers, settings, from, written);
  return again.kind === "found" && again.path === leads.path ? written : undefined;
}

/**
 * Follows a reference as Hugo does, from the file. Only a page that it can mean alone is sure; what is
 * not found is left to Hugo, which does not build a site with a reference to nothing.
 */
function followReference(
  layers: Layers,
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
  if (path.includes("/")) return UNKNOWN;
  const name = referenceName(path);
  const [page, ...others] = layers
    .list((segment) => segment.named(keyOf(name, "hugo")))
    .filter(({ record }) => referenceName(record.facts.path) === name);
  return page === undefined || others.length > 0 ? UNKNOWN : checkAnchor([page], anchor);
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
  return { kind: "no-anchor", path, anchor, nearest: nearestName(decodeTolerantly(anchor), names) };
}

function followRedirects(
  layers: Layers,
  settings: SiteSettings,
  key: string,
): Resolution | undefined {
  const [alias] = layers.list((segment) => segment.atAlias(key));
  if (alias !== undefined) return redirectTo(alias, 1);
  const nowhere = { path: "", address: { key: "", url: "/" } };
  const passed = new Set([key]);
  let isSure = true;
  let current = key;
  for (let step = 0; step < REDIRECTS_FOLLOWED_MAX; step += 1) {
    const targets = settings.redirects.follow(current);
    if (targets === undefined) return step === 0 ? undefined : UNKNOWN;
    isSure &&= settings.redirects.isSure(current);
    let last: string | undefined;
    for (const text of targets) {
      const target = readTarget(nowhere, text, settings.layout, settings.site);
      const next = target.kind === "page" ? target.keys[0] : undefined;
      if (next === undefined) continue;
      const [page] = layers.list((segment) => segment.atKey(next));
      if (page !== undefined) return redirectTo(page, isSure ? step + 1 : undefined);
      last = next;
    }
    if (last === undefined) return UNKNOWN;
    // An address that leads to itself is one that gets its last slash.
    if (last === current) return UNKNOWN;
    if (passed.has(last)) return isSure ? { kind: "redirect-loop" } : UNKNOWN;
    passed.add(last);
    current = last;
  }
  return UNKNOWN;
}

function redirectTo({ record }: Located, steps: number | undefined): Resolution {
  const { path } = record.facts;
  return { kind: "redirect", path, target: record.address?.url ?? `/${path}`, steps };
}

/**
 * Nothing is at the target. It is called missing only where the handbook would have it: the folder it
 * names has pages, no other file is served there, and nobody said that the area is generated. Of a
 * handbook that is known to be incomplete, only a slip of the keyboard is reported.
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
 * Looks for the page that the author meant: one part of the address, the name or a folder, is a slip
 * for another. Version numbers and dates make names alike that mean different pages, so digits must
 * agree.
 */
function nearestPage(layers: Layers, key: string, isLenient: boolean): Located | undefined {
  const folder = directoryOf(key);
  const siblings = layers.list((segment) => segment.inFolder(folder));
  const namesakes = layers.list((segment) => segment.named(key.slice(folder.length)));
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
  return best;
}

/** How like two addresses are that differ in one part only; 0 for any others. */
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
  const misses = Math.round((1 - similarity) * Math.max(wrong.length, right.length));
  return isLenient || misses < 2 || (misses === 2 && wrong.length > 7) ? similarity : 0;
}
