import { decodeTolerantly } from "./anchors.ts";
import { readPageReference } from "./page-references.ts";

/** How a handbook's files become addresses. */
export type Layout = "middleman" | "hugo" | "relative";

/** Where a page is served. Two spellings of one address have the same key. */
export interface Address {
  /** `/handbook/leave/` */
  readonly url: string;
  /** `handbook/leave` */
  readonly key: string;
}

/** What a link target names, before asking whether it is there. */
export type Target =
  /** Another site, another scheme, an asset, or not to be known. */
  | { readonly kind: "outside" }
  | { readonly kind: "same-page"; readonly anchor: string }
  /** A page of a Hugo site, named by its file in a template call. */
  | { readonly kind: "reference"; readonly path: string; readonly anchor: string | undefined }
  | {
      readonly kind: "page";
      /** What it may mean, the likeliest first. */
      readonly keys: readonly string[];
      readonly anchor: string | undefined;
      /** `?query` and `#anchor` as written. */
      readonly tail: string;
      readonly style: TargetStyle;
      /** Names a Markdown file, which only the repository can hold. */
      readonly isSource: boolean;
    };

export type TargetStyle = "root" | "document" | "site";

const TARGET_CHARACTERS_MAX = 2000;

/** Tells the layout from the names of the files: each generator has names that no other uses. */
export function detectLayout(paths: Iterable<string>): Layout {
  let hugo = false;
  for (const path of paths) {
    if (/\.html\.(?:md|markdown)(?:\.erb)?$/.test(path)) return "middleman";
    hugo ||= /(?:^|\/)content\//.test(path) && /\/_index\.(?:[a-z-]{2,5}\.)?md$/.test(path);
  }
  return hugo ? "hugo" : "relative";
}

/** What front matter may say about the address of a page. Hugo reads both. */
export interface AddressHints {
  readonly url?: string | undefined;
  readonly slug?: string | undefined;
}

/** Gives the address of a page, or undefined where it has none: a fragment that others include. */
export function pageAddress(
  path: string,
  layout: Layout,
  hints: AddressHints = {},
): Address | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name.startsWith("_") && !name.startsWith("_index.")) return undefined;
  const inside = insideRoot(path, layout);
  if (inside === undefined || /(?:^|\/)includes\//.test(inside)) return undefined;
  if (layout === "hugo" && hints.url !== undefined) return addressOf(hints.url, layout);
  if (layout === "hugo" && hints.slug !== undefined && !/^_?index\./.test(name)) {
    return addressOf(`/${directoryOf(inside)}${hints.slug}/`, layout);
  }
  const key = keyOf(inside, layout);
  if (layout === "relative") return { key, url: `/${key}` };
  const isFolder = layout === "hugo" || /^index\.|\.index\.html/.test(name) || key === "";
  if (isFolder && !/\.index\.html/.test(name)) return { key, url: key === "" ? "/" : `/${key}/` };
  return { key, url: /\.html\./.test(name) ? `/${key}.html` : `/${key}` };
}

function addressOf(url: string, layout: Layout): Address {
  const key = keyOf(url, layout);
  return { key, url: key === "" ? "/" : `/${key}/` };
}

