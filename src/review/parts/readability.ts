import type { Change } from "../../change/change.ts";
import { type HarderPage, harderToRead, worseOf } from "../../readability/readability.ts";
import type { Steps } from "../../text/steps.ts";
import { codeSpan } from "../inline.ts";
import type { SummaryPart } from "./summary-part.ts";

/** The page that became clearly harder to read, of several the worst: a figure to know, not a finding. */
export const readability: SummaryPart<HarderPage> = {
  isReason: false,
  *collect({ pages }: Change): Steps<HarderPage | undefined> {
    let worst: HarderPage | undefined;
    for (const page of pages) {
      yield page.path;
      worst = worseOf(worst, harderToRead(page));
    }
    return worst;
  },
  render({ path, before, after }) {
    const words = `${before.sentenceWords.toFixed(0)} → ${after.sentenceWords.toFixed(0)} words a sentence`;
    const grades = `grade ${before.grade.toFixed(0)} → ${after.grade.toFixed(0)} (Flesch–Kincaid)`;
    return `${codeSpan(path, 120)} becomes harder to read: ${words}, ${grades}.`;
  },
};
