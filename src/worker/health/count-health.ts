import type { GitLab } from "../../gitlab/gitlab.ts";
import { ruleHealth } from "../../review/rule-health.ts";
import { proposalsFrom } from "../../review/rule-proposals.ts";
import type { BotIdentity } from "../bot-identity.ts";
import type { Reviewer } from "../reviewer/reviewer.ts";
import type { HealthFigures } from "./health-figures.ts";
import { proposeSettings } from "./propose-settings.ts";
import { readHealth } from "./read-health.ts";

/** A quarter: enough for twenty comments of a rule, and nobody remembers what was before. */
const healthDays = 90;

/** What was counted in a project, and the merge request with a proposal, if one was opened. */
export interface CountedHealth {
  readonly figures: HealthFigures;
  readonly proposed: number | undefined;
}

/** Counts what became of the comments in a project, and proposes a change of its configuration. */
export async function countHealth(
  parts: {
    readonly gitlab: GitLab;
    readonly reviewer: Pick<Reviewer, "open">;
    readonly bot: BotIdentity;
  },
  projectId: number,
  now: number,
): Promise<CountedHealth> {
  const { gitlab, bot } = parts;
  const { path } = await gitlab.project(projectId);
  const since = new Date(now - healthDays * 24 * 60 * 60_000).toISOString();
  const { comments, mergeRequests } = await readHealth(gitlab, bot, projectId, since);
  const figures = {
    projectId,
    project: path,
    countedAt: new Date(now).toISOString(),
    days: healthDays,
    mergeRequests,
    rules: ruleHealth(comments),
  };
  const proposals = proposalsFrom(comments);
  return { figures, proposed: await proposeSettings(parts, projectId, proposals, healthDays) };
}
