import type { Bot } from "../../gitlab/bot.ts";
import type { GitLab } from "../../gitlab/gitlab.ts";
import { readPosted, UnreadableNotes } from "../../gitlab/posted.ts";
import { type CommentFate, fateOf, rulesIn, wordIn } from "../../review/rule-health.ts";

/** Comments whose fate is known, and the merge requests they are from. */
export interface ReadHealth {
  readonly comments: readonly CommentFate[];
  readonly mergeRequests: number;
}

/** Reads from GitLab what became of the bot's comments in the merge requests changed since a time (ISO). */
export async function readHealth(
  gitlab: Pick<GitLab, "notes" | "isBotUser" | "memberAccess" | "mergeRequestsSince">,
  bot: Bot,
  projectId: number,
  since: string,
): Promise<ReadHealth> {
  const all = await gitlab.mergeRequestsSince(projectId, since);
  const comments: CommentFate[] = [];
  for (const mergeRequest of all) {
    try {
      const { threads } = await readPosted(gitlab, mergeRequest, bot);
      for (const thread of threads) {
        const fate = fateOf(thread, mergeRequest.state === "opened");
        if (fate === undefined) continue;
        const names = await gitlab.notes.reactions(projectId, mergeRequest.iid, thread.noteId);
        const number = (emoji: string): number => names.filter((name) => name === emoji).length;
        const rules = rulesIn(thread.body);
        comments.push({
          iid: mergeRequest.iid,
          path: thread.path,
          rules,
          word: wordIn(thread.body, rules),
          fate,
          up: number("thumbsup"),
          down: number("thumbsdown"),
        });
      }
    } catch (error) {
      if (!(error instanceof UnreadableNotes)) throw error;
    }
  }
  return { comments, mergeRequests: all.length };
}
