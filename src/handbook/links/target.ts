import { directoryOf, isSourcePath, joinPath, relativePath } from "./addresses.ts";
import { decodeTolerantly } from "./anchors.ts";
import { type OwnSite, withoutSite } from "./own-site.ts";
import { readPageReference } from "./page-references.ts";
import type { Generator, Site } from "./sites/site.ts";
import type { Sites } from "./sites/sites.ts";

/** Something that a link target may mean. */
export type Lookup =
  /** The page or file at a path of the repository. */
  | { readonly kind: "file"; readonly path: string }
  /** Whatever is served at an address. */
  | { readonly kind: "address"; readonly key: string };

/** What a link target names, before asking whether it is there. */
export type Target =
  /** Another site, another scheme, an asset, or not to be known. */
  | { readonly kind: "outside" }
  | { readonly kind: "same-page"; readonly anchor: string }
  /** A page of a Hugo site, named by its file in a template call. */
  | { readonly kind: "reference"; readonly path: string; readonly anchor: string | undefined }
  | PageTarget;

/** A target that names a page. */
export interface PageTarget {
  readonly kind: "page";
  /** What it may mean, the likeliest first. */
  readonly lookups: readonly Lookup[];
  readonly anchor: string | undefined;
  /** `?query` and `#anchor` as written. */
  readonly tail: string;
  readonly style: TargetStyle;
  /** What is in front of the path from the root of the site: `/handbook` where it is served below that. */
  readonly base: string;
  /** Names a Markdown file, which only the repository can hold. */
  readonly isSource: boolean;
  readonly endsWithSlash: boolean;
}

/** From the root of the site, from the page, or with the address of the site. */
export type TargetStyle = "root" | "document" | "site";

/** The page that a link is on. */
export interface Origin {
  readonly path: string;
  readonly site: Site;
  /** The address of the page; undefined where it is not served by itself. */
  readonly url: string | undefined;
}

const TARGET_CHARACTERS_MAX = 2000;

/** What stands for the root of a site: a call of Liquid, and `@` on sites of Zola, which look like Hugo's. */
const LEADS: { readonly [generator in Generator]?: RegExp } = {
  jekyll: /^(?:\{\{\s{0,9}site\.url\s{0,9}\}\})?\{\{\s{0,9}site\.baseurl\s{0,9}\}\}(?=\/)/,
  hugo: /^@(?=\/)/,
};

/** Reads a link target as it is written on a page. */
export function readTarget(
  from: Origin,
  target: string,
  sites: Sites,
  own: OwnSite | undefined,
): Target {
  const text = target.trim();
  if (text === "" || text.length > TARGET_CHARACTERS_MAX) return { kind: "outside" };
  const lead = LEADS[from.site.generator]?.exec(text)?.[0] ?? "";
  if (lead === "" && text.startsWith("{{")) {
    const reference = from.site.generator === "hugo" ? readPageReference(text) : undefined;
    return reference === undefined ? { kind: "outside" } : { kind: "reference", ...reference };
  }
  const inSite = withoutSite(text.slice(lead.length), own);
  if (inSite === undefined) return { kind: "outside" };
  const hash = inSite.indexOf("#");
  const anchor = hash === -1 ? undefined : inSite.slice(hash + 1);
  const beforeHash = hash === -1 ? inSite : inSite.slice(0, hash);
  const query = beforeHash.indexOf("?");
  const path = decodeTolerantly(query === -1 ? beforeHash : beforeHash.slice(0, query));
  const tail = inSite.slice(query === -1 ? beforeHash.length : query);
  if (path === "") {
    if (anchor === undefined || inSite !== text || lead !== "") return { kind: "outside" };
    return { kind: "same-page", anchor };
  }
  // `~` is the root of a docfx project, `@` an alias of a bundler.
  if (isAsset(path) || /^[~@]|[\u0000-\u001f\\]/.test(path)) return { kind: "outside" };
  const isSource = isSourcePath(path);
  const style = path.startsWith("/") ? (lead + inSite === text ? "root" : "site") : "document";
  const lookups =
    style === "document"
      ? documentLookups(from, path, isSource, sites)
      : rootLookups(from, path, isSource, sites);
  if (lookups.length === 0) return { kind: "outside" };
  return {
    kind: "page",
    lookups,
    anchor,
    tail,
    isSource,
    style,
    base: style === "document" ? "" : lead || baseOf(from.site, path),
    endsWithSlash: path.endsWith("/"),
  };
}

/** A path from the root: of the site, or of the repository where it names a source file. */
function rootLookups(origin: Origin, path: string, isSource: boolean, sites: Sites): Lookup[] {
  const base = baseOf(origin.site, path);
  const belowBase = base === "" ? [] : lookupsOf(origin, path.slice(base.length), isSource, sites);
  return [...belowBase, ...lookupsOf(origin, path, isSource, sites)];
}

/** The path that its site is served below, where a path begins with it. */
function baseOf({ base }: Site, path: string): string {
  return base !== undefined && `${path}/`.startsWith(`${base}/`) ? base : "";
}

