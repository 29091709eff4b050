import type { GitLab } from "../../gitlab/gitlab.ts";
import type { PreparedMergeRequest } from "../../gitlab/merge-request.ts";
import { findPushed, pushFixes } from "../../gitlab/push-fixes.ts";
import type { Command, Rank } from "../../review/commands/command.ts";
import { equalSuggestions } from "../../review/commands/equal-suggestions.ts";
import type { FixReport } from "../../review/commands/fix-report.ts";
import type { PostedCommand, PostedReview } from "../../review/review.ts";
import { count } from "../../text/wording.ts";
import type { Reviewer, WantedFix } from "../reviewer/reviewer.ts";

interface Parts {
  readonly gitlab: Pick<GitLab, "commits">;
  readonly reviewer: Pick<Reviewer, "fix">;
}

/** Carries out `fix` for somebody who may ask for it, once: the commit names the note. */
export async function fixOnCommand(
  { gitlab, reviewer }: Parts,
  mergeRequest: PreparedMergeRequest,
  { what }: Extract<Command, { kind: "fix" }>,
  given: {
    readonly asked: PostedCommand;
    readonly rank: Rank;
    readonly posted: PostedReview;
  },
): Promise<FixReport> {
  const { asked, rank, posted } = given;
  const done = await findPushed(gitlab, mergeRequest, asked.noteId);
  if (done !== undefined) return { kind: "pushed", sha: done, applied: undefined };
  const wanted = what === "thread" ? inThread(asked) : { kind: what };
  if (typeof wanted === "string") return { kind: wanted };
  const pages = await reviewer.fix(mergeRequest, wanted);
  if (pages.length === 0) return { kind: "nothing" };
  const applied = pages.reduce((sum, page) => sum + page.applied, 0);
  const pushed = await pushFixes(gitlab, mergeRequest, {
    pages,
    suggestionIds: equalSuggestions(pages, posted.threads),
    title: `Apply ${count(applied, "suggestion")}\n\nAsked for by ${asked.author.username}.`,
    noteId: asked.noteId,
    isMaintainer: rank === "maintainer",
  });
  return pushed.kind === "pushed" ? { ...pushed, applied } : pushed;
}

/** The one suggestion that a thread shows, on the head that was reviewed. */
function inThread({ thread }: PostedCommand): WantedFix | "no finding" | "nothing" | "a choice" {
  if (thread?.newLine === undefined || thread.isResolved) return "no finding";
  const [suggestion, ...others] = thread.suggestions;
  if (suggestion === undefined) return "nothing";
  return others.length > 0 ? "a choice" : { kind: "lines", path: thread.path, suggestion };
}
