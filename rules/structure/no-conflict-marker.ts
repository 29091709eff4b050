import type { Page } from "../../src/page/page.ts";
import { overlaps, type Span } from "../../src/text/span.ts";
import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";

/** Where git writes both sides of a conflict: `<<<<<<< ours`, `||||||| base`, `=======`, `>>>>>>> theirs`. */
const marker = /^(?:<{7}|>{7}|\|{7})(?: .*)?$|^={7}$/gm;

/** The page has no leftover merge conflict. */
export const noConflictMarker: PageRule<Record<string, never>> = {
  id: "structure/no-conflict-marker",
  scope: "page",
  summary: "The page has no leftover merge conflict.",
  why: "Readers see both versions of the text, and the markers break the formatting around them.",
  severity: "error",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    if (!page.source.includes("<<<<<<<") && !page.source.includes(">>>>>>>")) return;
    let isOpen = false;
    for (const { index, 0: found } of page.source.matchAll(marker)) {
      const line = found.trimEnd();
      const span = { start: index, end: index + line.length };
      if (isInCode(page, span)) continue;
      // A line of seven equals signs alone underlines a heading, seven arrows alone a nested quotation.
      if (line.startsWith("<") || (line.startsWith(">") && (isOpen || line.length > 8))) {
        yield {
          span,
          message: `${quote(line, 30)} is left over from a merge conflict. Keep one version and delete the markers.`,
        };
      }
      if (line.startsWith("<")) isOpen = true;
      if (line.startsWith(">")) isOpen = false;
    }
  },
};

function isInCode(page: Page, span: Span): boolean {
  return page.opaque.some((it) => it.kind === "code-block" && overlaps(it.span, span));
}
