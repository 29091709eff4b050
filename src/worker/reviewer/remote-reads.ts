import { randomUUID } from "node:crypto";

import type { FileSelection } from "../../config/file-selection.ts";
import type { ArchiveBatch, Reads } from "./reads.ts";
import { revived, withWireErrors } from "./wire-error.ts";

/** What the bot does for its reviewer: it reads GitLab, with the token that the other never sees. */
export type ReadFunctions = Omit<Reads, "archive"> & {
  /** Gives a name for the archive. */
  readonly openArchive: (
    projectId: number,
    sha: string,
    selection: FileSelection,
  ) => Promise<string>;
  /** Undefined at the end. */
  readonly nextBatch: (archive: string) => Promise<ArchiveBatch | undefined>;
  readonly closeArchive: (archive: string) => Promise<void>;
};

/** Serves the reads of a reviewer in another process. */
export function serveReads(reads: Reads): ReadFunctions {
  const archives = new Map<string, AsyncIterator<ArchiveBatch>>();
  return {
    branchHead: withWireErrors(reads.branchHead),
    changedFiles: withWireErrors(reads.changedFiles),
    changedPaths: withWireErrors(reads.changedPaths),
    file: withWireErrors(reads.file),
    firstChangedFiles: withWireErrors(reads.firstChangedFiles),
    headFile: withWireErrors(reads.headFile),
    openMergeRequests: withWireErrors(reads.openMergeRequests),
    tagCommit: withWireErrors(reads.tagCommit),
    openArchive: (projectId, sha, selection) => {
      const id = randomUUID();
      archives.set(id, reads.archive(projectId, sha, selection)[Symbol.asyncIterator]());
      return Promise.resolve(id);
    },
    nextBatch: withWireErrors(async (id: string) => {
      const next = await archives.get(id)?.next();
      if (next?.done === false) return next.value;
      archives.delete(id);
      return undefined;
    }),
    closeArchive: async (id) => {
      await archives.get(id)?.return?.();
      archives.delete(id);
    },
  };
}

/** GitLab as a reviewer sees it whose reads another process does. */
export function remoteReads(remote: ReadFunctions): Reads {
  return {
    branchHead: (...args) => revived(remote.branchHead(...args)),
    changedFiles: (...args) => revived(remote.changedFiles(...args)),
    changedPaths: (...args) => revived(remote.changedPaths(...args)),
    file: (...args) => revived(remote.file(...args)),
    firstChangedFiles: (...args) => revived(remote.firstChangedFiles(...args)),
    headFile: (...args) => revived(remote.headFile(...args)),
    openMergeRequests: (...args) => revived(remote.openMergeRequests(...args)),
    tagCommit: (...args) => revived(remote.tagCommit(...args)),
    archive: (projectId, sha, selection) => readArchive(remote, projectId, sha, selection),
  };
}

async function* readArchive(
  remote: ReadFunctions,
  projectId: number,
  sha: string,
  selection: FileSelection,
): AsyncGenerator<ArchiveBatch, undefined> {
  const archive = await revived(remote.openArchive(projectId, sha, selection));
  try {
    for (;;) {
      const batch = await revived(remote.nextBatch(archive));
      if (batch === undefined) return undefined;
      yield batch;
    }
  } finally {
    await revived(remote.closeArchive(archive));
  }
}
