import type { LineOf } from "../lint/data-file.ts";

/** A glob or a page type as a configuration names it. */
export interface Mention {
  readonly name: string;
  /** Where it stands, for people: `.handbook-bot.yml:12`. */
  readonly source: string;
  /** It selects files, and no pages. */
  readonly isOfFiles: boolean;
}

/** What a configuration names outside of itself. */
export interface Mentions {
  readonly globs: readonly Mention[];
  readonly types: readonly Mention[];
}

const ofFiles = new Set<PropertyKey>(["include", "ignore"]);
const ofPages = new Set<PropertyKey>(["paths", "canonical"]);

/** Collects the globs and page types of a configuration, with their lines. */
export function mentionsOf(written: object, path: string, lineOf: LineOf): Mentions {
  const globs: Mention[] = [];
  const types: Mention[] = [];
  function visit(value: unknown, keys: readonly PropertyKey[]): void {
    if (value === null || typeof value !== "object") return;
    for (const [key, item] of Object.entries(value)) {
      const at = [...keys, Array.isArray(value) ? Number(key) : key];
      const list = listOf(item, keys[0] === "jurisdictions" ? "paths" : key);
      for (const [index, name] of list.names.entries()) {
        const source = `${path}:${lineOf([...at, index])}`;
        list.into.push({ name, source, isOfFiles: ofFiles.has(key) });
      }
      if (list.names.length === 0) visit(item, at);
    }
  }
  function listOf(item: unknown, key: PropertyKey): { names: readonly string[]; into: Mention[] } {
    const names = Array.isArray(item) ? item.filter((each) => typeof each === "string") : [];
    if (key === "types") return { names, into: types };
    const isGlob = ofFiles.has(key) || ofPages.has(key);
    return { names: isGlob ? names : [], into: globs };
  }
  visit(written, []);
  return { globs, types };
}
