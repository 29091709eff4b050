import { directoryOf, fileName } from "../addresses.ts";
import { blackfridaySlug, exactAnchors, githubSlug } from "../anchor-rules.ts";
import {
  folderIn,
  namesAt,
  readToml,
  readYaml,
  settingAt,
  type Settings,
  textAt,
} from "./read-config.ts";
import { folderUrl, type PageHints, type Site } from "./site.ts";

/** Names of Hugo's configuration, the newer first; also in `config/_default`. gohugo.io/configuration, 2026-11. */
export const HUGO_CONFIG = /(?:^|\/)(?:config\/_default\/)?(?:hugo|config)\.(?:toml|ya?ml|json)$/;

/** Reads a Hugo site from its configuration, and from nothing where the names of the files told it. */
export function hugoSite(root: string, config: string, evidence: string, isToml: boolean): Site {
  const settings = isToml ? readToml(config) : readYaml(config);
  const languages = namesAt(settings, "languages");
  const contents = [
    ...languages.map((language) => contentDir(root, settings, "languages", language)),
    contentDir(root, settings),
  ].filter((content) => content !== undefined);
  const isUgly = settingAt(settings, "uglyURLs") === true;
  const keepsCase = settingAt(settings, "disablePathToLower") === true;
  const idType = textAt(settings, "markup", "goldmark", "parser", "autoHeadingIDType");
  const rule = exactAnchors(idType === "blackfriday" ? blackfridaySlug : githubSlug, {
    ids: "spaced",
    dropsDashes: settingAt(settings, "markup", "goldmark", "extensions", "typographer") !== false,
  });
  return {
    generator: "hugo",
    root,
    evidence,
    contents: contents.length === 0 ? [`${root}content/`] : [...new Set(contents)],
    urlOf(inside, hints) {
      const url = urlOf(inside, hints, languages, isUgly);
      return keepsCase ? url : url.toLowerCase().replaceAll(" ", "-");
    },
    // Without a configuration its version and its settings are not known.
    anchors: config === "" ? { ...rule, isExact: false, ids: "unknown" } : rule,
    // Links by file work with a render hook, which many themes have and Hugo brings along.
    countsFrom: /\b(?:useEmbedded|enableDefault)\b/.test(config) ? "file first" : "both",
    resolvesRootSources: true,
    ignoresCase: !keepsCase,
    isCertain: true,
  };
}

function contentDir(
  root: string,
  settings: Settings,
  ...keys: readonly string[]
): string | undefined {
  const folder = textAt(settings, ...keys, "contentDir") ?? textAt(settings, ...keys, "contentdir");
  if (folder === undefined) return keys.length === 0 ? `${root}content/` : undefined;
  return folderIn(root, folder);
}

function urlOf(
  inside: string,
  hints: PageHints,
  languages: readonly string[],
  isUgly: boolean,
): string {
  const { url, slug } = hints;
  const file = inside.replace(/\.(?:md|mdx|markdown)$/i, "");
  const language = languages.find((code) => file.endsWith(`.${code}`));
  const stem = language === undefined ? file : file.slice(0, -language.length - 1);
  if (url !== undefined) return url.startsWith("/") ? url : `/${directoryOf(inside)}${url}`;
  const isIndex = /^_?index$/.test(fileName(stem));
  if (slug !== undefined && !isIndex) return `/${directoryOf(stem)}${slug}/`;
  if (slug !== undefined && fileName(stem) === "index") {
    return `/${directoryOf(directoryOf(stem).slice(0, -1))}${slug}/`;
  }
  return isUgly && !isIndex ? `/${stem}.html` : folderUrl(stem, isIndex);
}
