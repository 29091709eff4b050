import { describePlan } from "../review/describe-plan.ts";
import { reviewMergeRequest } from "../worker/review-merge-request.ts";
import { readSettings } from "./settings.ts";
import { openGitLabSide } from "./gitlab-side.ts";
import { UsageError } from "./usage-error.ts";

/** Reviews one merge request now, without webhook and queue. Gives the exit code. */
export async function review(
  project: string,
  iid: string,
  { dryRun, envFile }: { readonly dryRun?: boolean; readonly envFile?: string },
): Promise<number> {
  if (!/^!?[1-9]\d{0,9}$/.test(iid)) {
    throw new UsageError(`${iid} is no number of a merge request: give 16 or !16.`);
  }
  const { gitlab, identify, reviewer } = openGitLabSide(readSettings("review", envFile));
  const { id: projectId } = await gitlab.project(/^\d+$/.test(project) ? Number(project) : project);
  const reviewed = await reviewMergeRequest(
    { gitlab, reviewer, bot: await identify() },
    { projectId, iid: Number(iid.replace("!", "")) },
    { isDryRun: dryRun === true },
  );
  switch (reviewed.kind) {
    case "skipped":
      console.log(`Merge request ${iid} was not reviewed: ${reviewed.why}.`);
      return 0;
    case "unreachable":
      throw new UsageError(`Merge request ${iid} of ${project} cannot be read. ${reviewed.why}`);
    case "stale":
      console.log(
        `Merge request ${iid} was pushed to while it was reviewed. Run the review again.`,
      );
      return 0;
    case "fixed":
      console.log(
        `Merge request ${iid} has a new commit that somebody asked for. Run the review again.`,
      );
      return 0;
    case "misconfigured":
      console.error(reviewed.message);
      return 2;
    case "reviewed":
      process.stdout.write(describePlan(reviewed.plan));
      for (const refused of reviewed.report?.refused ?? []) console.error(refused);
      return reviewed.outcome.faults.length > 0
        ? 3
        : reviewed.plan.verdict.state === "failed"
          ? 1
          : 0;
  }
}
