import type { z } from "zod";

import { readArchive, type ArchiveLimits, type ArchivedFile } from "./archive.ts";
import { readChangedFile, type ChangedFile } from "./changed-file.ts";
import { parseAnswer, path as apiPath, type Connection } from "./connection.ts";
import { unless } from "./gitlab-error.ts";
import type { PreparedMergeRequest } from "./merge-request.ts";
import { readList } from "./paging.ts";
import { OversizedAnswer } from "./response.ts";
import {
  branchSchema,
  commitSchema,
  tagSchema,
  compareSchema,
  treeEntrySchema,
  type diffSchema,
} from "./schemas.ts";

export interface TreeEntry {
  readonly path: string;
  /** Git's id of the content: equal ids, equal bytes. */
  readonly blobId: string;
}

/** A file's bytes, or why there are none. */
export type FileContent = Uint8Array | "too-large" | undefined;

export interface RepositoryReads {
  /** Undefined where there is no such file. A `ref` is best a commit: branches move. A project is named by id or path. */
  readonly file: (project: number | string, path: string, ref: string) => Promise<FileContent>;
  /** A file at the merge request's head, which for a fork may be in either project. */
  readonly headFile: (mergeRequest: PreparedMergeRequest, path: string) => Promise<FileContent>;
  /** All files; undefined where there is no such commit, or more than are listed. */
  readonly tree: (projectId: number, ref: string) => Promise<readonly TreeEntry[] | undefined>;
  readonly headTree: (
    mergeRequest: PreparedMergeRequest,
  ) => Promise<readonly TreeEntry[] | undefined>;
  /** The wanted files of a commit, streamed. GitLab allows five archives a minute. */
  readonly archive: (
    projectId: number,
    sha: string,
    wanted: (path: string) => boolean,
    limits?: ArchiveLimits,
  ) => AsyncIterable<ArchivedFile>;
  /** What differs between two commits, related or not; `unknown` where GitLab may not list all. */
  readonly changedPaths: (
    projectId: number,
    fromSha: string,
    toSha: string,
  ) => Promise<readonly ChangedFile[] | "unknown">;
  /** Undefined where there is no such branch. */
  readonly branchHead: (projectId: number, branch: string) => Promise<string | undefined>;
  /** The commit of a tag; undefined where there is no such tag, or nobody may see it. */
  readonly tagCommit: (project: number | string, tag: string) => Promise<string | undefined>;
  /** Undefined where there is no such commit. */
  readonly commitParents: (
    projectId: number,
    sha: string,
  ) => Promise<readonly string[] | undefined>;
}

/** No page of a handbook comes near; GitLab slows down above 10 MB. docs.gitlab.com, 2026-11 */
const fileBytesMax = 5 * 1024 * 1024;
const treePagesMax = 1000;

