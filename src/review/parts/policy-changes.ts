import type { Change } from "../../change/change.ts";
import { type PolicyChange, policyChanges as changesOf } from "../../policy/policy-changes.ts";
import { WorkBudget } from "../../policy/work-budget.ts";
import type { Span } from "../../text/span.ts";
import type { Steps } from "../../text/steps.ts";
import { codeSpan } from "../inline.ts";
import { count } from "../../text/wording.ts";
import type { SummaryPart } from "./summary-part.ts";

const rowsMax = 15;
/** Marks of Markdown in the text make cells longer than what they show. */
const tableCharactersMax = 6_000;
const excerptCharacters = 170;
/** A text in more pieces is easier to read as a whole. */
const marksMax = 12;

/** What a change makes of the obligations in policies, side by side for their owners. */
export const policyChanges: SummaryPart<readonly PolicyChange[]> = {
  isReason: true,
  *collect({ before, pages }: Change): Steps<readonly PolicyChange[] | undefined> {
    if (!before.engine.config.review.policyChanges) return undefined;
    const found: PolicyChange[] = [];
    const budget = new WorkBudget();
    for (const page of pages) {
      yield page.path;
      found.push(...changesOf(page.before, page.after, budget));
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

function tableRow(change: PolicyChange): string {
  const { path, section, kinds, was, wasMarks, is, isMarks } = change;
  const heading = section === undefined ? "" : ` ${codeSpan(section, 60)}`;
  const name = codeSpan(path, 120) + heading;
  const cells = [name, kinds.join(", "), excerpt(was, wasMarks), excerpt(is, isMarks)];
  // A bar ends a cell even in code, and its escape can be escaped in turn: show another bar.
  return `| ${cells.map((cell) => cell.replaceAll("|", "¦")).join(" | ")} |`;
}

/** The text in code, what differs in bold. */
function excerpt(text: string, marks: readonly Span[]): string {
  if (text === "") return "—";
  if (marks.length === 0 || marks.length > marksMax) return codeSpan(text, excerptCharacters);
  let cell = "";
  let from = 0;
  const add = (end: number, isMarked: boolean): void => {
    const piece = text.slice(from, end);
    const code = piece.trim() === "" ? "" : codeSpan(piece, excerptCharacters);
    const gap = /^\s/.test(piece) || /\s$/.test(text.slice(0, from)) ? " " : "";
    if (code !== "") cell += `${cell === "" ? "" : gap}${isMarked ? `**${code}**` : code}`;
    from = end;
  };
  for (const { start, end } of marks) {
    add(start, false);
    add(end, true);
  }
  add(text.length, false);
  return cell;
}
