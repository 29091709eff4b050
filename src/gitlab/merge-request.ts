import type { z } from "zod";

import { parseAnswer, path, type Connection } from "./connection.ts";
import { GitLabError } from "./gitlab-error.ts";
import { readUser, type User } from "./instance.ts";
import { readList } from "./paging.ts";
import { mergeRequestSchema } from "./schemas.ts";

/** The three commits of a merge request's newest diff, as GitLab names them. */
export interface DiffRefs {
  readonly baseSha: string;
  readonly startSha: string;
  readonly headSha: string;
}

export interface MergeRequest {
  /** The target project: notes live there. */
  readonly projectId: number;
  readonly iid: number;
  /** Another project for forks; undefined once the fork is deleted. Commit statuses live there. */
  readonly sourceProjectId: number | undefined;
  readonly state: "opened" | "closed" | "merged" | "locked";
  readonly isDraft: boolean;
  readonly author: User | undefined;
  readonly title: string;
  readonly labels: readonly string[];
  readonly sourceBranch: string;
  readonly targetBranch: string;
  readonly headSha: string | undefined;
  /** Undefined until GitLab has made the diff, shortly after the merge request. */
  readonly diffRefs: DiffRefs | undefined;
  /** How many files GitLab says are changed: text, and "1000+" where it stopped counting. */
  readonly changesCount: string | undefined;
  readonly updatedAt: string | undefined;
  /** Address of the target project, for people. */
  readonly projectUrl: string | undefined;
}

/** A merge request whose newest diff is there. */
export interface PreparedMergeRequest extends MergeRequest {
  readonly headSha: string;
  readonly diffRefs: DiffRefs;
}

/** What a list of merge requests holds about each. */
export type ListedMergeRequest = Omit<MergeRequest, "diffRefs" | "changesCount">;

export interface MergeRequestReads {
  readonly mergeRequest: (projectId: number, iid: number) => Promise<MergeRequest>;
  /**
   * Waits, some seconds at most, until the diff of the head is made; undefined if nothing is left to
   * review: closed, merged, or without a change. A head other than the expected one is taken after
   * a while: a newer push came.
   */
  readonly waitUntilPrepared: (
    projectId: number,
    iid: number,
    expectedHead?: string,
  ) => Promise<PreparedMergeRequest | undefined>;
  readonly openMergeRequests: (
    projectId: number,
    /** Only those changed since, an ISO time. */
    updatedAfter?: string,
  ) => Promise<readonly ListedMergeRequest[]>;
  /** All in whatever state that were changed since an ISO time. */
  readonly mergeRequestsSince: (
    projectId: number,
    updatedAfter: string,
  ) => Promise<readonly ListedMergeRequest[]>;
}

/** 250 ms doubled six times: 15 s in all, in which GitLab makes the diff of even a large change. */
const firstWaitMs = 250;
const looksMax = 7;
/** After so many looks at a diff that is ready, another head than the expected one is believed. */
const otherHeadLooks = 3;

/** No handbook has as many open at a time. */
const openPagesMax = 100;

export function mergeRequestReads({ send, clock, signal }: Connection): MergeRequestReads {
  async function read(projectId: number, iid: number) {
    const { body } = await send.get(path`projects/${projectId}/merge_requests/${iid}`);
    return parseAnswer(mergeRequestSchema, body, "the merge request");
  }
  async function list(projectId: number, state: string, updatedAfter: string | undefined) {
    const { entries } = await readList(send, path`projects/${projectId}/merge_requests`, {
      query: { state, updated_after: updatedAfter },
      schema: mergeRequestSchema,
      what: "merge requests",
      pagesMax: openPagesMax,
    });
    return entries.map(readMergeRequest);
  }
  return {
    mergeRequest: async (projectId, iid) => readMergeRequest(await read(projectId, iid)),
    openMergeRequests: (projectId, updatedAfter) => list(projectId, "opened", updatedAfter),
    mergeRequestsSince: (projectId, updatedAfter) => list(projectId, "all", updatedAfter),
    waitUntilPrepared: async (projectId, iid, expectedHead) => {
      for (let look = 0; look < looksMax; look += 1) {
        if (look > 0) {
          await clock.sleep(firstWaitMs * 2 ** (look - 1), signal);
        }
        const answer = await read(projectId, iid);
        const mergeRequest = readMergeRequest(answer);
        if (mergeRequest.state !== "opened" || isEmpty(answer, look)) {
          return undefined;
        }
        const isExpected =
          expectedHead === undefined ||
          mergeRequest.headSha === expectedHead ||
          look >= otherHeadLooks;
        if (isPrepared(mergeRequest) && isExpected) {
          return mergeRequest;
        }
      }
      throw new GitLabError({
        message: `The diff of merge request !${iid} is not made yet. Try again later.`,
        method: "GET",
        path: `/projects/${projectId}/merge_requests/${iid}`,
        actor: "nobody",
        retryable: true,
      });
    },
  };
}

function isPrepared(mergeRequest: MergeRequest): mergeRequest is PreparedMergeRequest {
  const { headSha, diffRefs } = mergeRequest;
  return headSha !== undefined && diffRefs?.headSha === headSha;
}

/** A merge request without commits never gets a diff; right after it was opened nobody can know yet. */
function isEmpty(answer: z.infer<typeof mergeRequestSchema>, look: number): boolean {
  return (
    look >= otherHeadLooks &&
    typeof answer.diff_refs?.head_sha !== "string" &&
    typeof answer.prepared_at === "string" &&
    answer.detailed_merge_status !== "preparing"
  );
}

function readMergeRequest(answer: z.infer<typeof mergeRequestSchema>): MergeRequest {
  return {
    projectId: answer.project_id,
    iid: answer.iid,
    sourceProjectId: answer.source_project_id ?? undefined,
    state: readState(answer.state),
    isDraft: answer.draft ?? answer.work_in_progress ?? false,
    author: answer.author ? readUser(answer.author) : undefined,
    title: answer.title,
    labels: answer.labels ?? [],
    sourceBranch: answer.source_branch,
    targetBranch: answer.target_branch,
    headSha: answer.sha ?? undefined,
    diffRefs: readDiffRefs(answer.diff_refs),
    changesCount: answer.changes_count ?? undefined,
    updatedAt: answer.updated_at ?? undefined,
    projectUrl: answer.web_url?.replace(/\/-\/merge_requests\/\d{1,12}$/, ""),
  };
}

function readState(state: string): MergeRequest["state"] {
  return state === "opened" || state === "merged" || state === "locked" ? state : "closed";
}

function readDiffRefs(refs: z.infer<typeof mergeRequestSchema>["diff_refs"]): DiffRefs | undefined {
  const { base_sha: baseSha, start_sha: startSha, head_sha: headSha } = refs ?? {};
  return baseSha && startSha && headSha ? { baseSha, startSha, headSha } : undefined;
}
