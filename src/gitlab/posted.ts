import type { Dismissal } from "../review/commands/command.ts";
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
import { hasHumanReply, type Note, readDismissal, readUnanswered } from "./posted-commands.ts";
import { maintainerRole } from "./instance.ts";
import type { MergeRequest } from "./merge-request.ts";
import { isOutdated } from "./new-note.ts";
import type { Discussion } from "./notes.ts";

type Key = Pick<MergeRequest, "projectId" | "iid">;

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
  const isOwn = ({ author, body }: Note): boolean =>
    author != null &&
    (own.has(author.id) || (isGhost(author) && isSigned(body, mergeRequest, bot)));
  const ours = marked.filter(({ note }) => isOwn(note));
  const answered = new Map(
    ours.flatMap(({ marker }) =>
      marker.kind === "answer" ? [[marker.noteId, marker.outcome]] : [],
    ),
  );
  const isForeign = ours.some(({ note }) => note.author?.id !== bot.userId);
  const isMaintainer =
    isForeign && ((await gitlab.memberAccess(projectId, bot.userId)) ?? 0) >= maintainerRole;
  const threads = new Map<Discussion, PostedThread>();
  const summaries: PostedReview["summaries"][number][] = [];
  for (const { discussion, note, marker } of ours) {
    const isEditable = isMaintainer || note.author?.id === bot.userId;
    if (marker.kind === "summary") summaries.push({ noteId: note.id, body: note.body, isEditable });
    if (marker.kind !== "finding") continue;
    const { findings, path, isEdited } = marker;
    const dismissal = note.resolved === true ? readDismissal(discussion, answered, bot) : undefined;
    // GitLab traces a position to the newest diff unless its line has changed.
    const isCurrent = note.position?.head_sha === headSha;
    threads.set(discussion, {
      discussionId: discussion.id,
      noteId: note.id,
      findings,
      path,
      newLine: isCurrent ? (note.position?.new_line ?? undefined) : undefined,
      isOutdated: !isCurrent && isOutdated(discussion),
      hasAppliedSuggestion: note.suggestions?.some(({ applied }) => applied === true) ?? false,
      body: note.body,
      ...readResolution(note, own, dismissal),
      hasHumanReply: hasHumanReply(discussion, own, bot),
      isEditedByPerson: isEdited,
      isEditable,
      dismissal,
      suggestions: (note.suggestions ?? []).map((each) => ({
        id: each.id,
        first: each.from_line,
        last: each.to_line,
        text: each.to_content,
        isAppliable: each.appliable === true,
      })),
    });
  }
  summaries.sort((one, other) => one.noteId - other.noteId);
  const commands = discussions
    .flatMap((each) => readUnanswered(each, threads.get(each), { answered, own, bot }))
    .sort((one, other) => one.noteId - other.noteId);
  return { threads: [...threads.values()], summaries, commands };
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

/** A thread or summary begins with its marker; an answer may be anywhere. */
function readMarked(discussion: Discussion, { instance }: Bot): readonly Marked[] {
  return (discussion.notes ?? []).flatMap((note, index) => {
    const marker = note.system === true ? undefined : parseMarker(note.body);
    const isInPlace = index === 0 || marker?.kind === "answer";
    return marker?.instance === instance && isInPlace ? [{ discussion, note, marker }] : [];
  });
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
  dismissal: Dismissal | undefined,
): Pick<PostedThread, "isResolved" | "resolvedBy"> {
  if (note.resolved !== true) {
    return { isResolved: false, resolvedBy: undefined };
  }
  // GitLab does not always say who: a push may resolve what it made outdated. What the bot resolves because
  // somebody dismissed it, that person resolved.
  const isOwn = dismissal === undefined && note.resolved_by ? own.has(note.resolved_by.id) : false;
  return { isResolved: true, resolvedBy: isOwn ? "bot" : "person" };
}
