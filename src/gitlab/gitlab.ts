import { changedFilesReads, type ChangedFilesReads } from "./changed-files.ts";
import { connect, type ConnectionOptions } from "./connection.ts";
import { instanceReads, type InstanceReads } from "./instance.ts";
import { mergeRequestReads, type MergeRequestReads } from "./merge-request.ts";
import { noteCalls, type NoteCalls } from "./notes.ts";
import { repositoryReads, type RepositoryReads } from "./repository.ts";
import type { Clock } from "./clock.ts";

/** GitLab, as far as the bot uses it. Every call may throw a `GitLabError`, and nothing else. */
export interface GitLab
  extends InstanceReads, MergeRequestReads, ChangedFilesReads, RepositoryReads {
  /** For `readPosted` and `applyPlan` alone. */
  readonly notes: NoteCalls;
  readonly clock: Clock;
}

/** Makes the one client of a process; no request is sent yet. */
export function createGitLab(options: ConnectionOptions): GitLab {
  const connection = connect(options);
  const repository = repositoryReads(connection);
  return {
    ...instanceReads(connection),
    ...mergeRequestReads(connection),
    ...repository,
    ...changedFilesReads(connection, repository),
    notes: noteCalls(connection),
    clock: connection.clock,
  };
}
