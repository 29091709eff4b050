import { compareText } from "../../text/compare-text.ts";
import type { IncomingLink } from "../handbook.ts";
import type { Layers } from "../layers.ts";
import { fileKey, originOf, referenceKey } from "../segment.ts";
import type { SiteSettings } from "../site-settings.ts";
import { foldAnchor } from "./anchors.ts";
import { linkLocation } from "./link-table.ts";
import { referencedFiles } from "./page-references.ts";
import { resolveLink } from "./resolve-link.ts";
import { readTarget } from "./target.ts";

/** Finds the links of other pages to a page or one of its anchors; where no such page is, those that would lead to it. */
export function incomingLinks(
  layers: Layers,
  settings: SiteSettings,
  path: string,
  anchor: string | undefined,
): readonly IncomingLink[] {
  const page = layers.find(path);
  const address = page === undefined ? settings.sites.addressOf(path, {}) : page.record.address;
  const keys = [fileKey(path), referenceKey(path), ...(address === undefined ? [] : [address.key])];
  const wanted = anchor === undefined ? undefined : foldAnchor(anchor);
  const found: IncomingLink[] = [];
  for (const { segment, hidden } of layers.all) {
    for (const [number, place] of placesOf(keys.map((key) => segment.linksTo(key)))) {
      const record = segment.pages[number];
      if (record === undefined || record.path === path || hidden.has(number)) continue;
      const { links } = record.stored;
      const text = links.targets[place] ?? "";
      const target = readTarget(originOf(record), text, settings.sites, settings.own);
      const named = "anchor" in target ? target.anchor : undefined;
      if (wanted !== undefined && (named === undefined || foldAnchor(named) !== wanted)) continue;
      const leads = resolveLink(layers, settings, record.path, text);
      const isThere = leads.kind === "found" || leads.kind === "no-anchor";
      if (isThere ? leads.path !== path : page !== undefined) continue;
      const isOther = target.kind === "reference" && !mayName(target.path, record.path, path);
      if (!isThere && isOther) continue;
      found.push({ path: record.path, ...linkLocation(links, place), target: text, anchor: named });
    }
  }
  return found.sort((a, b) => compareText(a.path, b.path) || a.span.start - b.span.start);
}

/** Pairs of page and place in its link table, each once: a link may lead to a page by its file and its address. */
function* placesOf(lists: readonly (readonly number[])[]): Generator<readonly [number, number]> {
  const seen = new Set<string>();
  for (const pairs of lists) {
    for (let at = 0; at < pairs.length; at += 2) {
      const pair = [pairs[at] ?? 0, pairs[at + 1] ?? 0] as const;
      const name = pair.join(" ");
      if (seen.has(name)) continue;
      seen.add(name);
      yield pair;
    }
  }
}

/** Whether a reference could mean a file, were it there. */
function mayName(reference: string, from: string, path: string): boolean {
  const isNamed = !reference.includes("/");
  return isNamed || referencedFiles(from, reference).some((files) => files.includes(path));
}
