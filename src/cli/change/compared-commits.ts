import { type Clone, openClone } from "./clone.ts";
import type { Git } from "./git.ts";
import type { Pipeline } from "./pipeline.ts";

/** What is compared: three commits, as GitLab has them for a merge request. */
export interface ComparedCommits {
  /** The target branch as it is now. */
  readonly target: string;
  /** Where the author's work branched off from it. */
  readonly base: string;
  /** The author's newest commit; undefined for the files on disk. */
  readonly head: string | undefined;
  readonly remarks: readonly string[];
}

/**
 * Finds the commits by which a change is judged. In a pipeline they are GitLab's, because what is checked out
 * there may hold what others merged meanwhile. Elsewhere the files on disk are compared with the commit at
 * which they branched off from `revision`.
 * @throws UsageError when a commit is not in this clone; it says what to do
 */
export async function findCommits(
  git: Git,
  revision: string,
  pipeline: Pipeline | undefined,
): Promise<ComparedCommits> {
  const clone = await openClone(git, `--base ${revision}`);
  const checkedOut = await clone.find("HEAD");
  // Variables of another repository's pipeline say nothing here.
  if (pipeline !== undefined && checkedOut === pipeline.checkedOut) {
    return commitsOf(clone, revision, pipeline);
  }
  const target = (await clone.find(revision)) ?? clone.fail(clone.missing(revision));
  const base = await clone.mergeBase(target, "HEAD");
  return { target, base, head: undefined, remarks: [] };
}

async function commitsOf(
  clone: Clone,
  revision: string,
  pipeline: Pipeline,
): Promise<ComparedCommits> {
  const head = await clone.need(pipeline.head, "the newest commit of the author");
  const knownBase =
    pipeline.base && (await clone.need(pipeline.base, "the commit at which the branch began"));
  const { branch, tip } = pipeline.target;
  const target =
    tip === undefined
      ? await findTip(clone, revision, branch, knownBase)
      : await clone.need(tip, "the target branch that was merged in");
  if (target !== undefined) {
    const base = knownBase ?? (await clone.mergeBase(target, head));
    return { target, base, head, remarks: [] };
  }
  const fetch = `git fetch ${pipeline.remote} ${branch ?? "main"}:refs/remotes/origin/${branch ?? "main"}`;
  const base = knownBase ?? clone.fail(`${clone.missing(revision)} In this pipeline: ${fetch}.`);
  const remark =
    `This clone has no tip of ${branch ?? "the target branch"}: its pages and configuration are taken from where the ` +
    `branch began. To judge by the newest ones, as the bot does, run before: ${fetch}`;
  return { target: base, base, head, remarks: [remark] };
}

/** The newest commit of the target branch that this clone knows, if it is no older than the base. */
async function findTip(
  clone: Clone,
  revision: string,
  branch: string | undefined,
  base: string | undefined,
): Promise<string | undefined> {
  const named = await clone.find(revision);
  if (named !== undefined && named !== base) return named;
  const followed = branch && (await clone.find(`refs/remotes/origin/${branch}`));
  if (!followed) return undefined;
  // What an earlier job of the same runner left behind may be older than the base.
  return base === undefined || (await clone.isAncestor(base, followed)) ? followed : undefined;
}
