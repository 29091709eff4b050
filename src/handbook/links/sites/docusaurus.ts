import { directoryOf, fileName, withoutEnding } from "../addresses.ts";
import { exactAnchors, githubSlug } from "../anchor-rules.ts";
import { basePathOf, folderIn, literalOf } from "./read-config.ts";
import { folderUrl, type PageHints, type Site } from "./site.ts";

/** A number that orders files and is no part of addresses; dates and versions are none. docusaurus.io, 2026-11. */
const NUMBER_PREFIX = /^(?!\d+[-_.]\d)\d+\s*[-_.]+\s*(?=[^-_.\s])/;

/** Reads a Docusaurus site from its `docusaurus.config.*` and the list of its versions. */
export function docusaurusSite(
  root: string,
  config: string,
  evidence: string,
  versions: readonly string[],
): Site {
  const [main, ...others] = docsOf(config).map(
    ({ path, base }) => [folderIn(root, path), base] as const,
  );
  const [folder, base] = main ?? [`${root}docs/`, "docs"];
  const hasSlashes = literalOf(config, "trailingSlash") === "true";
  const contents = [folder, `${root}versioned_docs/`, `${root}src/pages/`, `${root}blog/`];
  const furtherBases = new Map(others);
  function servedUrl(inside: string, hints: PageHints, content: string): string | undefined {
    if (content === contents[1]) return versionedUrl(inside, hints, base, versions);
    if (content === contents[2]) {
      const stem = withoutEnding(inside);
      return folderUrl(stem, fileName(stem) === "index");
    }
    const further = content === folder ? undefined : furtherBases.get(content);
    if (further !== undefined) return docUrl(inside, hints, `${further}/`);
    if (content !== folder) return undefined;
    const version = versions.length > 0 ? "next/" : "";
    return docUrl(inside, hints, `${base}/${version}`);
  }

  return {
    generator: "docusaurus",
    root,
    evidence,
    contents: [...contents, ...furtherBases.keys(), root],
    base: basePathOf(literalOf(config, "baseUrl")),
    urlOf: (inside, hints, content) => {
      const url = servedUrl(inside, hints, content);
      // Relative links count from an address without a last slash, unless the configuration asks for it.
      return (hasSlashes ? url?.replace(/\/?$/, "/") : url)?.replace(/\/{2,}/g, "/");
    },
    anchors: exactAnchors(githubSlug, { ids: "braces" }),
    countsFrom: "address",
    resolvesRootSources: true,
    ignoresCase: false,
    isCertain: true,
  };
}

/** The folders of documents and where they are served: those of the preset first, then further plugins. */
function docsOf(config: string): readonly { readonly path: string; readonly base: string }[] {
  // In the options of the docs plugin; an address of the blog or of pages has the same key.
  const at = config.search(/\bdocs["']?\s*:/);
  const further = config.split("plugin-content-docs").slice(1);
  const preset = at === -1 && further.length > 0 ? [] : [config.slice(Math.max(0, at))];
  return [...preset, ...further].map((options) => ({
    path: literalOf(options, "path") ?? "docs",
    base: (literalOf(options, "routeBasePath") ?? "docs").replace(/^\/|\/$/g, ""),
  }));
}

function versionedUrl(
  inside: string,
  hints: PageHints,
  base: string,
  versions: readonly string[],
): string | undefined {
  const [, version, rest] = /^version-([^/]+)\/(.*)$/.exec(inside) ?? [];
  if (version === undefined || rest === undefined) return undefined;
  return docUrl(rest, hints, `${base}/${version === versions[0] ? "" : `${version}/`}`);
}

/** The address of a document: without number prefixes, by `id` or `slug` where the front matter has one. */
function docUrl(inside: string, { slug, id }: PageHints, base: string): string {
  const parts = withoutEnding(inside)
    .split("/")
    .map((part) => part.replace(NUMBER_PREFIX, ""));
  const stem = parts.join("/");
  if (slug?.startsWith("/")) return `/${base}${slug}`;
  const folder = directoryOf(stem);
  if (slug !== undefined) return `/${base}/${folder}${slug}`;
  const name = fileName(stem);
  const isIndex =
    id === undefined && (/^(?:index|readme)$/i.test(name) || folder.endsWith(`${name}/`));
  const path = isIndex ? folderUrl(stem, true) : `/${folder}${id ?? name}`;
  return `/${base}${path}`;
}
