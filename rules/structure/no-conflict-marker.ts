import type { Page } from "../../src/page/page.ts";
import { overlaps, type Span } from "../../src/text/span.ts";
import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";

/** Where git writes both sides of a conflict: `<<<<<<< ours`, `||||||| base`, `=======`, `>>>>>>> theirs`. */
const marker = /^(?:<{7}|>{7}|\|{7})(?: .*)?$|^={7}$/gm;

/** No merge conflict is left in the page. */
export const noConflictMarker: PageRule<Record<string, never>> = {
  id: "structure/no-conflict-marker",
  scope: "page",
  summary: "No merge conflict is left in the page.",
  why: "Conflict markers show readers two versions of a text and break the page around them.",
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
          message: `${quote(line, 30)} is left from a merge conflict; keep one side and delete the markers`,
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
