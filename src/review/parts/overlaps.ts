import type { Change } from "../../change/change.ts";
import { findOverlaps, type Overlap } from "../../change/overlaps.ts";
import type { Steps } from "../../text/steps.ts";
import { codeSpan } from "../inline.ts";
import { bulletList } from "../bullet-list.ts";
import type { SummaryPart } from "./summary-part.ts";

const overlapsMax = 10;

/** Other open merge requests that work on the same text. */
export const overlaps: SummaryPart<readonly Overlap[]> = {
  isReason: true,
  *collect({ before, pages, others }: Change): Steps<readonly Overlap[] | undefined> {
    if (others.length === 0) return undefined;
    yield;
    const found = findOverlaps(pages, others, before.engine.linter);
    return found.length > 0 ? found : undefined;
  },
  render: (found) =>
    bulletList("Other open merge requests work on the same text:", found, overlapRow, overlapsMax),
};

/** In a code span a number makes no reference, and no note appears in the other merge request. */
function overlapRow({ iid, path, kind }: Overlap): string {
  const what = kind === "changes" ? "changes lines of" : "brings a passage that is new in";
  return `${codeSpan(`!${iid}`)} ${what} ${codeSpan(path, 120)} too`;
}
