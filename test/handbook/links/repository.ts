import type { Handbook } from "../../../src/handbook/handbook.ts";
import type { HandbookOptions } from "../../../src/handbook/handbook-options.ts";
import { isSiteConfig } from "../../../src/handbook/links/sites/detect-sites.ts";
import { handbookOf, type Texts } from "../handbook-of.ts";

/** A repository of these files: configurations are read, pages parsed. */
export function repository(files: Texts, options: HandbookOptions = {}): Handbook {
  const entries = Object.entries(files);
  const isPage = (path: string): boolean => /\.(?:md|mdx|markdown|md\.erb)$/.test(path);
  const pages = Object.fromEntries(entries.filter(([path]) => isPage(path)));
  return handbookOf(pages, {
    files: entries.flatMap(([path]) => (isPage(path) ? [] : [path])),
    siteConfigs: new Map(entries.filter(([path]) => isSiteConfig(path))),
    ...options,
  });
}
