import type { CodeOwners } from "../owners/code-owners.ts";
import type { HandbookOptions } from "./handbook-options.ts";
import { keyOf } from "./links/addresses.ts";
import { type RedirectTable, redirectTable } from "./links/redirect-table.ts";
import { findSites } from "./links/sites/sites.ts";
import { readOwnSite } from "./links/own-site.ts";
import { type Boilerplate, createBoilerplate } from "./passages/boilerplate.ts";
import type { AddressSettings } from "./segment.ts";

/** What is known of a handbook beside its pages. */
export interface SiteSettings extends AddressSettings {
  readonly options: HandbookOptions;
  readonly redirects: RedirectTable;
  readonly boilerplate: Boilerplate;
  readonly owners: CodeOwners | undefined;
  readonly isCanonical: (path: string) => boolean;
  /** Paths of files that are no pages of ours. */
  readonly files: ReadonlySet<string>;
  /** Keys of addresses at which those are served. */
  readonly served: ReadonlySet<string>;
  /** Keys of areas that are made from data when the site is built. */
  readonly generated: readonly string[];
  readonly assumeComplete: boolean;
}

/** Builds the settings of a handbook with pages at these paths. */
export function siteSettings(options: HandbookOptions, paths: Iterable<string>): SiteSettings {
  const files = new Set(options.files ?? []);
  const sites = findSites(
    [...paths, ...files],
    options.siteConfigs ?? new Map(),
    options.layout === "relative" ? "plain" : (options.layout ?? "auto"),
  );
  const served = new Set<string>();
  for (const path of files) {
    const inside = path.replace(/^(?:.*\/)?(?:source|content|static|public|docs|src)\//, "");
    served.add(keyOf(path, true)).add(keyOf(inside, true));
  }
  return {
    options,
    sites,
    own: options.site === undefined ? undefined : readOwnSite(options.site),
    redirects: redirectTable(options.redirects ?? []),
    boilerplate: createBoilerplate(options.boilerplate ?? []),
    files,
    served,
    generated: (options.generated ?? []).map((area) => keyOf(area, true)),
    assumeComplete: options.assumeComplete ?? true,
    owners: options.owners,
    isCanonical: options.isCanonical ?? (() => false),
  };
}
