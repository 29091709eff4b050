import { directoryOf, fileName, withoutEnding } from "../addresses.ts";
import { blackfridaySlug, exactAnchors, githubSlug } from "../anchor-rules.ts";
import {
  basePathOf,
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

/** Reads a Hugo site from its configuration, and from nothing where the names of the files show it. */
export function hugoSite(
  root: string,
  config: string | undefined,
  evidence: string,
  isToml: boolean,
): Site {
  const settings = isToml ? readToml(config ?? "") : readYaml(config ?? "");
  const languages = namesAt(settings, "languages");
  const contents = [
    ...languages.map((language) => contentDir(root, settings, "languages", language)),
    contentDir(root, settings),
  ].filter((content) => content !== undefined);
  const keepsCase = settingAt(settings, "disablePathToLower") === true;
  const idType = textAt(settings, "markup", "goldmark", "parser", "autoHeadingIDType");
  const rule = exactAnchors(idType === "blackfriday" ? blackfridaySlug : githubSlug, {
    ids: "spaced",
    dropsDashes: settingAt(settings, "markup", "goldmark", "extensions", "typographer") !== false,
  });
  const languageOf = (inside: string, content: string): string | undefined =>
    languages.find((code) => withoutEnding(inside).endsWith(`.${code}`)) ??
    languages.find((code) => contentDir(root, settings, "languages", code) === content);
  return {
    generator: "hugo",
    root,
    evidence,
    contents: contents.length === 0 ? [`${root}content/`] : [...new Set(contents)],
    base: basePathOf(textAt(settings, "baseURL") ?? textAt(settings, "baseurl")),
    urlOf(inside, hints, content) {
      const url = urlOf(inside, hints, settings, languageOf(inside, content));
      return keepsCase ? url : url?.toLowerCase().replaceAll(" ", "-");
    },
    // Without a configuration its version and its settings are not known.
    anchors: config === undefined ? { ...rule, isExact: false, ids: "unknown" } : rule,
    // Links by file work with a render hook, which many themes have and Hugo brings along.
    countsFrom: /\b(?:useEmbedded|enableDefault)\b/.test(config ?? "") ? "file first" : "both",
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

/** The address of a page; undefined where a pattern of the configuration decides it. */
function urlOf(
  inside: string,
  { url, slug }: PageHints,
  settings: Settings,
  language: string | undefined,
): string | undefined {
  if (url !== undefined) return url.startsWith("/") ? url : `/${directoryOf(inside)}${url}`;
  const section = inside.slice(0, inside.indexOf("/"));
  if (namesAt(settings, "permalinks").includes(section)) return undefined;
  const file = withoutEnding(inside);
  const stem = file.endsWith(`.${language}`) ? file.slice(0, file.lastIndexOf(".")) : file;
  const first = textAt(settings, "defaultContentLanguage") ?? "en";
  const isInFolder = settingAt(settings, "defaultContentLanguageInSubdir") === true;
  const prefix =
    language === undefined || (language === first && !isInFolder) ? "" : `/${language}`;
  return prefix + pathOf(stem, slug, settingAt(settings, "uglyURLs") === true);
}

function pathOf(stem: string, slug: string | undefined, isUgly: boolean): string {
  const name = fileName(stem);
  const isIndex = /^_?index$/.test(name);
  if (slug !== undefined && name !== "_index") {
    const folder = isIndex ? directoryOf(stem).slice(0, -1) : stem;
    return `/${directoryOf(folder)}${slug}/`;
  }
  return isUgly && !isIndex ? `/${stem}.html` : folderUrl(stem, isIndex);
}
