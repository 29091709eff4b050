import { resolve } from "node:path";

import { describePlan } from "../review/describe-plan.ts";
import { type Reviewed, reviewMergeRequest } from "../worker/review-merge-request.ts";
import { readSettings } from "./settings.ts";
import { type GitLabSide, openGitLabSide } from "./gitlab-side.ts";
import { standpoints } from "./locate.ts";
import { readBytes } from "./read-files.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says. */
interface ReviewCommandOptions {
  readonly dryRun?: boolean;
  /** A configuration file that takes the place of the target branch's. */
  readonly config?: string;
  readonly envFile?: string;
}

/** Reviews one merge request now, without webhook and queue. Gives the exit code. */
export async function review(
  project: string,
  iid: string,
  { dryRun, config, envFile }: ReviewCommandOptions,
): Promise<number> {
  if (!/^!?[1-9]\d{0,9}$/.test(iid)) {
    throw new UsageError(`${iid} is no number of a merge request: give 16 or !16.`);
  }
  // Nothing is posted by rules that nobody has merged.
  const isDryRun = dryRun === true || config !== undefined;
  const given = config === undefined ? undefined : readConfigFile(config);
  const settings = readSettings("review", envFile);
  const side = openGitLabSide(settings, undefined, undefined, undefined, given);
  try {
    return report(
      await reviewBy(side, project, Number(iid.replace("!", "")), isDryRun),
      project,
      iid,
    );
  } finally {
    // Its process would keep this one waiting.
    await side.reviewer.close();
  }
}

async function reviewBy(
  { gitlab, identify, reviewer }: GitLabSide,
  project: string,
  iid: number,
  isDryRun: boolean,
): Promise<Reviewed> {
  const { id: projectId } = await gitlab.project(/^\d+$/.test(project) ? Number(project) : project);
  const bot = await identify();
  return reviewMergeRequest({ gitlab, reviewer, bot }, { projectId, iid }, { isDryRun });
}

/** Prints what came of a review and gives the exit code. */
function report(reviewed: Reviewed, project: string, iid: string): number {
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

/** @throws UsageError when the file is not there */
function readConfigFile(path: string): Uint8Array {
  const [from] = standpoints(process.cwd(), process.env);
  return readBytes(resolve(from, path));
}
