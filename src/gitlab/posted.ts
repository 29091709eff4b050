import { parseMarker } from "../review/marker.ts";
import type { PostedReview, PostedThread } from "../review/review.ts";
import type { GitLab } from "./gitlab.ts";
import type { MergeRequest } from "./merge-request.ts";
import type { Discussion } from "./notes.ts";

/** Whose notes are the bot's. */
export interface Bot {
  /** In every marker; tells bots apart that share an account. */
  readonly instance: string;
  readonly userId: number;
  /** Users of earlier tokens: a new project token is a new user, and its threads stay ours. */
  readonly formerUserIds?: readonly number[];
}

/**
 * Everything of the bot on a merge request. Its own is what it wrote *and* what carries a marker:
 * a marker alone can be copied by anybody.
 */
export async function readPosted(
  gitlab: Pick<GitLab, "notes">,
  { projectId, iid, headSha }: Pick<MergeRequest, "projectId" | "iid" | "headSha">,
  bot: Bot,
): Promise<PostedReview> {
  const discussions = await gitlab.notes.discussions(projectId, iid);
  const own = ownUsers(bot);
  const threads: PostedThread[] = [];
  const summaries: { readonly noteId: number; readonly body: string }[] = [];
  for (const discussion of discussions) {
    const note = discussion.notes?.[0];
    const isOwn = note?.author ? own.has(note.author.id) && note.system !== true : false;
    const marker = note !== undefined && isOwn ? parseMarker(note.body) : undefined;
    if (note === undefined || marker?.instance !== bot.instance) {
      continue;
    }
    if (marker.kind === "summary") {
      summaries.push({ noteId: note.id, body: note.body });
      continue;
    }
    const { fingerprint, identity, path, isEdited } = marker;
    threads.push({
      discussionId: discussion.id,
      noteId: note.id,
      fingerprint,
      identity,
      path,
      // GitLab traces a position to the newest diff unless its line has changed.
      newLine:
        note.position?.head_sha === headSha ? (note.position?.new_line ?? undefined) : undefined,
      body: note.body,
      ...readResolution(note, own),
      hasHumanReply: hasHumanReply(discussion, own),
      isEditedByPerson: isEdited,
    });
  }
  summaries.sort((one, other) => one.noteId - other.noteId);
  return { threads, summaries };
}

export function ownUsers({ userId, formerUserIds = [] }: Bot): ReadonlySet<number> {
  return new Set([userId, ...formerUserIds]);
}

function readResolution(
  note: NonNullable<Discussion["notes"]>[number],
  own: ReadonlySet<number>,
): Pick<PostedThread, "isResolved" | "resolvedBy"> {
  if (note.resolved !== true) {
    return { isResolved: false, resolvedBy: undefined };
  }
  // GitLab does not always say who: a push may resolve what it made outdated.
  const isOwn = note.resolved_by ? own.has(note.resolved_by.id) : false;
  return { isResolved: true, resolvedBy: isOwn ? "bot" : "person" };
}

function hasHumanReply(discussion: Discussion, own: ReadonlySet<number>): boolean {
  return (discussion.notes ?? []).some(
    (note) => note.system !== true && !(note.author ? own.has(note.author.id) : false),
  );
}
