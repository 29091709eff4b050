import type { Change } from "../../change/change.ts";
import { type Approvals, approvalsOf } from "../../owners/approvals.ts";
import type { Steps } from "../../text/steps.ts";
import { codeSpan } from "../inline.ts";
import { count, enumerate } from "../../text/wording.ts";
import type { SummaryPart } from "./summary-part.ts";

const namesMax = 5;
const sectionsMax = 5;
const nameCharacters = 60;

/** Who has to approve. Names are in code and without `@`: nobody is called. */
export const approvals: SummaryPart<Approvals> = {
  isReason: false,
  // oxlint-disable-next-line require-yield -- it looks at no text
  *collect({ before, pages }: Change): Steps<Approvals | undefined> {
    // GitLab asks the owners that the target branch names.
    const found = approvalsOf(pages, before.handbook.owners, before.engine.config.approvals);
    return found.owners.length + found.steps.length > 0 ? found : undefined;
  },
  render({ owners, steps }, { missingApprovals }) {
    const named = owners.slice(0, sectionsMax).map(ownersOf);
    const more = owners.length - named.length;
    const parts = [...named, ...(more > 0 ? [count(more, "more section")] : [])];
    const names = steps.map((step) => codeSpan(step, nameCharacters));
    return [
      ...(parts.length > 0 ? [`Approvals that CODEOWNERS asks for: ${parts.join("; ")}.`] : []),
      ...missing(missingApprovals),
      ...(names.length > 0 ? [`Steps of approval for these pages: ${enumerate(names)}.`] : []),
    ].join(" ");
  },
};

/** What GitLab still waits for. */
function missing(rules: readonly string[] | undefined): readonly string[] {
  if (rules === undefined) return [];
  if (rules.length === 0) return ["All required approvals are given."];
  const named = rules.slice(0, sectionsMax).map((rule) => codeSpan(rule, nameCharacters));
  const more = rules.length - named.length;
  return [`Still missing: ${enumerate([...named, ...(more > 0 ? [`${more} more`] : [])])}.`];
}

function ownersOf({ section, names, approvals }: Approvals["owners"][number]): string {
  const named = names.slice(0, namesMax).map((name) => codeSpan(name, nameCharacters));
  const more = names.length - named.length;
  const all = [...named, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  const some = `${approvals === 1 ? "one" : approvals} of ${all}`;
  return section === "" ? some : `${some} for ${codeSpan(section, nameCharacters)}`;
}
