import type { FixedPage } from "../review/fix-change.ts";
import { GitLabError, isAnswer } from "./gitlab-error.ts";
import type { GitLab } from "./gitlab.ts";
import type { PreparedMergeRequest } from "./merge-request.ts";

/** What became of fixes that somebody asked for. */
export type Pushed =
  | { readonly kind: "pushed"; readonly sha: string }
  /** The source branch has another head by now: nothing was written. */
  | { readonly kind: "stale" }
  /** GitLab does not let the bot, or the bot not the person. */
  | { readonly kind: "refused"; readonly why: string };

/** Pages to write, and whose wish it is. */
export interface Fixes {
  readonly pages: readonly FixedPage[];
  /** Ids of suggestions in comments that give exactly these pages; undefined where there are none. */
  readonly suggestionIds: readonly number[] | undefined;
  readonly title: string;
  /** The note with the command: a commit names it, so that nothing is committed twice. */
  readonly noteId: number;
  /** Who asked may push to a protected branch. */
  readonly isMaintainer: boolean;
}

/** Finds the commit that carried a command out before the bot could say so. */
export async function findPushed(
  { commits }: Pick<GitLab, "commits">,
  { projectId, iid }: Pick<PreparedMergeRequest, "projectId" | "iid">,
  noteId: number,
): Promise<string | undefined> {
  const all = await commits.commitsOf(projectId, iid);
  const trailer = trailerOf(noteId);
  return all.find(({ message }) => message.trimEnd().split("\n").at(-1) === trailer)?.id;
}

/**
 * Writes fixed pages in one commit to the source branch, as long as its head is the one that was reviewed: as
 * suggestions, whose threads GitLab then resolves, or where those do not say the same as files.
 */
export async function pushFixes(
  { commits }: Pick<GitLab, "commits">,
  mergeRequest: PreparedMergeRequest,
  fixes: Fixes,
): Promise<Pushed> {
  const { sourceProjectId, sourceBranch, headSha } = mergeRequest;
  const message = `${fixes.title}\n\n${trailerOf(fixes.noteId)}`;
  if (sourceProjectId === undefined) return refused("the source project no longer exists");
  const head = async () => commits.branch(sourceProjectId, sourceBranch);
  const before = await head();
  if (before === undefined)
    return refused("the bot can't read the source branch, which may be in a private fork");
  if (before.headSha !== headSha) return { kind: "stale" };
  if (before.isProtected && !fixes.isMaintainer)
    return refused("the source branch is protected, so a maintainer has to ask for it");
  const { suggestionIds } = fixes;
  if (suggestionIds !== undefined && (await hasApplied(commits, suggestionIds, message))) {
    return { kind: "pushed", sha: (await head())?.headSha ?? headSha };
  }
  try {
    const files = fixes.pages.map(({ path, after }) => ({ path, text: after }));
    const commit = { branch: sourceBranch, message, lastCommitId: headSha, files };
    return { kind: "pushed", sha: await commits.commitFiles(sourceProjectId, commit) };
  } catch (error) {
    if (!isAnswer(error, 400, 403, 404, 422)) throw error;
    if ((await head())?.headSha !== headSha) return { kind: "stale" };
    return refused(
      isAnswer(error, 400, 403, 404) && sourceProjectId !== mergeRequest.projectId
        ? "the bot may not push to the fork. Its owner can allow commits from members who can merge"
        : `GitLab doesn't accept the commit: ${error.detail}`,
    );
  }
}

function refused(why: string): Pushed {
  return { kind: "refused", why };
}

function trailerOf(noteId: number): string {
  return `Handbook-bot-note: ${noteId}`;
}

/** False where GitLab applies none of them. */
async function hasApplied(
  commits: GitLab["commits"],
  ids: readonly number[],
  message: string,
): Promise<boolean> {
  try {
    await commits.applySuggestions(ids, message);
    return true;
  } catch (error) {
    if (error instanceof GitLabError && isAnswer(error, 400, 401, 403, 404, 422)) return false;
    throw error;
  }
}
