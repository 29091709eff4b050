import {
  parseMarker,
  readSigned,
  withSignature,
  type Marker,
  type Signed,
} from "../review/marker.ts";
import type { PostedReview, PostedThread } from "../review/review.ts";
import { isGhost, ownUsers, type Bot } from "./bot.ts";
import { GitLabError } from "./gitlab-error.ts";
import type { GitLab } from "./gitlab.ts";
import { maintainerRole } from "./instance.ts";
import type { MergeRequest } from "./merge-request.ts";
import type { Discussion } from "./notes.ts";

type Key = Pick<MergeRequest, "projectId" | "iid">;
type Note = NonNullable<Discussion["notes"]>[number];

/**
 * Everything of the bot on a merge request. Its own is what it wrote *and* what carries a marker: a marker alone can
 * be copied by anybody.
 * @throws UnreadableNotes where there are more discussions than are read: then nobody knows what is posted.
 */
export async function readPosted(
  gitlab: Pick<GitLab, "notes" | "isBotUser" | "memberAccess">,
  mergeRequest: Key & Pick<MergeRequest, "headSha">,
  bot: Bot,
): Promise<PostedReview> {
  const { projectId, iid, headSha } = mergeRequest;
  const { entries: discussions, complete } = await gitlab.notes.discussions(projectId, iid);
  if (!complete) throw new UnreadableNotes(iid);
  const marked = discussions.flatMap((discussion) => readMarked(discussion, bot));
  const own = await ownUsers(
    gitlab,
    bot,
    projectId,
    // Only whose notes carry a marker is looked up; who merely answered one of those is a person or is known by now.
    marked.map(({ note }) => note.author).filter((author) => author != null),
  );
  const ours = marked.filter(
    ({ note }) =>
      note.author != null &&
      (own.has(note.author.id) || (isGhost(note.author) && isSigned(note.body, mergeRequest, bot))),
  );
  const isForeign = ours.some(({ note }) => note.author?.id !== bot.userId);
  const isMaintainer =
    isForeign && ((await gitlab.memberAccess(projectId, bot.userId)) ?? 0) >= maintainerRole;
  const threads: PostedThread[] = [];
  const summaries: PostedReview["summaries"][number][] = [];
  for (const { discussion, note, marker } of ours) {
    const isEditable = isMaintainer || note.author?.id === bot.userId;
    if (marker.kind === "summary") {
      summaries.push({ noteId: note.id, body: note.body, isEditable });
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
      isEditable,
    });
  }
  summaries.sort((one, other) => one.noteId - other.noteId);
  return { threads, summaries };
}

/** The notes of a merge request cannot be read to their end, now or later. */
export class UnreadableNotes extends GitLabError {
  constructor(iid: number) {
    super({
      message: `Merge request !${iid} has more comments than the bot can read.`,
      method: "GET",
      path: `!${iid}`,
      actor: "nobody",
    });
  }
}

interface Marked {
  readonly discussion: Discussion;
  readonly note: Note;
  readonly marker: Marker;
}

function readMarked(discussion: Discussion, { instance }: Bot): readonly Marked[] {
  const note = discussion.notes?.[0];
  if (note === undefined || note.system === true) return [];
  const marker = parseMarker(note.body);
  return marker?.instance === instance ? [{ discussion, note, marker }] : [];
}

/** Adds the proof that the bot wrote a note for this merge request, if it has one to give. */
export function sign(body: string, key: Key, { seal }: Bot): string {
  const signed = readSigned(body);
  return seal === undefined || signed === undefined
    ? body
    : withSignature(body, seal.sign(textToSign(signed, key)));
}

function isSigned(body: string, key: Key, { seal }: Bot): boolean {
  const signed = readSigned(body);
  if (signed?.signature === undefined || seal === undefined) return false;
  return seal.isValid(textToSign(signed, key), signed.signature);
}

function textToSign({ words }: Signed, { projectId, iid }: Key): string {
  return `${projectId}!${iid}\n${words}`;
}

function readResolution(
  note: Note,
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
    (note, index) =>
      index > 0 && note.system !== true && !(note.author ? own.has(note.author.id) : false),
  );
}
