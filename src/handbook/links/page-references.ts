import type { Link } from "../../page/page.ts";

/** A page as Hugo's `ref` and `relref` name it: by its file, not by its address. */
export interface PageReference {
  /** Empty for the page itself. */
  readonly path: string;
  readonly anchor: string | undefined;
}

/** `{{< ref "leave.md#parents" >}}` and `{{% relref "/handbook/leave" %}}`; other arguments are not read. */
const REFERENCE =
  /^\{\{(?:<[ \t]{0,9}(?:rel)?ref[ \t]{1,9}(["'`]?)([^"'`\s<>%{}]{1,300})\1[ \t]{0,9}>|%[ \t]{0,9}(?:rel)?ref[ \t]{1,9}(["'`]?)([^"'`\s<>%{}]{1,300})\3[ \t]{0,9}%)\}\}$/;

/** Reads a link target that is nothing but a reference. */
export function readPageReference(target: string): PageReference | undefined {
  const found = REFERENCE.exec(target.trim());
  const text = found?.[2] ?? found?.[4];
  if (text === undefined) return undefined;
  const hash = text.indexOf("#");
  return hash === -1
    ? { path: text, anchor: undefined }
    : { path: text.slice(0, hash), anchor: text.slice(hash + 1) };
}

/** Puts another anchor into a reference; undefined where it could not be written in one. */
export function withReferenceAnchor(target: string, anchor: string): string | undefined {
  const old = readPageReference(target)?.anchor;
  if (old === undefined || !/^[\p{L}\p{N}_.:-]{1,200}$/u.test(anchor)) return undefined;
  const at = target.indexOf("#") + 1;
  return target.slice(0, at) + anchor + target.slice(at + old.length);
}

/**
 * Gives the files that a reference may mean, in the order in which Hugo looks: beside the page, then from
 * the root of the content. Of the files in one list, one at most can be there, or the reference is not sure.
 */
export function referencedFiles(from: string, path: string): readonly (readonly string[])[] {
  const root = contentRoot(from);
  if (root === undefined) return [];
  if (path.startsWith("/")) return [filesOf(root, path.slice(1))];
  const folder = directoryOf(from);
  // Hugo counts from the folder of a bundle or from the one above it, by its release.
  const isBundle = /(?:^|\/)index\.md$/.test(from);
  const folders = isBundle ? [folder, directoryOf(folder.slice(0, -1))] : [folder];
  const beside = folders.flatMap((start) => filesOf(start, path));
  return path.startsWith(".") ? [beside] : [beside, filesOf(root, path)];
}

/** Names a page as a reference by its name alone does; other pages may have the same name. */
export function referenceName(path: string): string {
  const file = path.replace(/\.md$/, "").replace(/\/_?index$/, "");
  return file.slice(file.lastIndexOf("/") + 1);
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function contentRoot(path: string): string | undefined {
  if (path.startsWith("content/")) return "content/";
  const at = path.indexOf("/content/");
  return at === -1 ? undefined : path.slice(0, at + "/content/".length);
}

function filesOf(start: string, path: string): readonly string[] {
  const parts: string[] = [];
  for (const part of `${start}${path}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return [];
  }
  const file = parts.join("/");
  if (file.endsWith(".md")) return [file];
  return [`${file}.md`, `${file}/index.md`, `${file}/_index.md`];
}

/**
 * Tells whether the target stands in this link and can be known. A link by reference is judged at its
 * definition, where one correction fixes every use.
 */
export function isOwnTarget(link: Link): boolean {
  if (link.kind === "reference" || link.kind === "image" || link.target === "") return false;
  return !link.isOpaque || readPageReference(link.target) !== undefined;
}
