import { directoryOf, fileName, withoutEnding } from "../addresses.ts";
import { exactAnchors, githubSlug, kramdownSlug } from "../anchor-rules.ts";
import {
  basePathOf,
  folderIn,
  namesAt,
  readYaml,
  settingAt,
  type Settings,
  textAt,
} from "./read-config.ts";
import { fileUrl, folderUrl, type PageHints, type Site } from "./site.ts";

/** Jekyll's styles of addresses for posts. jekyllrb.com/docs/permalinks, 2026-11. */
const STYLES: Readonly<Record<string, string>> = {
  date: "/:categories/:year/:month/:day/:title.html",
  pretty: "/:categories/:year/:month/:day/:title/",
  ordinal: "/:categories/:year/:y_day/:title.html",
  weekdate: "/:categories/:year/W:week/:short_day/:title.html",
  none: "/:categories/:title.html",
};

/** Reads a Jekyll site from its `_config.yml`. */
export function jekyllSite(root: string, config: string, evidence: string): Site {
  const settings = readYaml(config);
  const source = folderIn(root, textAt(settings, "source"));
  const collections = namesAt(settings, "collections");
  const collectionsDir = folderIn("", textAt(settings, "collections_dir"));
  const isPlain = textAt(settings, "kramdown", "input") === "kramdown";
  return {
    generator: "jekyll",
    root,
    evidence,
    contents: [source],
    base: basePathOf(textAt(settings, "baseurl")),
    urlOf: (inside, hints) => urlOf(inside, hints, settings, collections, collectionsDir),
    anchors: exactAnchors(isPlain ? kramdownSlug : githubSlug, {
      ids: "braces",
      dropsDashes: true,
    }),
    countsFrom: "address",
    // Relative ones are, by the plugin jekyll-relative-links, which GitHub Pages always has.
    resolvesRootSources: true,
    ignoresCase: false,
    isCertain: true,
  };
}

function urlOf(
  inside: string,
  hints: PageHints,
  settings: Settings,
  collections: readonly string[],
  collectionsDir: string,
): string | undefined {
  if (hints.permalink !== undefined) return fixedUrl(hints.permalink, inside);
  const stem = withoutEnding(inside);
  const style = textAt(settings, "permalink") ?? "date";
  const suffix = suffixOf(style);
  const below = inside.startsWith(collectionsDir) ? inside.slice(collectionsDir.length) : inside;
  const folder = /^_([^/]+)\//.exec(below)?.[1];
  if (folder === "posts" || /(?:^|\/)_posts\//.test(inside))
    return postUrl(inside, STYLES[style] ?? style);
  if (folder !== undefined) {
    if (!collections.includes(folder)) return undefined;
    if (settingAt(settings, "collections", folder, "output") !== true) return undefined;
    const name = withoutEnding(below).slice(folder.length + 2);
    const permalink = textAt(settings, "collections", folder, "permalink");
    if (fileName(name) === "index" && permalink === undefined && suffix !== "/") {
      return folderUrl(`${folder}/${name}`, true);
    }
    return filledIn(permalink ?? `/:collection/:path${suffix}`, folder, name);
  }
  if (/(?:^|\/)_/.test(inside)) return undefined;
  const isIndex =
    fileName(stem) === "index" || (fileName(stem) === "README" && isReadmeIndex(settings));
  return suffix === "/" || isIndex ? folderUrl(stem, isIndex) : fileUrl(stem, false, suffix);
}

/** What the style of addresses of posts means for other pages: a style of one's own says it by its end. */
function suffixOf(style: string): "/" | ".html" | "" {
  if (style === "pretty" || style.endsWith("/")) return "/";
  return style in STYLES || style.endsWith(":output_ext") ? ".html" : "";
}

/** The address of a document of a collection; undefined where the pattern asks for what is not known. */
function filledIn(pattern: string, collection: string, path: string): string | undefined {
  const values: Readonly<Record<string, string>> = { collection, path, output_ext: ".html" };
  const url = pattern.replace(
    /:(collection|path|name|title|slug|output_ext)\b/g,
    (_, key: string) => values[key] ?? fileName(path),
  );
  return url.includes(":") ? undefined : url;
}

/** By a plugin that GitHub Pages always has, a README is the page of its folder. */
function isReadmeIndex(settings: Settings): boolean {
  return (
    settingAt(settings, "readme_index") !== undefined ||
    settingAt(settings, "plugins") === undefined
  );
}

function postUrl(inside: string, pattern: string): string | undefined {
  const [, year, month, day, title] =
    /^(\d{4})-(\d\d?)-(\d\d?)-(.+)$/.exec(withoutEnding(fileName(inside))) ?? [];
  if (year === undefined || title === undefined) return undefined;
  const values: Readonly<Record<string, string | undefined>> = {
    year,
    month: month?.padStart(2, "0"),
    day: day?.padStart(2, "0"),
    title,
    slug: title,
    categories: directoryOf(inside.slice(0, inside.indexOf("_posts"))).replace(/\/$/, ""),
    output_ext: ".html",
  };
  const url = pattern.replace(/:(\w+)/g, (whole, key: string) => values[key] ?? whole);
  return url.includes(":") ? undefined : url.replace(/\/{2,}/g, "/");
}

/** A permalink of front matter; undefined where it holds what is only known when the site is built. */
function fixedUrl(permalink: string, inside: string): string | undefined {
  const url = permalink
    .replace(":path", withoutEnding(directoryOf(inside)).replace(/\/$/, ""))
    .replace(/:(?:basename|title|name)/, withoutEnding(fileName(inside)))
    .replace(":output_ext", ".html");
  if (url.includes(":") || /[{}]/.test(url)) return undefined;
  return url.startsWith("/") ? url : `/${url}`;
}
