import type { GitLab } from "../gitlab/gitlab.ts";
import type { PreparedMergeRequest } from "../gitlab/merge-request.ts";
import type { ReviewOutcome, ReviewPolicy } from "../review/review.ts";
import type { BranchSettings } from "./reviewer/reviewer.ts";

/** Asks GitLab what the summary says of the merge request itself, and only what this one has a use for. */
export async function readFacts(
  gitlab: Pick<GitLab, "environmentUrl" | "missingApprovals">,
  mergeRequest: PreparedMergeRequest,
  { review }: Pick<BranchSettings, "review">,
  { parts }: Pick<ReviewOutcome, "parts">,
): Promise<Pick<ReviewPolicy, "preview" | "missingApprovals">> {
  const { projectId, iid } = mergeRequest;
  return {
    preview:
      parts.previews === undefined
        ? undefined
        : await previewOf(gitlab, mergeRequest, review.preview),
    missingApprovals:
      parts.approvals === undefined ? undefined : await gitlab.missingApprovals(projectId, iid),
  };
}

async function previewOf(
  gitlab: Pick<GitLab, "environmentUrl">,
  { projectId, sourceBranch }: PreparedMergeRequest,
  preview: BranchSettings["review"]["preview"],
): Promise<string | undefined> {
  if (preview === undefined) return undefined;
  const fill = (text: string): string => text.replaceAll("{branch_slug}", slugOf(sourceBranch));
  if (typeof preview === "string") return fill(preview);
  const url = await gitlab.environmentUrl(projectId, fill(preview.environment));
  return url === undefined ? undefined : `${url.replace(/\/$/, "")}{address}`;
}

/** As GitLab makes CI_COMMIT_REF_SLUG. docs.gitlab.com/ci/variables/predefined_variables, 2026-11 */
function slugOf(branch: string): string {
  const slug = branch
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "-")
    .slice(0, 63);
  let start = 0;
  let end = slug.length;
  while (slug[start] === "-") start += 1;
  while (end > start && slug[end - 1] === "-") end -= 1;
  return slug.slice(start, end);
}
