import type { Git } from "./git.ts";
import type { Pipeline } from "./pipeline.ts";

/** Commits that are fetched at a time in search of where two branches part. */
const deepenBy = 200;
const deepenTimes = 5;

/** What came of it. */
export interface Completion {
  /** What was fetched, for the log. */
  readonly fetched: readonly string[];
  /** What could not be fetched, and what git says of it. */
  readonly problems: readonly string[];
}

/**
 * Fetches what the clone of a pipeline lacks: the tip of the target branch and the commits that GitLab names.
 * What cannot be fetched is left to whoever needs it, who says what to do.
 */
export async function completeClone(git: Git, pipeline: Pipeline): Promise<Completion> {
  const { branch, tip } = pipeline.target;
  const fetched: string[] = [];
  const problems: string[] = [];
  const fetch = async (what: string, ...args: readonly string[]): Promise<boolean> => {
    const command = ["fetch", "--quiet", "--no-tags", ...args];
    const { code, complaint } = await git.try(command, { env: { GIT_TERMINAL_PROMPT: "0" } });
    if (code === 0) fetched.push(`Fetched ${what}.`);
    else problems.push(`git could not fetch ${what}: ${complaint}.`);
    return code === 0;
  };
  const has = async (commit: string): Promise<boolean> =>
    (await git.try(["cat-file", "-e", `${commit}^{commit}`])).code === 0;

  if (branch !== undefined) {
    const ref = `+refs/heads/${branch}:refs/remotes/origin/${branch}`;
    await fetch(`the branch ${branch}`, "--depth=1", pipeline.remote, ref);
  }
  for (const commit of [pipeline.base, pipeline.head, tip]) {
    if (commit === undefined || (await has(commit))) continue;
    await fetch(`the commit ${commit.slice(0, 12)}`, "--depth=1", pipeline.remote, commit);
  }
  // GitLab names the commit at which the branch began in merge request pipelines only.
  if (pipeline.base === undefined && branch !== undefined) {
    const target = `refs/remotes/origin/${branch}`;
    for (let time = 0; time <= deepenTimes; time += 1) {
      const { code } = await git.try(["merge-base", target, pipeline.head]);
      if (code === 0 || !(await isShallow(git))) break;
      const depth = time === deepenTimes ? "--unshallow" : `--deepen=${deepenBy}`;
      if (!(await fetch("older commits", depth, pipeline.remote))) break;
    }
  }
  return { fetched, problems };
}

async function isShallow(git: Git): Promise<boolean> {
  const { stdout } = await git.try(["rev-parse", "--is-shallow-repository"]);
  return stdout.toString("utf8").trim() === "true";
}
