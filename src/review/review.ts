import type { Anchor, PlacedFinding } from "../change/change-set.ts";
import type { Fault } from "../lint/finding.ts";

/** One thread of ours on a merge request, as it stands in GitLab. */
export interface PostedThread {
  readonly discussionId: string;
  readonly noteId: number;
  readonly fingerprint: string;
  readonly identity: string;
  readonly path: string;
  readonly body: string;
  readonly isResolved: boolean;
  /** Who resolved it; `unknown` where GitLab does not say counts as a person. */
  readonly resolvedBy: "bot" | "person" | undefined;
  readonly hasHumanReply: boolean;
  /** The body is no longer what the bot wrote: a person edited it. */
  readonly isEditedByPerson: boolean;
}

/** Everything of ours on a merge request. */
export interface PostedReview {
  readonly threads: readonly PostedThread[];
  /** The oldest is kept up to date; others are leftovers of a crash and are folded. */
  readonly summaries: readonly { readonly noteId: number; readonly body: string }[];
}

/** A comment that should stand in the merge request. */
export interface WantedComment {
  readonly fingerprint: string;
  readonly identity: string;
  readonly path: string;
  readonly anchor: Exclude<Anchor, { kind: "outside" }>;
  readonly body: string;
}

/** What a review of one head came to. */
export interface ReviewOutcome {
  readonly headSha: string;
  readonly placed: readonly PlacedFinding[];
  readonly faults: readonly Fault[];
  /** Limits that were reached, one sentence each. */
  readonly notices: readonly string[];
  readonly pages: number;
}

/** The difference between what is wanted and what is posted. Empty when they agree. */
export interface ReviewPlan {
  readonly create: readonly WantedComment[];
  readonly edit: readonly { readonly thread: PostedThread; readonly body: string }[];
  readonly resolve: readonly PostedThread[];
  readonly reopen: readonly PostedThread[];
  readonly summary:
    | { readonly kind: "keep" }
    | { readonly kind: "create"; readonly body: string }
    | { readonly kind: "edit"; readonly noteId: number; readonly body: string };
  /** The gate: posted as a commit status on the head. */
  readonly verdict: { readonly state: "success" | "failed"; readonly description: string };
}
