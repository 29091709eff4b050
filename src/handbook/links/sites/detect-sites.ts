import { directoryOf, fileName } from "../addresses.ts";
import { docusaurusSite } from "./docusaurus.ts";
import { HUGO_CONFIG, hugoSite } from "./hugo.ts";
import { jekyllSite } from "./jekyll.ts";
import {
  eleventySite,
  gatsbySite,
  gitbookSite,
  gitlabWiki,
  mdbookSite,
  middlemanSite,
  mkdocsSite,
  plainSite,
  sphinxSite,
  vitepressSite,
} from "./simple-sites.ts";
import type { ConfigTexts, Generator, Site } from "./site.ts";

/** Names of the files that configure a generator. */
const CONFIG_NAMES =
  /(?:^|\/)(?:docusaurus\.config\.[cm]?[jt]s|versions\.json|mkdocs\.ya?ml|_config\.ya?ml|config\.rb|\.vitepress\/config\.m?[jt]s|\.eleventy\.c?js|eleventy\.config\.[cm]?[jt]s|book\.toml|\.gitbook\.ya?ml|book\.json|conf\.py|myst\.yml|gatsby-config\.m?[jt]s)$/;

/** Whether a file configures a site generator. */
export function isSiteConfig(path: string): boolean {
  return CONFIG_NAMES.test(path) || HUGO_CONFIG.test(path);
}

/**
 * Finds the sites of a repository: each configuration of a generator makes one of the folder that it is in. Where
 * there is none, the names of the files tell; where they do not either, pages are read in the repository itself.
 */
export function detectSites(
  paths: readonly string[],
  configs: ConfigTexts,
  wanted: Generator | "auto" = "auto",
): readonly Site[] {
  if (wanted !== "auto") return [namedSite(wanted, paths, configs)];
  const found: Site[] = [];
  for (const path of [...configs.keys()].sort(byRank)) {
    const site = siteOfConfig(path, configs, paths);
    // Of two configurations of one folder the more specific one counts: `_config.yml` may only choose a theme.
    if (site !== undefined && !found.some(({ root }) => root === site.root)) found.push(site);
  }
  if (found.length === 0) found.push(...sitesByNames(paths));
  return found;
}

/** Configurations that say less come last. */
function byRank(a: string, b: string): number {
  const rank = (path: string): number =>
    /_config\.ya?ml$/.test(path) ? 2 : /(?:^|\/)(?:book\.json|config\.\w+)$/.test(path) ? 1 : 0;
  return rank(a) - rank(b) || a.split("/").length - b.split("/").length || (a < b ? -1 : 1);
}

function siteOfConfig(
  path: string,
  configs: ConfigTexts,
  paths: readonly string[],
): Site | undefined {
  const text = configs.get(path) ?? "";
  const name = fileName(path);
  const folder = directoryOf(path);
  if (name.startsWith("docusaurus.config.")) {
    return docusaurusSite(folder, text, path, versionsIn(configs.get(`${folder}versions.json`)));
  }
  if (name.startsWith("mkdocs.")) return mkdocsSite(folder, text, path);
  if (/\.vitepress\/config\./.test(path)) {
    return vitepressSite(folder.slice(0, -".vitepress/".length), text, path);
  }
  if (/eleventy/.test(name)) return eleventySite(folder, text, path);
  if (name === "book.toml") return mdbookSite(folder, text, path);
  if (name.startsWith(".gitbook.") || name === "book.json") return gitbookSite(folder, text, path);
  if (name.startsWith("gatsby-config.")) return gatsbySite(folder, path);
  if (name === "myst.yml" || (name === "conf.py" && /\b(?:extensions|myst|sphinx)\b/.test(text))) {
    return sphinxSite(folder, text, path);
  }
  if (name === "config.rb") {
    const source = `${folder}source/`;
    return paths.some((page) => page.startsWith(source))
      ? middlemanSite([source], text, path)
      : undefined;
  }
  if (/^_config\.ya?ml$/.test(name)) return jekyllSite(folder, text, path);
  if (!HUGO_CONFIG.test(path)) return undefined;
  const root = folder.replace(/config\/_default\/$/, "");
  const isHugo =
    name.startsWith("hugo.") ||
    /^[ \t]*baseurl\b/im.test(text) ||
    paths.some((page) => page.startsWith(`${root}content/`));
  return isHugo ? hugoSite(root, text, path, name.endsWith(".toml")) : undefined;
}

function versionsIn(text: string | undefined): readonly string[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.map(String) : [];
  } catch {
    return [];
  }
}

/** Tells a generator by names of files that no other has; of several, by what most pages are named like. */
function sitesByNames(paths: readonly string[]): readonly Site[] {
  const pages = paths.filter((path) => /\.(?:md|mdx|markdown)(?:\.erb)?$/i.test(path));
  const middleman = pages.filter((path) => /\.html\.(?:md|markdown)(?:\.erb)?$/i.test(path));
  if (middleman.length * 2 > pages.length) return [namedSite("middleman", paths, new Map())];
  if (pages.some(isHugoSection)) {
    return [namedSite("hugo", paths, new Map())];
  }
  if (paths.includes("SUMMARY.md")) return [gitbookSite("", "", "SUMMARY.md")];
  if (pages.includes("home.md") && !paths.some((path) => /^readme\./i.test(path))) {
    return [gitlabWiki("home.md without a README")];
  }
  return [];
}

/** An index of a section, which only Hugo calls so. */
function isHugoSection(path: string): boolean {
  const isBelow = path.startsWith("content/") || path.includes("/content/");
  return isBelow && /^_index\.(?:[a-z-]{2,5}\.)?md$/.test(fileName(path));
}

/** The site of a generator that the configuration names, or that the names of files show. */
function namedSite(generator: Generator, paths: readonly string[], configs: ConfigTexts): Site {
  const own = [...configs.keys()]
    .map((path) => siteOfConfig(path, configs, paths))
    .find((site) => site?.generator === generator);
  if (own !== undefined) return own;
  const why = "the names of its files";
  const without: Readonly<Record<Generator, () => Site>> = {
    docusaurus: () => docusaurusSite("", "", why, []),
    eleventy: () => eleventySite("", "", why),
    gatsby: () => gatsbySite("", why),
    gitbook: () => gitbookSite("", "", why),
    "gitlab-wiki": () => gitlabWiki(why),
    hugo: () => ({
      ...hugoSite("", undefined, why, true),
      contents: foldersNamed("content", paths),
    }),
    jekyll: () => jekyllSite("", "", why),
    mdbook: () => mdbookSite("", "", why),
    middleman: () => middlemanSite([...foldersNamed("source", paths), ""], "", why),
    mkdocs: () => mkdocsSite("", "", why),
    plain: () => plainSite(why),
    sphinx: () => sphinxSite("", "", why),
    vitepress: () => vitepressSite("", "", why),
  };
  return without[generator]();
}

/** The topmost folders of a name that files are in: `sites/handbook/source/`. */
function foldersNamed(name: string, paths: readonly string[]): readonly string[] {
  const folders = new Set<string>([`${name}/`]);
  for (const path of paths) {
    const at = path.startsWith(`${name}/`) ? 0 : path.indexOf(`/${name}/`) + 1;
    if (at > 0) folders.add(path.slice(0, at + name.length + 1));
  }
  return [...folders];
}
