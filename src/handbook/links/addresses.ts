/** Where a page is served. Two spellings of one address have the same key. */
export interface Address {
  /** `/handbook/leave/` */
  readonly url: string;
  /** `handbook/leave` */
  readonly key: string;
}

/** Gives the folder of a path or key, with its `/`; empty at the top. */
export function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** Gives the last part of a path or key. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The endings of pages, also of those that a template language goes over first. */
const PAGE_ENDING = /\.(?:md|mdx|markdown)(?:\.erb)?$/i;

/** Whether a path names the Markdown source of a page. */
export function isSourcePath(path: string): boolean {
  return PAGE_ENDING.test(path);
}

/** A path without the ending of a page. */
export function withoutEnding(path: string): string {
  return path.replace(PAGE_ENDING, "");
}

/** Brings an address into the form in which addresses are compared. */
export function keyOf(url: string, ignoresCase = false): string {
  const key = url
    .replace(/\/{2,}/g, "/")
    .replace(/^\/|\/$/g, "")
    .replace(/(?:^|(?<=\/))index(?:\.html?)?$/, "")
    .replace(/\.(?:html?|md|markdown|erb|haml|slim)(?:\.(?:md|erb|haml|slim)){0,2}$/i, "")
    .replace(/\/$/, "");
  return ignoresCase ? key.toLowerCase().replaceAll(" ", "-") : key;
}

/** Follows `.` and `..`; undefined where the path leaves the root. */
export function joinPath(base: string, path: string): string | undefined {
  const parts: string[] = [];
  const all = path.startsWith("/") ? path : `${base}${path}`;
  for (const part of all.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** Writes a path or address as it is counted from a folder; both begin with `/`. */
export function relativePath(fromDirectory: string, to: string): string {
  const here = fromDirectory.split("/").slice(1, -1);
  const there = to.split("/").slice(1);
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) {
    shared += 1;
  }
  const up = "../".repeat(here.length - shared);
  return `${up}${there.slice(shared).join("/")}` || "./";
}
