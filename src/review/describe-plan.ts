import type { LineReplacement, PlacedFinding } from "../change/placed-finding.ts";
import { visibleText } from "./marker.ts";
import type { ReviewPlan, WantedComment } from "./review.ts";
import { count } from "../text/wording.ts";
import { showUnseen } from "../text/printable.ts";

/** Lines of a suggestion that are shown on each side. */
const shownLinesMax = 10;

/**
 * Describes a plan to a person at a terminal: each new comment with its location and suggestion, what
 * happens to old ones, the summary, the verdict. Characters that steer a terminal are shown as `�`.
 */
export function describePlan(plan: ReviewPlan): string {
  const { create, edit, resolve, reopen, fold, summary, verdict } = plan;
  const deeds = [
    ...edit.map(({ thread }) => `edit the comment on ${thread.path} (note ${thread.noteId})`),
    ...resolve.map(({ path, noteId }) => `resolve the comment on ${path} (note ${noteId})`),
    ...reopen.map(({ path, noteId }) => `reopen the comment on ${path} (note ${noteId})`),
    ...fold.map(({ noteId }) => `fold the extra summary (note ${noteId})`),
  ];
  const isIdle = create.length === 0 && deeds.length === 0 && summary.kind === "keep";
  const parts = [
    ...create.map(describeComment),
    deeds.join("\n"),
    summary.kind === "keep"
      ? ""
      : `${summary.kind} the summary:\n${indent(visibleText(summary.body))}`,
    isIdle ? "nothing to post" : count(create.length, "new comment"),
    `gate: ${verdict.state} (${verdict.description})`,
  ];
  return `${showUnseen(parts.filter((part) => part !== "").join("\n\n"))}\n`;
}

function describeComment({ anchor, placed }: WantedComment): string {
  return placed.map((each) => describeFinding(each, anchor.newLine)).join("\n");
}

function describeFinding({ finding, replacements }: PlacedFinding, line: number): string {
  const [first] = replacements;
  return [
    `${finding.path}:${line}  ${finding.severity}  ${finding.rule}`,
    indent(finding.message),
    ...(first === undefined ? [] : [indent(describeReplacement(first))]),
    ...finding.related.map((related) => `  see ${related.path}:${related.line} ${related.message}`),
  ].join("\n");
}

/** The lines that differ, as a diff shows them. */
function describeReplacement({ before, after }: LineReplacement): string {
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - head &&
    before.at(-1 - tail) === after.at(-1 - tail)
  ) {
    tail += 1;
  }
  const side = (lines: readonly string[], mark: string): string[] => {
    const changed = lines.slice(head, lines.length - tail);
    const shown = changed.slice(0, shownLinesMax).map((line) => `${mark} ${line}`);
    const more = changed.length - shown.length;
    return more > 0 ? [...shown, `${mark} … ${count(more, "more line")}`] : shown;
  };
  return [...side(before, "-"), ...side(after, "+")].join("\n");
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
