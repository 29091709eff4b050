import { applyAnswers } from "../../gitlab/apply.ts";
import type { GitLab } from "../../gitlab/gitlab.ts";
import type { MergeRequest } from "../../gitlab/merge-request.ts";
import { readPosted } from "../../gitlab/posted.ts";
import { declineCommand } from "../../review/commands/answer-command.ts";
import type { BotIdentity } from "../bot-identity.ts";

/** Answers commands on a merge request that is not reviewed with the reason: somebody waits for an answer. */
export async function declineCommands(
  gitlab: GitLab,
  mergeRequest: MergeRequest,
  bot: BotIdentity,
  { why, isLastAttempt }: { readonly why: string; readonly isLastAttempt: boolean },
): Promise<void> {
  const { commands } = await readPosted(gitlab, mergeRequest, bot);
  const answers = commands.map((asked) => declineCommand(asked, why, bot));
  await applyAnswers(gitlab, answers, { mergeRequest, bot, isLastAttempt });
}
