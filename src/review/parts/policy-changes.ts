import type { Change } from "../../change/change.ts";
import { type PolicyChange, policyChanges as changesOf } from "../../policy/policy-changes.ts";
import type { Steps } from "../../text/steps.ts";
import { codeSpan } from "../inline.ts";
import { count } from "../../text/wording.ts";
import type { SummaryPart } from "./summary-part.ts";

const rowsMax = 15;
/** Marks of Markdown in the text make cells longer than what they show. */
const tableCharactersMax = 6_000;
const excerptCharacters = 170;

/** What a change makes of the obligations in policies, side by side for their owners. */
export const policyChanges: SummaryPart<readonly PolicyChange[]> = {
  isReason: true,
  *collect({ before, pages }: Change): Steps<readonly PolicyChange[] | undefined> {
    if (!before.engine.config.review.policyChanges) return undefined;
    const found: PolicyChange[] = [];
    for (const page of pages) {
      yield page.path;
      found.push(...changesOf(page.before, page.after));
    }
    return found.length > 0 ? found : undefined;
  },
  render(changes) {
    let length = 0;
    const rows = changes
      .slice(0, rowsMax)
      .map(tableRow)
      .filter((row) => {
        length += row.length + 1;
        return length <= tableCharactersMax;
      });
    const more = changes.length - rows.length;
    return [
      "What this changes in policies, for their owners to know; none of it fails the check:",
      "",
      "| Policy | What | Before | After |",
      "| --- | --- | --- | --- |",
      ...rows,
      ...(more > 0 ? ["", `And ${count(more, "more change")} in policies.`] : []),
    ].join("\n");
  },
};

function tableRow({ path, section, kinds, was, is }: PolicyChange): string {
  const heading = section === undefined ? "" : ` ${codeSpan(section, 60)}`;
  const cells = [codeSpan(path, 120) + heading, kinds.join(", "), excerpt(was), excerpt(is)];
  // A bar ends a cell even in code, and its escape can be escaped in turn: show another bar.
  return `| ${cells.map((cell) => cell.replaceAll("|", "¦")).join(" | ")} |`;
}

function excerpt(text: string): string {
  return text === "" ? "—" : codeSpan(text, excerptCharacters);
}
