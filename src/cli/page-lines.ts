import { LineIndex } from "../text/line-index.ts";
import type { OpenHandbook } from "./open-handbook.ts";

/** Gives the lines of the pages of a handbook, which need not be parsed for them. */
export function pageLines({
  paths,
  read,
}: Pick<OpenHandbook, "paths" | "read">): (path: string) => LineIndex | undefined {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const isPage = new Set(paths);
  const known = new Map<string, LineIndex>();
  return (path) => {
    if (!isPage.has(path)) return undefined;
    const lines = known.get(path) ?? new LineIndex(decoder.decode(read(path)));
    known.set(path, lines);
    return lines;
  };
}
