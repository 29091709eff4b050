import { visibleText } from "../src/review/marker.ts";
import type { StandIn } from "../test/gitlab/start-gitlab.ts";
import type { MergeRequest, Note } from "../test/gitlab/world.ts";

/** A review takes a second; a busy machine gets a minute. */
const patienceMs = 60_000;

/** Waits until the bot has given its verdict on the head of a merge request. */
export async function waitForVerdict(gitlab: StandIn, { headSha }: MergeRequest): Promise<string> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const status = gitlab.statuses.findLast(({ sha }) => sha === headSha);
    if (status !== undefined) return `${status.state}: ${status.description ?? ""}`;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The bot gave no verdict within ${patienceMs / 1000} s.`);
}

/** Prints a review as it stands in the merge request, for a terminal. */
export function printReview(gitlab: StandIn, mergeRequest: MergeRequest, verdict: string): string {
  const notes = gitlab.notes(mergeRequest);
  const comments = notes.filter(({ position }) => position !== undefined);
  const lines = [`!${mergeRequest.iid} ${mergeRequest.title}`, ""];
  for (const note of comments) lines.push(...commentLines(note), "");
  for (const { body } of notes.filter(({ position }) => position === undefined)) {
    lines.push("Summary", ...indent(plain(body)), "");
  }
  return [...lines, `handbook-bot  ${verdict}`, ""].join("\n");
}

function* commentLines({ body, position, suggestions }: Note): Generator<string> {
  yield `${position?.newPath}:${position?.newLine}`;
  yield* indent(plain(body));
  for (const { fromContent, toContent } of suggestions) {
    yield "  Suggestion:";
    for (const line of contentLines(fromContent)) yield `  - ${line}`;
    for (const line of contentLines(toContent)) yield `  + ${line}`;
  }
}

/** The text of a note without suggestion blocks, links' addresses and code marks. */
function plain(body: string): string {
  return visibleText(body)
    .replace(/^(`{3,})suggestion[^\n]*\n[\s\S]*?^\1$/gm, "")
    .replace(/\[`?([^\]\n]*?)`?\]\([^)\s]*\)/g, "$1")
    .replace(/(`+) ?(.+?) ?\1(?!`)/g, "“$2”")
    .replace(/\n{2,}/g, "\n")
    .trim();
}

function indent(text: string): string[] {
  return text.split("\n").map((line) => `  ${line}`);
}

function contentLines(content: string): string[] {
  return content === "" ? [] : content.replace(/\n$/, "").split("\n");
}
