import type { Layers } from "../layers.ts";
import { originOf } from "../segment.ts";
import type { SiteSettings } from "../site-settings.ts";
import type { Generator } from "./sites/site.ts";
import { resolveLink, unknownOrigin } from "./resolve-link.ts";
import { inStyle, type LinkStyle, readTarget, writeTarget } from "./target.ts";

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
  const { sites, own: ownSite } = settings;
  const leads = resolveLink(layers, settings, from, text);
  const own = layers.find(from)?.record;
  if (leads.kind !== "found" || leads.path === from || own?.address === undefined) return undefined;
  const address = layers.find(leads.path)?.record.address;
  const origin = originOf(own);
  const target = readTarget(origin, text, sites, ownSite);
  if (target.kind !== "page" || address === undefined) return undefined;
  const wanted = inStyle(target, style, own.site);
  if (wanted === undefined) return undefined;
  const written = writeTarget(
    origin,
    { path: leads.path, url: address.url },
    wanted,
    sites,
    ownSite,
  );
  const again = resolveLink(layers, settings, from, written);
  return again.kind === "found" && again.path === leads.path ? written : undefined;
}

/** Writes a link to another page in the form of a given one, with another anchor if that is given. */
export function retargetLink(
  layers: Layers,
  settings: SiteSettings,
  { from, target: text }: { readonly from: string; readonly target: string },
  to: string,
  anchor?: string,
): string | undefined {
  const own = layers.find(from)?.record;
  const address = layers.find(to)?.record.address;
  const origin = own === undefined ? unknownOrigin(settings, from) : originOf(own);
  const target = readTarget(origin, text, settings.sites, settings.own);
  if (target.kind !== "page" || address === undefined) return undefined;
  const tail = anchor === undefined ? target.tail : `#${anchor}`;
  const wanted = { ...target, tail };
  return writeTarget(origin, { path: to, url: address.url }, wanted, settings.sites, settings.own);
}

/** Generators that leave links as they are: authors write addresses. To the others files are named. */
const ADDRESSES: ReadonlySet<Generator> = new Set(["eleventy", "hugo", "jekyll", "middleman"]);

/** Writes a link from one page to another as links are written on its site. */
export function linkTo(
  layers: Layers,
  settings: SiteSettings,
  { from, to, anchor }: { from: string; to: string; anchor: string | undefined },
): string | undefined {
  const { generator } = settings.sites.siteOf(from);
  const target = ADDRESSES.has(generator) ? "/x/" : "x.md";
  const tail = anchor === undefined || anchor === "" ? undefined : anchor;
  return retargetLink(layers, settings, { from, target }, to, tail);
}
