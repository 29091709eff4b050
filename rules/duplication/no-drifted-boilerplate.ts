import type { MandatedPassage } from "../../src/handbook/passages/boilerplate.ts";
import { type HandbookRule, noOptions, quote } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";

const DIFFERENCES_MAX = 2;

/** A text with required wording has that wording on every page. */
export const noDriftedBoilerplate: HandbookRule<Record<string, never>> = {
  id: "duplication/no-drifted-boilerplate",
  scope: "handbook",
  summary: "A text whose wording the configuration requires has that wording on every page.",
  why: "Readers who meet five versions of one sentence look for a difference that nobody meant.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page, _, { handbook }) {
    for (const passage of handbook.mandated(page)) {
      if (passage.isExact) continue;
      const { span, wording } = passage;
      yield {
        span,
        message: `${whatDiffers(page, passage)} Write: ${quote(wording, 30)}`,
        suggestions: [
          { label: "Use the required wording", edits: [{ span, text: wording }], isSafe: false },
        ],
      };
    }
  },
};

function whatDiffers({ source }: Page, { differs }: MandatedPassage): string {
  if (differs.length === 0) return "This leaves out words of the required wording.";
  const words = differs
    .slice(0, DIFFERENCES_MAX)
    .map(({ start, end }) => quote(source.slice(start, end), 16))
    .join(" and ");
  return `${words} ${differs.length === 1 ? "is" : "are"} not in the required wording.`;
}
