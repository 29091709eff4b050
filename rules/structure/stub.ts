import type { Page } from "../../src/page/page.ts";
import { wordsIn } from "../../src/page/sentences.ts";

/** A page that was only just begun, or that only leads elsewhere: less than ten words besides its headings. */
export function isStub({ blocks, prose }: Page): boolean {
  let words = 0;
  for (const { kind, span } of blocks) {
    if (kind === "heading") continue;
    words += wordsIn(prose, span).length;
    if (words >= 10) return false;
  }
  return true;
}
