import { LineIndex } from "../text/line-index.ts";
import type { OpenHandbook } from "./open-handbook.ts";

/** Gives the lines of the pages of a handbook, which need not be parsed for them. */
export function pageLines({
  paths,
  read,
}: Pick<OpenHandbook, "paths" | "read">): (path: string) => LineIndex | undefined {
  const isPage = new Set(paths);
  return linesOf((path) => (isPage.has(path) ? read(path) : undefined));
}

/** Gives the lines of texts; `read` is asked for each once. */
export function linesOf(
  read: (path: string) => string | Uint8Array | undefined,
): (path: string) => LineIndex | undefined {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const known = new Map<string, LineIndex>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const text = read(path);
    if (text === undefined) return undefined;
    const lines = new LineIndex(typeof text === "string" ? text : decoder.decode(text));
    known.set(path, lines);
    return lines;
  };
}