/** The part of a path under the folder that the site is built from. */
function insideRoot(path: string, layout: Layout): string | undefined {
  if (layout === "middleman") {
    const at = path.startsWith("source/") ? 0 : path.indexOf("/source/") + 1;
    return at > 0 || path.startsWith("source/") ? path.slice(at + "source/".length) : path;
  }
  if (layout === "hugo") {
    const at = path.startsWith("content/") ? 0 : path.indexOf("/content/") + 1;
    if (at === 0 && !path.startsWith("content/")) return undefined;
    return path.slice(at + "content/".length);
  }
  return path.replace(/^(?:content|docs)\//, "");
}

/** Brings a path of a site or of a repository into the form in which addresses are compared. */
export function keyOf(path: string, layout: Layout): string {
  let key = path.replace(/^\/+/, "").replace(/\/{2,}/g, "/");
  if (key.endsWith("/")) key = key.slice(0, -1);
  key = key.replace(/\.(?:html?|md|markdown|erb|haml|slim)(?:\.(?:md|erb|haml|slim)){0,2}$/i, "");
  const names = layout === "relative" ? /(?:^|\/)(?:_?index|readme)$/i : /(?:^|\/)_?index$/;
  key = key.replace(names, "");
  return layout === "hugo" ? key.toLowerCase().replaceAll(" ", "-") : key;
}

/** Gives the folder of a path or key, with its `/`; empty at the top. */
export function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** Reads a link target as it is written on the page at `from`. */
export function readTarget(
  from: { readonly path: string; readonly address: Address | undefined },
  target: string,
  layout: Layout,
  site: Site | undefined,
): Target {
  const text = target.trim();
  if (text === "" || text.length > TARGET_CHARACTERS_MAX) return { kind: "outside" };
  if (text.startsWith("{{")) {
    const reference = layout === "hugo" ? readPageReference(text) : undefined;
    return reference === undefined ? { kind: "outside" } : { kind: "reference", ...reference };
  }
  const inSite = withoutSite(text, site);
  if (inSite === undefined) return { kind: "outside" };
  const hash = inSite.indexOf("#");
  const anchor = hash === -1 ? undefined : inSite.slice(hash + 1);
  const beforeHash = hash === -1 ? inSite : inSite.slice(0, hash);
  const query = beforeHash.indexOf("?");
  const path = decodeTolerantly(query === -1 ? beforeHash : beforeHash.slice(0, query));
  const tail = inSite.slice(query === -1 ? beforeHash.length : query);
  if (path === "") {
    if (anchor === undefined || inSite !== text) return { kind: "outside" };
    return { kind: "same-page", anchor };
  }
  if (isAsset(path) || /[\u0000-\u001f\\]/.test(path)) return { kind: "outside" };
  const isSource = /\.(?:md|markdown)(?:\.erb)?$/i.test(path);
  const rest = { kind: "page", anchor, tail, isSource } as const;
  if (path.startsWith("/")) {
    const resolved = join("", path);
    if (resolved === undefined) return { kind: "outside" };
    const inside = layout === "relative" || isSource ? insideRoot(resolved, layout) : resolved;
    const keys = [keyOf(inside ?? resolved, layout)];
    return { ...rest, keys, style: inSite === text ? "root" : "site" };
  }
  const keys = documentKeys(from, path, layout, isSource);
  return keys.length === 0 ? { kind: "outside" } : { ...rest, keys, style: "document" };
}

/** The own site: `url` to write links with, `bare` to know them by, without scheme, `www.` and case. */
export interface Site {
  readonly url: string;
  readonly bare: string;
}

/** Reads the address of the own site. */
export function readSite(address: string): Site {
  let url = address.trim();
  while (url.endsWith("/")) url = url.slice(0, -1);
  return { url, bare: withoutScheme(url).toLowerCase() };
}

function withoutScheme(url: string): string {
  return url.replace(/^(?:https?:)?\/\//i, "").replace(/^www\./i, "");
}

/** Takes the own site's address off a target; undefined for any other absolute one. */
function withoutSite(target: string, site: Site | undefined): string | undefined {
  if (!/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return target;
  if (site === undefined) return undefined;
  const other = withoutScheme(target);
  if (other.slice(0, site.bare.length).toLowerCase() !== site.bare) return undefined;
  const rest = other.slice(site.bare.length);
  if (rest === "" || rest.startsWith("#") || rest.startsWith("?")) return `/${rest}`;
  return rest.startsWith("/") ? rest : undefined;
}

/**
 * A relative target counts from the address of its page. Hugo sites also write it relative to the
 * source file, which for a page that is not an index is one level off, so both are tried there.
 */
function documentKeys(
  from: { readonly path: string; readonly address: Address | undefined },
  path: string,
  layout: Layout,
  isSource: boolean,
): string[] {
  if (from.address === undefined) return [];
  const inside = insideRoot(from.path, layout) ?? from.path;
  const byFile = join(directoryOf(inside), path);
  const byUrl = join(directoryOf(from.address.url.slice(1)), path);
  const wanted = layout === "relative" || isSource ? [byFile] : [byUrl];
  if (layout === "hugo") wanted.push(isSource ? byUrl : byFile);
  const keys = wanted.flatMap((found) => (found === undefined ? [] : [keyOf(found, layout)]));
  return [...new Set(keys)];
}

/** Follows `.` and `..`; undefined where the path leaves the root. */
function join(base: string, path: string): string | undefined {
  const parts: string[] = [];
  const all = path.startsWith("/") ? path : `${base}${path}`;
  for (const part of all.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** Pictures, downloads and feeds: an ending that no page has. */
function isAsset(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /\.(?!html?$|md$|markdown$|erb$|haml$)[a-z][a-z0-9]{1,4}$/i.test(name);
}

/** How a house writes links to its own pages. */
export type LinkStyle =
  /** The address from the root of the site: `/handbook/leave/` */
  | "root"
  /** The address counted from that of the page: `../leave/` */
  | "document"
  /** The Markdown file counted from that of the page: `../leave.md` */
  | "file";

/** A target in another style; undefined where it is in that style. */
export function inStyle(
  target: Extract<Target, { kind: "page" }>,
  style: LinkStyle,
  layout: Layout,
): Extract<Target, { kind: "page" }> | undefined {
  const wanted = {
    ...target,
    style: style === "root" ? "root" : "document",
    // Where pages are served as files, every link names one.
    isSource: layout === "relative" ? target.isSource : style === "file",
  } as const;
  const isSame = wanted.style === target.style && wanted.isSource === target.isSource;
  return isSame ? undefined : wanted;
}

/** Writes the address of a page the way the author wrote the target it is to replace. */
export function writeTarget(
  from: { readonly path: string; readonly address: Address | undefined },
  to: { readonly path: string; readonly address: Address },
  target: Extract<Target, { kind: "page" }>,
  layout: Layout,
  site: Site | undefined,
): string {
  const isFile = layout === "relative" || target.isSource;
  if (target.style === "site") {
    return `${site?.url ?? ""}${isFile ? `/${to.path}` : to.address.url}${target.tail}`;
  }
  const destination = isFile ? `/${to.path}` : to.address.url;
  if (target.style === "root" || from.address === undefined) return destination + target.tail;
  const origin = isFile ? `/${from.path}` : from.address.url;
  return relativePath(directoryOf(origin), destination) + target.tail;
}

function relativePath(fromDirectory: string, to: string): string {
  const here = fromDirectory.split("/").slice(1, -1);
  const there = to.split("/").slice(1);
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) {
    shared += 1;
  }
  const up = "../".repeat(here.length - shared);
  return `${up}${there.slice(shared).join("/")}` || "./";
}
