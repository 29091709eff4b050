import type { Resolution } from "../handbook.ts";
import type { Layers, Located } from "../layers.ts";
import type { SiteSettings } from "../site-settings.ts";
import { type Origin, readTarget } from "./target.ts";

const UNKNOWN: Resolution = { kind: "unknown" };

/** Browsers follow more, but nobody writes so many on purpose. */
const REDIRECTS_FOLLOWED_MAX = 5;

/** Follows the redirects from an address; undefined where none begins there. */
export function followRedirects(
  layers: Layers,
  settings: SiteSettings,
  { site }: Origin,
  key: string,
): Resolution | undefined {
  const [alias] = layers.list((segment) => segment.atAlias(key));
  if (alias !== undefined) return redirectTo(alias, 1);
  const nowhere = { path: "", site, url: "/" };
  const passed = new Set([key]);
  let isSure = true;
  let current = key;
  for (let step = 0; step < REDIRECTS_FOLLOWED_MAX; step += 1) {
    const address = withoutSiteNumber(current);
    const targets = settings.redirects.follow(address);
    if (targets === undefined) return step === 0 ? undefined : UNKNOWN;
    isSure &&= settings.redirects.isSure(address);
    let last: string | undefined;
    for (const text of targets) {
      const target = readTarget(nowhere, text, settings.sites, settings.own);
      const lookups = target.kind === "page" ? target.lookups : [];
      for (const lookup of lookups) {
        if (lookup.kind !== "address") continue;
        const [page] = layers.list((segment) => segment.atKey(lookup.key));
        if (page !== undefined) return redirectTo(page, isSure ? step + 1 : undefined);
      }
      last = lookups.find((lookup) => lookup.kind === "address")?.key ?? last;
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

/** Keys begin with the number of their site; redirects are the same for all. */
export function withoutSiteNumber(key: string): string {
  const slash = key.indexOf("/");
  return slash === -1 ? "" : key.slice(slash + 1);
}

function redirectTo({ record }: Located, steps: number | undefined): Resolution {
  const { path, address } = record;
  return { kind: "redirect", path, target: address?.url ?? `/${path}`, steps };
}
