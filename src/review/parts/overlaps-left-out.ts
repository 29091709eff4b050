import type { Change } from "../../change/change.ts";
import { count } from "../../text/wording.ts";
import type { Steps } from "../../text/steps.ts";
import type { SummaryPart } from "./summary-part.ts";

/** That there are more open merge requests than were compared with this one: how many that were. */
export const overlapsLeftOut: SummaryPart<number> = {
  isReason: false,
  // oxlint-disable-next-line require-yield -- it looks at no text
  *collect({ others, hasMoreOthers }: Change): Steps<number | undefined> {
    return hasMoreOthers ? others.length : undefined;
  },
  // Not how many there are: the summary would change with each that is opened.
  render: (compared) =>
    `Only the ${count(compared, "other open merge request")} that changed last were compared with this one.`,
};
