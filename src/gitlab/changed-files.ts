import type { z } from "zod";

import { readChangedFile, type ChangedFile } from "./changed-file.ts";
import { parseAnswer, path, type Connection } from "./connection.ts";
import type { PreparedMergeRequest } from "./merge-request.ts";
import type { RepositoryReads, TreeEntry } from "./repository.ts";
import { readList, type Listed } from "./paging.ts";
import { diffSchema, versionsSchema } from "./schemas.ts";

export type { ChangedFile };

export interface ChangedFiles {
  readonly files: readonly ChangedFile[];
  /** False if there are more than GitLab lists and the two trees could not be compared either. */
  readonly complete: boolean;
}

export interface ChangedFilesReads {
  readonly changedFiles: (mergeRequest: PreparedMergeRequest) => Promise<ChangedFiles>;
  /** The first hundred changed files of a merge request, for one request. */
  readonly firstChangedFiles: (projectId: number, iid: number) => Promise<readonly ChangedFile[]>;
}

/** GitLab lists 3,000 files of a merge request at most. docs.gitlab.com, administration/diff_limits, 2026-11 */
const diffPagesMax = 40;

export function changedFilesReads(
  { send }: Connection,
  repository: Pick<RepositoryReads, "tree" | "headTree">,
): ChangedFilesReads {
  const list = (projectId: number, iid: number, pagesMax: number) =>
    readList(send, path`projects/${projectId}/merge_requests/${iid}/diffs`, {
      schema: diffSchema,
      what: "the diff of the merge request",
      pagesMax,
    });

  /** How many there are, or undefined where GitLab stopped counting. */
  async function count(mergeRequest: PreparedMergeRequest): Promise<number | undefined> {
    const { projectId, iid, changesCount } = mergeRequest;
    if (changesCount !== undefined) {
      return readCount(changesCount);
    }
    const { body } = await send.get(path`projects/${projectId}/merge_requests/${iid}/versions`, {
      query: { per_page: 1 },
    });
    const newest = parseAnswer(versionsSchema, body, "the versions of the merge request")[0];
    return newest?.state === "overflow" ? undefined : readCount(newest?.real_size ?? "");
  }

  return {
    firstChangedFiles: async (projectId, iid) => readFiles(await list(projectId, iid, 1)),
    changedFiles: async (mergeRequest) => {
      const { projectId, iid, diffRefs } = mergeRequest;
      const diffs = await list(projectId, iid, diffPagesMax);
      const listed = readFiles(diffs);
      const expected = diffs.complete ? await count(mergeRequest) : undefined;
      if (expected !== undefined && diffs.entries.length >= expected) {
        return { files: listed, complete: true };
      }
      const before = await repository.tree(projectId, diffRefs.baseSha);
      const after = await repository.headTree(mergeRequest);
      return before === undefined || after === undefined
        ? { files: listed, complete: false }
        : { files: merge(listed, compareTrees(before, after)), complete: true };
    },
  };
}

function readFiles({ entries }: Listed<z.infer<typeof diffSchema>>): readonly ChangedFile[] {
  return entries.map(readChangedFile).filter((file) => file !== undefined);
}

function readCount(count: string): number | undefined {
  return /^\d{1,9}$/.test(count) ? Number(count) : undefined;
}

/** What git would list between two trees; a file that moved without a change is a rename. */
function compareTrees(
  before: readonly TreeEntry[],
  after: readonly TreeEntry[],
): readonly ChangedFile[] {
  const old = new Map(before.map((entry) => [entry.path, entry]));
  const added = after.filter((entry) => !old.has(entry.path));
  const kept = new Set(after.map((entry) => entry.path));
  const removed = new Map<string, string[]>();
  for (const { path, blobId } of before.filter((entry) => !kept.has(entry.path))) {
    removed.set(blobId, [...(removed.get(blobId) ?? []), path]);
  }
  const files: ChangedFile[] = [];
  for (const { path, blobId } of after) {
    const was = old.get(path);
    if (was !== undefined && was.blobId !== blobId) {
      files.push({ status: "modified", oldPath: path, newPath: path, diff: undefined });
    }
  }
  for (const { path, blobId } of added) {
    const from = removed.get(blobId)?.shift();
    files.push(
      from === undefined
        ? { status: "added", oldPath: path, newPath: path, diff: undefined }
        : { status: "renamed", oldPath: from, newPath: path, diff: "" },
    );
  }
  for (const path of [...removed.values()].flat()) {
    files.push({ status: "deleted", oldPath: path, newPath: path, diff: undefined });
  }
  return files;
}

/** What GitLab listed knows renames with changes and has diffs; the trees know the rest. */
function merge(
  listed: readonly ChangedFile[],
  compared: readonly ChangedFile[],
): readonly ChangedFile[] {
  const known = new Set(listed.flatMap((file) => [file.newPath, file.oldPath]));
  return [
    ...listed,
    ...compared.filter((file) => !known.has(file.newPath) && !known.has(file.oldPath)),
  ];
}
