/** What a GitLab pipeline is about, by its variables. docs.gitlab.com, ci/variables/predefined_variables, 2026-11 */
export interface Pipeline {
  readonly kind: "branch" | "merge request" | "merged results" | "merge train";
  /** The commit that is checked out: in merged results and trains a merge that is on no branch. */
  readonly checkedOut: string;
  /** The author's newest commit. */
  readonly head: string;
  /** Where the author's branch and the target branch part; undefined where GitLab does not say. */
  readonly base: string | undefined;
  /** The target branch. Its tip is known in merged results and trains alone: there others come first. */
  readonly target: { readonly branch: string | undefined; readonly tip: string | undefined };
  /** From where git fetches the target branch: `origin`, or for the pipeline of a fork the address of the project. */
  readonly remote: string;
}

/** Reads the variables of a pipeline; undefined outside one. An empty variable counts as none. */
export function pipelineOf(
  env: Readonly<Record<string, string | undefined>>,
): Pipeline | undefined {
  const get = (name: string): string | undefined => env[name] || undefined;
  const checkedOut = get("CI_COMMIT_SHA");
  if (checkedOut === undefined) return undefined;
  const mergeRequest = get("CI_MERGE_REQUEST_IID");
  if (mergeRequest === undefined) {
    const target = { branch: get("CI_DEFAULT_BRANCH"), tip: undefined };
    return {
      kind: "branch",
      checkedOut,
      head: checkedOut,
      base: undefined,
      target,
      remote: "origin",
    };
  }
  const kind = kinds.get(get("CI_MERGE_REQUEST_EVENT_TYPE") ?? "") ?? "merge request";
  const isMerge = kind !== "merge request";
  const project = get("CI_MERGE_REQUEST_PROJECT_ID");
  const isOfFork = project !== undefined && get("CI_PROJECT_ID") !== project;
  const address = get("CI_MERGE_REQUEST_PROJECT_URL");
  return {
    kind,
    checkedOut,
    // Outside merged results the variable is empty, and what is checked out is the head.
    head: get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? checkedOut,
    base: get("CI_MERGE_REQUEST_DIFF_BASE_SHA"),
    target: {
      branch: get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
      tip: isMerge ? get("CI_MERGE_REQUEST_TARGET_BRANCH_SHA") : undefined,
    },
    remote: isOfFork && address !== undefined ? `${address}.git` : "origin",
  };
}

const kinds: ReadonlyMap<string, Pipeline["kind"]> = new Map([
  ["detached", "merge request"],
  ["merged_result", "merged results"],
  ["merge_train", "merge train"],
]);
