import { basename, dirname } from "node:path";

/** What a page is called by its place: the folder of an index names it, any other page its file, without endings. */
export function pageName(path: string): string {
  const [name = ""] = basename(path).split(".", 1);
  return /^_?(?:index|readme)$/i.test(name) ? basename(dirname(path)) : name;
}
