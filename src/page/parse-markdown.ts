import type { ParseMarkdown } from "./markdown-tree.ts";

/** Parses Markdown with satteri, or with micromark where satteri's binary does not load. */
export const parseMarkdown: ParseMarkdown = await chooseParser();

async function chooseParser(): Promise<ParseMarkdown> {
  try {
    const { isLayoutKnown, parseWithSatteri } = await import("./satteri-tree.ts");
    if (isLayoutKnown()) return parseWithSatteri;
  } catch {
    // No prebuilt binary for this platform: the slow parser below gives the same pages.
  }
  const { parseWithMdast } = await import("./mdast-tree.ts");
  return parseWithMdast;
}
