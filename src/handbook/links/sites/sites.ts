import { type Address, keyOf } from "../addresses.ts";
import { detectSites } from "./detect-sites.ts";
import { plainSite } from "./simple-sites.ts";
import type { ConfigTexts, Generator, PageHints, Site } from "./site.ts";

/** The sites of a repository, and which of them a page belongs to. */
export interface Sites {
  /** All sites; the last one is the repository itself. */
  readonly all: readonly Site[];
  readonly siteOf: (path: string) => Site;
  /** The address of a page; undefined where it is not served by itself. */
  readonly addressOf: (path: string, hints: PageHints) => Address | undefined;
  /** The key of an address of a site. Sites have addresses of their own: the same one is two pages. */
  readonly keyIn: (site: Site, url: string) => string;
  /** The path of a page below the folder of its site's pages. */
  readonly insideOf: (path: string) => string;
  /** Names the sites, so that those of two revisions can be compared. */
  readonly name: string;
}

/** Finds the sites of a repository by its files and the configurations of generators. */
export function findSites(
  paths: readonly string[],
  configs: ConfigTexts,
  wanted: Generator | "auto",
): Sites {
  const found = detectSites(paths, configs, wanted);
  const isPlain = found.length === 0 || found.some(({ generator }) => generator === "plain");
  const repository = plainSite(
    found.length === 0 ? "no configuration of a site generator" : "it is outside the site",
  );
  const all = isPlain
    ? [...found, repository].slice(0, Math.max(1, found.length))
    : [...found, repository];
  const contents = all
    .flatMap((site) => site.contents.map((content) => ({ site, content })))
    .sort((a, b) => b.content.length - a.content.length);
  const numbers = new Map(all.map((site, number) => [site, number]));
  const contentOf = (path: string) => {
    const own = contents.find(
      ({ content, site }) => path.startsWith(content) && (content !== "" || site !== repository),
    );
    return own ?? { site: repository, content: "" };
  };
  const keyIn = (site: Site, url: string): string => {
    const key = keyOf(url, site.ignoresCase);
    return key === "" ? `${numbers.get(site)}` : `${numbers.get(site)}/${key}`;
  };
  return {
    all,
    siteOf: (path) => contentOf(path).site,
    addressOf(path, hints) {
      const { site, content } = contentOf(path);
      const url = site.urlOf(path.slice(content.length), hints, content);
      return url === undefined ? undefined : { url, key: keyIn(site, url) };
    },
    keyIn,
    insideOf: (path) => path.slice(contentOf(path).content.length),
    name: JSON.stringify([
      all.map(({ generator, root, contents: folders }) => [generator, root, folders]),
      [...configs],
    ]),
  };
}