export function repositoryReads({ send }: Connection): RepositoryReads {
  const reads: RepositoryReads = {
    file: async (project, path, ref) => {
      if (path.split("/").some((part) => part === "." || part === ".." || part === "")) {
        return undefined;
      }
      try {
        const endpoint = apiPath`projects/${project}/repository/files/${path}/raw`;
        const options = { query: { ref }, bytesMax: fileBytesMax };
        // Of a project that only a configuration names the bot may be no member.
        const hidden = typeof project === "string" ? [403, 404] : [404];
        const answer = await unless(hidden, () => send.get(endpoint, options));
        return answer?.body instanceof Uint8Array ? answer.body : undefined;
      } catch (error) {
        if (error instanceof OversizedAnswer) {
          return "too-large";
        }
        throw error;
      }
    },
    headFile: (mergeRequest, path) =>
      atHead(mergeRequest, (projectId, ref) => reads.file(projectId, path, ref)),
    tree: async (projectId, ref) => {
      const listed = await unless([404], () =>
        readList(send, apiPath`projects/${projectId}/repository/tree`, {
          query: { ref, recursive: true, pagination: "keyset" },
          schema: treeEntrySchema,
          what: "the files of the project",
          pagesMax: treePagesMax,
        }),
      );
      if (listed?.complete !== true) {
        return undefined;
      }
      return listed.entries
        .filter(({ type, mode }) => type === "blob" && mode !== "120000")
        .map(({ path, id }) => ({ path, blobId: id }));
    },
    headTree: (mergeRequest) =>
      atHead(mergeRequest, (projectId, ref) => reads.tree(projectId, ref)),
    archive: async function* (projectId, sha, wanted, limits) {
      const { body } = await send.get(apiPath`projects/${projectId}/repository/archive.tar.gz`, {
        query: { sha },
        asStream: true,
      });
      yield* readArchive(body, wanted, limits);
    },
    changedPaths: async (projectId, fromSha, toSha) => {
      // `straight`: the two commits themselves, so that a force push is nothing special.
      const answer = await unless([404], () =>
        send.get(apiPath`projects/${projectId}/repository/compare`, {
          query: { from: fromSha, to: toSha, straight: true },
        }),
      );
      if (answer === undefined) {
        return "unknown";
      }
      const { diffs, compare_timeout: hasTimedOut } = parseAnswer(
        compareSchema,
        answer.body,
        "the difference between two commits",
      );
      return hasTimedOut === true || mayBeCapped(diffs)
        ? "unknown"
        : diffs.map(readChangedFile).filter((file) => file !== undefined);
    },
    branchHead: async (projectId, branch) => {
      const answer = await unless([404], () =>
        send.get(apiPath`projects/${projectId}/repository/branches/${branch}`),
      );
      return answer === undefined
        ? undefined
        : parseAnswer(branchSchema, answer.body, "the branch").commit.id;
    },
    tagCommit: async (project, tag) => {
      const answer = await unless([403, 404], () =>
        send.get(apiPath`projects/${project}/repository/tags/${tag}`),
      );
      return answer === undefined
        ? undefined
        : parseAnswer(tagSchema, answer.body, "the tag").commit.id;
    },
    commitParents: async (projectId, sha) => {
      const answer = await unless([404], () =>
        send.get(apiPath`projects/${projectId}/repository/commits/${sha}`),
      );
      return answer === undefined
        ? undefined
        : (parseAnswer(commitSchema, answer.body, "a commit").parent_ids ?? []);
    },
  };
  return reads;
}

/**
 * The commits of a fork's merge request are in the target project too, by their id or behind a
 * reference of GitLab's own; should they not be, the source project has them, if the bot may see it.
 * The reference may have moved on by then; so has the head, and that is noticed before publishing.
 */
async function atHead<T>(
  { projectId, sourceProjectId, iid, headSha }: PreparedMergeRequest,
  read: (projectId: number, ref: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  const found = await read(projectId, headSha);
  if (found !== undefined || sourceProjectId === projectId) {
    return found;
  }
  const referred = await read(projectId, `refs/merge-requests/${iid}/head`);
  return referred !== undefined || sourceProjectId === undefined
    ? referred
    : unless([401, 403], () => read(sourceProjectId, headSha));
}

/**
 * `compare` stops without a word at 1,000 files, 50,000 lines or 5 MB of diff (defaults of
 * self-managed GitLab, docs.gitlab.com, 2026-11). A collapsed file counts as large as it may be.
 */
function mayBeCapped(diffs: readonly z.infer<typeof diffSchema>[]): boolean {
  const patchBytesMax = 200 * 1024;
  const patchLinesMax = 5000;
  let bytes = 0;
  let lines = 0;
  for (const { diff } of diffs) {
    bytes += diff ? diff.length : patchBytesMax;
    lines += diff ? diff.split("\n").length : patchLinesMax;
  }
  return diffs.length >= 900 || bytes > 4_500_000 || lines > 45_000;
}
