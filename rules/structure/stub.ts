import type { Page } from "../../src/page/page.ts";
import { wordsIn } from "../../src/text/sentences.ts";

/** A page that has only just been started, or that only links elsewhere: fewer than ten words besides its headings. */
export function isStub({ blocks, prose }: Page): boolean {
  let words = 0;
  for (const { kind, container, span } of blocks) {
    if (kind === "heading" || container === "front-matter") continue;
    words += wordsIn(prose, span).length;
    if (words >= 10) return false;
  }
  return true;
}
