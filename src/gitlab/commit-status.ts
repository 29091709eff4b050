import { GitLabError, isAnswer } from "./gitlab-error.ts";
import type { GitLab } from "./gitlab.ts";
import type { PreparedMergeRequest } from "./merge-request.ts";
import type { CommitStatus, NewCommitStatus } from "./notes.ts";

export type StatusReport =
  | { readonly kind: "set" }
  /** It stood there already. */
  | { readonly kind: "unchanged" }
  /** GitLab does not let the bot, as is usual for forks. */
  | { readonly kind: "refused"; readonly why: string };

/** The gate, and the name under which it stands beside other statuses. */
export interface Verdict {
  readonly state: "success" | "failed";
  readonly name: string;
  readonly description: string;
  readonly targetUrl?: string | undefined;
}

/** GitLab takes at most 255 characters for each text of a status. docs.gitlab.com, 2026-11 */
const textMax = 255;

/**
 * Posts the gate to the head of the merge request, in the project that the branch is in: elsewhere
 * GitLab does not find the commit. Repeating it changes nothing.
 */
export async function setCommitStatus(
  gitlab: Pick<GitLab, "notes">,
  mergeRequest: PreparedMergeRequest,
  botId: number,
  verdict: Verdict,
): Promise<StatusReport> {
  const { sourceProjectId, headSha } = mergeRequest;
  if (sourceProjectId === undefined) {
    return { kind: "refused", why: "The source project no longer exists." };
  }
  const wanted = makeStatus(mergeRequest, verdict);
  const stands = async () => {
    const posted = await gitlab.notes.commitStatuses(sourceProjectId, headSha, wanted.name);
    return isStanding(posted, wanted, botId);
  };
  try {
    if (await stands()) {
      return { kind: "unchanged" };
    }
    await gitlab.notes.createCommitStatus(sourceProjectId, headSha, wanted);
    return { kind: "set" };
  } catch (error) {
    if (isAnswer(error, 400) && error.message.includes("Cannot transition status")) {
      return { kind: "unchanged" };
    }
    if (isAnswer(error, 400, 403, 404, 422)) {
      return { kind: "refused", why: error.message };
    }
    if (error instanceof GitLabError && error.mayHaveHappened && (await stands())) {
      return { kind: "set" };
    }
    throw error;
  }
}

function makeStatus(
  { sourceBranch, headPipeline, headSha }: PreparedMergeRequest,
  { state, name, description, targetUrl }: Verdict,
): NewCommitStatus {
  const hasUrl = targetUrl !== undefined && targetUrl.length <= textMax;
  return {
    state,
    name,
    description: shorten(description),
    ...(sourceBranch.length <= textMax ? { ref: sourceBranch } : {}),
    ...(hasUrl ? { targetUrl } : {}),
    // A merged-results pipeline runs on another commit and would not find ours.
    ...(headPipeline?.sha === headSha ? { pipelineId: headPipeline.id } : {}),
  };
}

function shorten(description: string): string {
  return description.length <= textMax
    ? description
    : `${description.slice(0, textMax - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** Another user's row of the same name is another row: GitLab never lets us change that one. */
function isStanding(
  posted: readonly CommitStatus[],
  wanted: NewCommitStatus,
  botId: number,
): boolean {
  const newest = posted
    .filter((status) => status.author?.id === botId && status.name === wanted.name)
    .filter(({ ref }) => !ref || wanted.ref === undefined || ref === wanted.ref)
    .sort((one, other) => other.id - one.id)[0];
  return (
    newest?.status === wanted.state &&
    (newest.description ?? "") === wanted.description &&
    (newest.target_url ?? "") === (wanted.targetUrl ?? "")
  );
}
