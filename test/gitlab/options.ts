/** What a stand-in can be told at its start. Everything has the default of a strict GitLab. */
export interface Options {
  /** Milliseconds since 1970; the real clock unless a test turns its own. */
  readonly now: () => number;
  readonly version: string;
  /** Where people look at projects, if that is not where the API is. */
  readonly webUrl: string | undefined;
  /** How long a new diff stays invisible after a merge request was opened or pushed to. */
  readonly preparation: {
    /** Requests for the merge request that still see the old state. */
    readonly polls: number;
    readonly milliseconds: number;
    /** While the diff is being made, `sha` already shows the branch (`branch`) or not yet (`diff`). */
    readonly sha: "branch" | "diff";
  };
  /** GitLab's diff limits. From a tenth of a limit on a file is collapsed. */
  readonly diffLimits: {
    readonly patchBytes: number;
    readonly files: number;
    readonly lines: number;
  };
  readonly noteLengthMax: number;
  readonly notesPerMergeRequestMax: number;
  readonly rateLimits: {
    /** Notes, discussions and draft notes of one user a minute. */
    readonly notesPerMinute: number;
    readonly archivesPerMinute: number;
    /** All API requests of one user a minute. */
    readonly requestsPerMinute: number;
    /** Whether a 429 says when to come back. Not all of GitLab's do. */
    readonly headers: boolean;
  };
  /** The head of a fork's merge request can be read in the target project by its bare SHA. */
  readonly forkHeadsBySha: boolean;
  /** Note Hooks carry discussion_id, type and position. Not documented, so off. */
  readonly noteHookDetails: boolean;
  /** Every push resets approvals, which sends a second Merge Request Hook, from GitLab itself. */
  readonly approvalsReset: boolean;
  readonly webhookTimeoutMs: number;
  readonly autoDisableWebhooks: boolean;
  /** A proxy on the way drops `Link` and every `X-` header. */
  readonly dropsPagingHeaders: boolean;
}

export type StartOptions = {
  readonly [Key in keyof Options]?: Options[Key] extends (...args: never[]) => unknown
    ? Options[Key]
    : Options[Key] extends object
      ? Partial<Options[Key]>
      : Options[Key];
};

export function completeOptions(given: StartOptions): Options {
  return {
    now: given.now ?? Date.now,
    webUrl: given.webUrl,
    version: given.version ?? "19.2.1-ee",
    preparation: { polls: 1, milliseconds: 0, sha: "branch", ...given.preparation },
    diffLimits: { patchBytes: 200 * 1024, files: 1_000, lines: 50_000, ...given.diffLimits },
    noteLengthMax: given.noteLengthMax ?? 1_000_000,
    notesPerMergeRequestMax: given.notesPerMergeRequestMax ?? 5_000,
    rateLimits: {
      notesPerMinute: 300,
      archivesPerMinute: 5,
      requestsPerMinute: Number.POSITIVE_INFINITY,
      headers: true,
      ...given.rateLimits,
    },
    forkHeadsBySha: given.forkHeadsBySha ?? false,
    noteHookDetails: given.noteHookDetails ?? false,
    approvalsReset: given.approvalsReset ?? false,
    webhookTimeoutMs: given.webhookTimeoutMs ?? 10_000,
    autoDisableWebhooks: given.autoDisableWebhooks ?? true,
    dropsPagingHeaders: given.dropsPagingHeaders ?? false,
  };
}

/** Whether a version, `17.8.2-ee`, is another, `17.8`, or later. */
export function isAtLeast(version: string, other: string): boolean {
  const parts = (text: string): number[] => text.split(/[.-]/).map(Number);
  const [major = 0, minor = 0] = parts(version);
  const [otherMajor = 0, otherMinor = 0] = parts(other);
  return major > otherMajor || (major === otherMajor && minor >= otherMinor);
}
