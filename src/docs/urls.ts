/** Where a link of a documentation page leads: to another file below `docs`, or elsewhere. */
export interface DocsTarget {
  /** From the folder `docs`: `guide/comments.md`; `../` where it leaves the folder. */
  readonly path: string;
  /** With its `#`; empty where there is none. */
  readonly fragment: string;
}

/** Resolves a link of the page `from`; undefined for an address of its own, or a place on the same page. */
export function resolveTarget(from: string, target: string): DocsTarget | undefined {
  if (/^(?:[a-z][a-z+.-]*:|#|\/)/i.test(target)) return undefined;
  const hash = target.indexOf("#");
  const file = hash === -1 ? target : target.slice(0, hash);
  const parts = from.split("/").slice(0, -1);
  for (const part of file.split("/")) {
    if (part === "..") {
      if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
      else parts.push("..");
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return { path: parts.join("/"), fragment: hash === -1 ? "" : target.slice(hash) };
}

/** The way from one address of a site to another, both from its root: `rules/`, `guide/comments.md`. */
export function wayBetween(from: string, to: string): string {
  const folders = from.split("/").slice(0, -1);
  const parts = to.split("/");
  let shared = 0;
  while (shared < folders.length && shared < parts.length - 1 && folders[shared] === parts[shared])
    shared += 1;
  const way = "../".repeat(folders.length - shared) + parts.slice(shared).join("/");
  return way === "" ? "./" : way;
}
