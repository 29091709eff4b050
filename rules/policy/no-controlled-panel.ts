import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { CONTROLLED_PANEL } from "../../src/page/page-type.ts";
import type { Span } from "../../src/text/span.ts";

/** Themes show the banner of a controlled document from its front matter. */
export const noControlledPanel: PageRule<Record<string, never>> = {
  id: "policy/no-controlled-panel",
  scope: "page",
  summary: "A controlled document is marked in its front matter, not with a banner in the text.",
  why: "Copies of a banner drift apart, and no tool can list the pages that have one.",
  severity: "info",
  status: "preview",
  isFixable: true,
  pages: ["policy"],
  options: noOptions,
  *check(page) {
    const panel = panelOf(page);
    if (panel === undefined) return;
    const { frontMatter } = page;
    const mark = frontMatter?.get("controlled_document");
    const at = frontMatter?.body.end;
    yield {
      span: { start: panel.words, end: panel.words + CONTROLLED_PANEL.length },
      key: "controlled-panel",
      message: `Replace the banner ${quote(CONTROLLED_PANEL)} with “controlled_document: true” in the front matter.`,
      ...(at !== undefined &&
        (mark === undefined || mark === true) && {
          suggestions: [
            {
              label: "Move the mark to the front matter",
              edits: [
                ...(mark === true
                  ? []
                  : [{ span: { start: at, end: at }, text: "controlled_document: true\n" }]),
                { span: panel.span, text: "" },
              ],
              isSafe: false,
            },
          ],
        }),
    };
  },
};

/** The `<div class="panel …">` around the words, with the line break behind it. A panel holds one more `<div>`. */
function panelOf({ source }: Page): { readonly words: number; readonly span: Span } | undefined {
  const at = source.slice(0, 16_384).indexOf(CONTROLLED_PANEL);
  if (at === -1) return undefined;
  const start = source.lastIndexOf('<div class="panel', at);
  if (start === -1 || at - start > 200) return undefined;
  const inner = source.indexOf("</div>", at);
  const outer = inner === -1 ? -1 : source.indexOf("</div>", inner + 1);
  if (outer === -1 || outer - at > 2_000) return undefined;
  const end = outer + "</div>".length;
  const isOpen = source.slice(at, end).split("<div").length - 1 === 1;
  if (!isOpen) return undefined;
  // One blank line stays of those above and below.
  const isBetween = source.startsWith("\n\n", end) && source.slice(0, start).endsWith("\n\n");
  const behind = isBetween ? 2 : source[end] === "\n" ? 1 : 0;
  return { words: at, span: { start, end: end + behind } };
}