function lookupsOf(
  { site, path: from }: Origin,
  path: string,
  isSource: boolean,
  sites: Sites,
): Lookup[] {
  const resolved = joinPath("", path);
  if (resolved === undefined) return [];
  // On the host of a repository this is the host's own start page.
  if (resolved === "" && site.generator === "plain") return [];
  const address: Lookup = {
    kind: "address",
    key: sites.keyIn(site, plainUrl(site, `/${resolved}`)),
  };
  const contentOf = from.slice(0, from.length - sites.insideOf(from).length);
  const inSite = `${contentOf}${resolved}`;
  // On a site of files whose generator is not known, folders of pages are often its root.
  const folder = site.generator === "plain" ? /^(?:content|docs)\//.exec(from)?.[0] : undefined;
  const below: Lookup[] =
    folder === undefined
      ? []
      : [{ kind: "address", key: sites.keyIn(site, plainUrl(site, `/${folder}${resolved}`)) }];
  if (!isSource) {
    // Hugo's own render hook, and those of many themes, find pages by their files too.
    const ofPage = site.generator === "hugo" ? hugoFiles(`${contentOf}${resolved}`) : [];
    return [address, ...ofPage, ...below];
  }
  // Left as it is by the generator, it leads nowhere on the site: no file has a path that begins so.
  if (!site.resolvesRootSources) return [{ kind: "file", path: `/${resolved}` }];
  return [{ kind: "file", path: inSite }, { kind: "file", path: resolved }, address, ...below];
}

/** The files that may be the page of a path. */
function hugoFiles(path: string): Lookup[] {
  const names = [`${path}.md`, `${path}/index.md`, `${path}/_index.md`];
  return names.map((name) => ({ kind: "file", path: name }));
}

/**
 * A relative path counts from the address of its page, or from its file. Hugo sites are written both ways, which
 * for a page that is not an index is one level off, so both are tried there.
 */
function documentLookups(from: Origin, path: string, isSource: boolean, sites: Sites): Lookup[] {
  const { site, url } = from;
  const file = joinPath(directoryOf(from.path), path);
  const inside = joinPath(directoryOf(sites.insideOf(from.path)), path);
  const byUrl = url === undefined ? undefined : pathFrom(url, path);
  const address = (found: string): Lookup => ({
    kind: "address",
    key: sites.keyIn(site, plainUrl(site, found)),
  });
  const lookups: Lookup[] = [];
  if (isSource && file !== undefined) lookups.push({ kind: "file", path: file });
  if (url === undefined && site.generator !== "plain") return lookups;
  const counts = isSource && site.generator !== "hugo" ? "file" : site.countsFrom;
  if (counts !== "file" && byUrl !== undefined) lookups.push(address(decodeTolerantly(byUrl)));
  if (counts !== "address" && inside !== undefined) lookups.push(address(`/${inside}`));
  return site.countsFrom === "file first" ? lookups.reverse() : lookups;
}

/** Where a browser goes that opens a path on the page at an address. */
function pathFrom(url: string, path: string): string {
  return new URL(encodeURI(path), `http://site${encodeURI(url)}`).pathname;
}

/** Where readers open files, a folder is its README. */
function plainUrl(site: Site, url: string): string {
  if (site.generator !== "plain") return url;
  return url.replace(/(?:^|(?<=\/))(?:_?index|readme)(?:\.(?:md|markdown))?$/i, "");
}

/** Files of a repository that are no pages, and have no ending either. */
const FILE_NAMES =
  /^(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|CONTRIBUTORS|MAINTAINERS|OWNERS(?:_ALIASES)?|CODEOWNERS|VERSION|CHANGELOG|Makefile|Dockerfile|Jenkinsfile|Vagrantfile|Gemfile|Rakefile|Procfile)$/;

/** Pictures, downloads and feeds: an ending that no page has. */
function isAsset(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (FILE_NAMES.test(name)) return true;
  return /\.(?!html?$|mdx?$|markdown$|erb$|haml$)[a-z][a-z0-9]{1,4}$/i.test(name);
}

/** Writes the address of a page the way the author wrote the target that it is to replace. */
export function writeTarget(
  from: Origin,
  to: { readonly path: string; readonly url: string },
  target: Pick<PageTarget, "style" | "base" | "isSource" | "endsWithSlash" | "tail">,
  sites: Sites,
  own: OwnSite | undefined,
): string {
  const isFile = target.isSource || from.site.generator === "plain";
  const inSite = from.site === sites.siteOf(to.path) ? sites.insideOf(to.path) : to.path;
  const destination = isFile
    ? `/${target.style === "document" ? to.path : inSite}`
    : inForm(to.url, target);
  if (target.style === "site") return `${own?.url ?? ""}${destination}${target.tail}`;
  if (target.style === "root" || from.url === undefined)
    return `${target.base}${destination}${target.tail}`;
  const origin = isFile ? `/${from.path}` : from.url;
  return relativePath(directoryOf(origin), destination) + target.tail;
}

/** An address with or without its last slash, as the author writes addresses. */
function inForm(url: string, { endsWithSlash }: Pick<PageTarget, "endsWithSlash">): string {
  if (url === "/" || url.endsWith(".html")) return url;
  return endsWithSlash ? url.replace(/\/?$/, "/") : url;
}

/** How an organisation writes links to its own pages. */
export type LinkStyle =
  /** The address from the root of the site: `/handbook/leave/` */
  | "root"
  /** The address counted from that of the page: `../leave/` */
  | "document"
  /** The Markdown file counted from that of the page: `../leave.md` */
  | "file";

/** A target in another style; undefined where it is in that style. */
export function inStyle(target: PageTarget, style: LinkStyle, site: Site): PageTarget | undefined {
  const wanted = {
    ...target,
    style: style === "root" ? "root" : "document",
    // Where pages are served as files, every link names one.
    isSource: site.generator === "plain" ? target.isSource : style === "file",
    endsWithSlash: true,
  } as const;
  const isSame = wanted.style === target.style && wanted.isSource === target.isSource;
  return isSame ? undefined : wanted;
}
