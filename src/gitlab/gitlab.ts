import { type CommitCalls, commitCalls } from "./commits.ts";
import { changedFilesReads, type ChangedFilesReads } from "./changed-files.ts";
import type { Clock } from "./clock.ts";
import { abortable, connect, type Connection, type ConnectionOptions } from "./connection.ts";
import { type FactReads, factReads } from "./facts.ts";
import { type GroupReads, groupReads } from "./groups.ts";
import { instanceReads, type InstanceReads } from "./instance.ts";
import { mergeRequestReads, type MergeRequestReads } from "./merge-request.ts";
import { noteCalls, type NoteCalls } from "./notes.ts";
import { type ProposalCalls, proposalCalls } from "./proposals.ts";
import { repositoryReads, type RepositoryReads } from "./repository.ts";
import { statusCalls, type StatusCalls } from "./statuses.ts";

/** GitLab, as far as the bot uses it. Every call may throw a `GitLabError`, and nothing else. */
export interface GitLab
  extends
    InstanceReads,
    GroupReads,
    MergeRequestReads,
    ChangedFilesReads,
    RepositoryReads,
    FactReads {
  /** For `readPosted` and `applyPlan` alone. */
  readonly notes: NoteCalls;
  /** For `pushFixes` alone. */
  readonly commits: CommitCalls;
  /** For `proposeOnce` alone. */
  readonly proposals: ProposalCalls;
  /** For the gate alone. */
  readonly statuses: StatusCalls;
  readonly clock: Clock;
  /** The same for one piece of work: every call and wait of it ends when the signal is aborted. */
  readonly withSignal: (signal: AbortSignal) => GitLab;
}

/** Makes the one client of a process; no request is sent yet. */
export function createGitLab(options: ConnectionOptions): GitLab {
  return bind(connect(options));
}

function bind(connection: Connection): GitLab {
  const repository = repositoryReads(connection);
  return {
    ...instanceReads(connection),
    ...groupReads(connection),
    ...mergeRequestReads(connection),
    ...factReads(connection),
    ...repository,
    ...changedFilesReads(connection, repository),
    notes: noteCalls(connection),
    commits: commitCalls(connection),
    proposals: proposalCalls(connection),
    statuses: statusCalls(connection),
    clock: connection.clock,
    withSignal: (signal) => bind(abortable(connection, signal)),
  };
}
