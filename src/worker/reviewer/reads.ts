import { type FileSelection, selectFiles } from "../../config/file-selection.ts";
import type { ArchivedFile } from "../../gitlab/archive.ts";
import type { GitLab } from "../../gitlab/gitlab.ts";

/** What a reviewer reads of GitLab, in calls that another process can answer. */
export interface Reads extends Pick<
  GitLab,
  | "branchHead"
  | "changedFiles"
  | "changedPaths"
  | "file"
  | "firstChangedFiles"
  | "headFile"
  | "openMergeRequests"
  | "tagCommit"
> {
  /** All files of a commit, those that are selected with their bytes. */
  readonly archive: (
    projectId: number,
    sha: string,
    selection: FileSelection,
  ) => AsyncIterable<ArchiveBatch>;
}

/** Some files of an archive. */
export interface ArchiveBatch {
  readonly files: readonly ArchivedFile[];
  /** Paths of the others. */
  readonly others: readonly string[];
}

/** Bytes of files in a batch: enough to be quick, little to hold. */
const batchBytes = 1024 * 1024;

/** The reads as GitLab answers them. */
export function readsOf(gitlab: GitLab): Reads {
  const { branchHead, changedFiles, changedPaths, file } = gitlab;
  const { firstChangedFiles, headFile, openMergeRequests, tagCommit } = gitlab;
  return {
    branchHead,
    changedFiles,
    changedPaths,
    file,
    firstChangedFiles,
    headFile,
    openMergeRequests,
    tagCommit,
    archive: (projectId, sha, selection) => readArchive(gitlab, projectId, sha, selection),
  };
}

async function* readArchive(
  gitlab: GitLab,
  projectId: number,
  sha: string,
  selection: FileSelection,
): AsyncGenerator<ArchiveBatch, undefined> {
  const { isWanted } = selectFiles(selection);
  let files: ArchivedFile[] = [];
  let others: string[] = [];
  let bytes = 0;
  const isSelected = (path: string): boolean => {
    if (isWanted(path)) return true;
    others.push(path);
    return false;
  };
  for await (const file of gitlab.archive(projectId, sha, isSelected)) {
    files.push(file);
    bytes += file.bytes.length;
    if (bytes < batchBytes) continue;
    yield { files, others };
    [files, others, bytes] = [[], [], 0];
  }
  yield { files, others };
}
