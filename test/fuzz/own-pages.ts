import { readHandbookFiles } from "../../demo/handbook-files.ts";

/** The pages of the demo's handbook. */
export function ownPages(): ReadonlyMap<string, string> {
  return new Map(Object.entries(readHandbookFiles()).filter(([path]) => path.endsWith(".md")));
}
