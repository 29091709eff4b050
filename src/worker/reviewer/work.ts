import type { PreparedMergeRequest } from "../../gitlab/merge-request.ts";
import type { Announce } from "../in-turns.ts";

/** A page that a reviewer is about to work on. */
export interface Work {
  /** Names the branch or the head of a merge request that the page belongs to. */
  readonly subject: string;
  /** Path of the page, or `allPages`. */
  readonly page: string;
}

/** Stands for all pages of a subject; no path of a file has a colon and a slash at its start. */
export const allPages = "/:all pages";

/** How a reviewer says what it works on, and hears what it must leave alone. */
export interface WorkWatch {
  readonly announce: (subject: string) => Announce;
  /** Paths of pages that are not to be looked at: they took too long before. */
  readonly leftOut: (subject: string) => readonly string[];
}

/** For a reviewer that nobody watches. */
export const unwatched: WorkWatch = { announce: () => () => {}, leftOut: () => [] };

export function branchSubject(projectId: number, branch: string): string {
  return `branch ${projectId} ${branch}`;
}

/** A new head is another subject: the page may be another. */
export function changeSubject({ projectId, iid, headSha }: PreparedMergeRequest): string {
  return `change ${projectId}!${iid} ${headSha}`;
}
