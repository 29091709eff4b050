import type { z } from "zod";

import {
  kindSchema,
  mergeRequestEventSchema,
  type mergeRequestSchema,
  noteEventSchema,
  pipelineEventSchema,
  pushEventSchema,
} from "./event-schemas.ts";
import { readCommands } from "../review/commands/read-commands.ts";
import type { DeliveryHeaders } from "./verify.ts";

export type ReviewReason =
  | "opened"
  | "reopened"
  | "pushed"
  | "retargeted"
  | "ready"
  | "retitled"
  | "relabelled"
  | "asked"
  | "approved"
  | "changed";

/** What a delivery asks for. It is a hint: the merge request is always read anew. */
export type GitLabEvent =
  | {
      readonly kind: "review";
      readonly projectId: number;
      readonly iid: number;
      /** Undefined where GitLab did not say. */
      readonly headSha: string | undefined;
      readonly reason: ReviewReason;
    }
  | {
      readonly kind: "follow";
      readonly projectId: number;
      readonly branch: string;
      readonly after: string;
    }
  /** A pipeline of a merge request began or ended: the status must stand in it. */
  | { readonly kind: "gate"; readonly projectId: number; readonly iid: number }
  /** Answered with success all the same: four refusals make GitLab disable the webhook. */
  | { readonly kind: "ignore"; readonly why: string };

export interface EventOptions {
  /** The bot's own user, whose notes are never answered. */
  readonly bot?: { readonly userId: number; readonly username?: string } | undefined;
  /** Branches to follow beside the default branch. */
  readonly branches?: readonly string[] | undefined;
  /** Whether a new title or other labels ask for a review. */
  readonly onTitle?: boolean | undefined;
  readonly onLabels?: boolean | undefined;
}

/**
 * GitLab's key of a delivery, the same when it is sent again. The other two ids are not. The signature covers
 * `webhook-id` alone, so where there is one it counts, whatever else is beside it.
 */
export function deliveryId(
  headers: DeliveryHeaders,
  by: "signature" | "token" = "token",
): string | undefined {
  const unsigned = by === "token" ? headers["idempotency-key"] : undefined;
  const key = unsigned ?? headers["webhook-id"];
  return typeof key === "string" ? key : key?.[0];
}

/** Reads a delivery. Never throws: what it does not understand is ignored, with the reason. */
export function parseEvent(body: unknown, options: EventOptions = {}): GitLabEvent {
  const parsed = kindSchema.safeParse(body);
  const kind = parsed.data?.object_kind ?? parsed.data?.event_name ?? undefined;
  switch (kind) {
    case "merge_request":
      return readMergeRequestEvent(body, options);
    case "note":
      return readNoteEvent(body, options);
    case "push":
      return readPushEvent(body, options);
    case "pipeline":
      return readPipelineEvent(body);
    default:
      return ignore(
        kind === undefined ? "not an event of GitLab" : `no interest in ${kind} events`,
      );
  }
}

function ignore(why: string): GitLabEvent {
  return { kind: "ignore", why: why.slice(0, 200) };
}

function readMergeRequestEvent(body: unknown, options: EventOptions): GitLabEvent {
  const { data } = mergeRequestEventSchema.safeParse(body);
  if (data === undefined) {
    return ignore("a merge request event with unknown fields");
  }
  const { object_attributes: mergeRequest } = data;
  if ((mergeRequest.state ?? "opened") !== "opened") {
    return ignore(`the merge request is ${mergeRequest.state}`);
  }
  if (mergeRequest.system === true) {
    // A push that resets approvals is delivered twice; the other delivery is the push.
    return ignore("done by GitLab itself");
  }
  const reason = findReason(data, options);
  return reason === undefined
    ? ignore(`nothing to review after ${mergeRequest.action ?? "this"}`)
    : askForReview(mergeRequest, reason);
}

function findReason(
  { object_attributes: { action, oldrev }, changes }: z.infer<typeof mergeRequestEventSchema>,
  { onTitle = false, onLabels = false }: EventOptions,
): ReviewReason | undefined {
  if (action === "open" || action === "reopen") {
    return action === "open" ? "opened" : "reopened";
  }
  if (/^(?:un)?approv(?:al|ed)$/.test(action ?? "")) {
    // The summary says which approvals are missing.
    return "approved";
  }
  if (action !== "update" && action !== null && action !== undefined) {
    return undefined;
  }
  if (oldrev) {
    return "pushed";
  }
  if (changes?.target_branch) {
    // Another target is another diff, though nothing was pushed.
    return "retargeted";
  }
  if (changes?.draft?.current === false) {
    return "ready";
  }
  if (onTitle && changes?.title) {
    return "retitled";
  }
  if (onLabels && changes?.labels) {
    return "relabelled";
  }
  // System hooks of some versions carry neither action nor changes.
  return action === "update" ? undefined : "changed";
}

function askForReview(
  mergeRequest: z.infer<typeof mergeRequestSchema>,
  reason: ReviewReason,
): GitLabEvent {
  return {
    kind: "review",
    projectId: mergeRequest.target_project_id,
    iid: mergeRequest.iid,
    headSha: mergeRequest.last_commit?.id ?? undefined,
    reason,
  };
}

function readNoteEvent(body: unknown, { bot }: EventOptions): GitLabEvent {
  const { data } = noteEventSchema.safeParse(body);
  if (data === undefined) {
    return ignore("a note event with unknown fields");
  }
  const { object_attributes: note, merge_request: mergeRequest, user } = data;
  if (note.noteable_type !== "MergeRequest" || !mergeRequest) {
    return ignore("a note outside merge requests");
  }
  const authorId = note.author_id ?? user?.id;
  if (note.system === true || (bot !== undefined && authorId === bot.userId)) {
    return ignore("a note of the bot or of GitLab");
  }
  if ((mergeRequest.state ?? "opened") !== "opened") {
    return ignore(`the merge request is ${mergeRequest.state}`);
  }
  return isRequest(note.note ?? "", bot?.username)
    ? askForReview(mergeRequest, "asked")
    : ignore("a note that asks nothing of the bot");
}

/** GitLab names the merge request only of pipelines that were made for one. Those of branches a sweep finds. */
function readPipelineEvent(body: unknown): GitLabEvent {
  const { data } = pipelineEventSchema.safeParse(body);
  const mergeRequest = data?.merge_request;
  if (data === undefined || !mergeRequest) return ignore("a pipeline of no merge request");
  if (data.object_attributes.source === "external") return ignore("a pipeline of a status");
  if ((mergeRequest.state ?? "opened") !== "opened") {
    return ignore(`the merge request is ${mergeRequest.state}`);
  }
  return { kind: "gate", projectId: mergeRequest.target_project_id, iid: mergeRequest.iid };
}

/** Whether there is a command in the note. Which thread it is in, the webhook does not reliably say. */
function isRequest(note: string, username: string | undefined): boolean {
  return readCommands(note, { username, isOwnThread: true }).commands.length > 0;
}

function readPushEvent(body: unknown, { branches = [] }: EventOptions): GitLabEvent {
  const { data } = pushEventSchema.safeParse(body);
  if (data === undefined) {
    return ignore("a push event with unknown fields");
  }
  if (!data.ref.startsWith("refs/heads/")) {
    return ignore("not a branch");
  }
  if (/^0+$/.test(data.after)) {
    return ignore("the branch was deleted");
  }
  const branch = data.ref.slice("refs/heads/".length);
  return branch === data.project?.default_branch || branches.includes(branch)
    ? { kind: "follow", projectId: data.project_id, branch, after: data.after }
    : ignore(`nobody follows the branch ${branch}`);
}
