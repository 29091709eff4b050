import { emitMergeRequest, emitNote } from "./payloads.ts";
import { acceptPosition } from "./positions.ts";
import { rewriteBody, type FoundQuickAction } from "./quick-actions.ts";
import { findReferences } from "./references.ts";
import { badParameter, badRequest, invalidNote } from "./refusal.ts";
import { runQuickActions } from "./run-quick-actions.ts";
import { parseSuggestions } from "./suggestions.ts";
import { addSystemNote, createNoteRecord, newDiscussionId } from "./system-notes.ts";
import { tracePosition } from "./trace.ts";
import { isAllResolved } from "./versions.ts";
import {
  nextId,
  notesOf,
  now,
  userOf,
  type Discussion,
  type MergeRequest,
  type Note,
  type World,
} from "./world.ts";

/** What becomes of a text that was sent as a note. */
export type NoteOutcome =
  | { readonly kind: "note"; readonly note: Note; readonly discussion: Discussion }
  | { readonly kind: "commands"; readonly summary: readonly string[] }
  | { readonly kind: "award"; readonly award: Award };

export interface Award {
  readonly id: number;
  readonly name: string;
  readonly userId: number;
}

export interface NewNote {
  readonly authorId: number;
  readonly body: string;
  readonly position?: unknown;
  readonly internal?: boolean;
  /** A plain note, which nobody can resolve. */
  readonly individual?: boolean;
  readonly replyTo?: Discussion | undefined;
  /** Part of a published review, which tells people once. */
  readonly quiet?: boolean;
}

const EMOJI_ONLY = /^:([a-z0-9_+-]+):$/;

/** Saves a comment as GitLab does: position, length, quick actions, references, suggestions, webhook. */
export function createNote(world: World, mergeRequest: MergeRequest, given: NewNote): NoteOutcome {
  const place =
    given.position === undefined || given.position === null
      ? undefined
      : acceptPosition(world, mergeRequest, given.position);
  checkBody(world, given.body);
  const award = EMOJI_ONLY.exec(given.body.trim())?.[1];
  if (award !== undefined && place === undefined)
    return {
      kind: "award",
      award: { id: nextId(world, "award"), name: award, userId: given.authorId },
    };
  checkRoom(world, mergeRequest, 1);
  const { body, commands } = rewriteBody(given.body);
  if (body === "") return onlyCommands(world, mergeRequest, given.authorId, commands);
  const position = place?.position ?? given.replyTo?.notes[0]?.position;
  const note = createNoteRecord(world, {
    type: position !== undefined ? "DiffNote" : given.individual ? null : "DiscussionNote",
    authorId: given.authorId,
    body,
    internal: given.internal ?? false,
    position,
    originalPosition: position,
    lineCode: place?.lineCode ?? given.replyTo?.notes[0]?.lineCode,
    suggestions: parseSuggestions(world, body, position),
  });
  const discussion = addToDiscussion(world, mergeRequest, note, given);
  catchUp(world, mergeRequest, note);
  mergeRequest.updatedAt = now(world);
  recordReferences(world, mergeRequest, note.authorId, body);
  runQuickActions(world, mergeRequest, given.authorId, commands);
  if (given.quiet !== true) notify(world, mergeRequest, "new_note", note.authorId, [note.id]);
  emitNote(world, mergeRequest, note, { action: "create", discussionId: discussion.id });
  return { kind: "note", note, discussion };
}

/** So many comments a merge request takes, those of people and bots together. */
export function checkRoom(world: World, mergeRequest: MergeRequest, more: number): void {
  const people = notesOf(mergeRequest).filter(({ system }) => !system);
  if (people.length + more > world.options.notesPerMergeRequestMax)
    throw invalidNote({ base: ["Maximum number of comments exceeded"] });
}

function checkBody(world: World, body: string): void {
  const max = world.options.noteLengthMax;
  if (body.trim() === "") throw invalidNote({ note: ["can't be blank"] });
  if (body.length > max)
    throw invalidNote({ note: [`is too long (maximum is ${max} characters)`] });
}

function onlyCommands(
  world: World,
  mergeRequest: MergeRequest,
  authorId: number,
  commands: readonly FoundQuickAction[],
): NoteOutcome {
  if (commands.some(({ command }) => command === "merge"))
    throw badRequest("Failed to apply commands.");
  return {
    kind: "commands",
    summary: runQuickActions(world, mergeRequest, authorId, commands),
  };
}

/** A comment on an older version of the diff is carried to the newest at once. */
function catchUp(world: World, mergeRequest: MergeRequest, note: Note): void {
  const [newest] = mergeRequest.versions;
  if (note.position === undefined || newest === undefined) return;
  const { head, base } = note.position.refs;
  if (head === newest.head && base === newest.base) return;
  const traced = tracePosition(world, note.position, newest);
  if (traced === undefined) note.outdated = true;
  else note.position = traced;
}

function addToDiscussion(
  world: World,
  mergeRequest: MergeRequest,
  note: Note,
  given: NewNote,
): Discussion {
  if (given.replyTo === undefined) {
    const individualNote = given.individual ?? false;
    const discussion = { id: newDiscussionId(), individualNote, notes: [note] };
    mergeRequest.discussions.push(discussion);
    return discussion;
  }
  const [first] = given.replyTo.notes;
  if (given.replyTo.individualNote && first !== undefined) {
    // GitLab turns a plain comment into a thread at the first reply.
    given.replyTo.individualNote = false;
    first.type = "DiscussionNote";
  }
  if (isResolved(given.replyTo)) {
    // A reply does not open a resolved thread again: app/services/notes/build_service.rb
    note.resolvedAt = now(world);
    note.resolvedBy = given.authorId;
  }
  given.replyTo.notes.push(note);
  return given.replyTo;
}

function recordReferences(
  world: World,
  { projectId, iid }: MergeRequest,
  authorId: number,
  body: string,
): void {
  const actor = userOf(world, authorId).username;
  for (const found of findReferences(body))
    world.references.push({ ...found, actor, projectId, iid });
}

export function notify(
  world: World,
  { projectId, iid }: MergeRequest,
  kind: "new_note" | "new_review" | "resolve_all_discussions",
  actorId: number,
  notes: readonly number[],
): void {
  world.notifications.push({
    kind,
    actor: userOf(world, actorId).username,
    projectId,
    iid,
    notes,
  });
}

/** Changes the text of a note. The same text again changes and tells nothing. */
export function editNote(
  world: World,
  mergeRequest: MergeRequest,
  note: Note,
  { body: sent, actorId }: { readonly body: string; readonly actorId: number },
): void {
  checkBody(world, sent);
  const { body, commands } = rewriteBody(sent);
  if (body === "") throw invalidNote({ note: ["can't be blank"] });
  runQuickActions(world, mergeRequest, actorId, commands);
  if (body === note.body) return;
  note.body = body;
  note.updatedAt = now(world);
  note.suggestions = note.system ? [] : parseSuggestions(world, body, note.position);
  recordReferences(world, mergeRequest, actorId, body);
  const discussionId = discussionOf(mergeRequest, note)?.id ?? "";
  emitNote(world, mergeRequest, note, { action: "update", discussionId });
}

export function discussionOf(mergeRequest: MergeRequest, note: Note): Discussion | undefined {
  return mergeRequest.discussions.find(({ notes }) => notes.includes(note));
}

/** Deletes a note, and its discussion when it was the last one in it. */
export function deleteNote(mergeRequest: MergeRequest, note: Note): void {
  const discussion = discussionOf(mergeRequest, note);
  if (discussion === undefined) return;
  discussion.notes.splice(discussion.notes.indexOf(note), 1);
  if (discussion.notes.every(({ system }) => system))
    mergeRequest.discussions = mergeRequest.discussions.filter((one) => one !== discussion);
}

export function isResolvable(discussion: Discussion, note: Note): boolean {
  return !discussion.individualNote && !note.system && note.type !== null;
}

function isResolved(discussion: Discussion): boolean {
  const resolvable = discussion.notes.filter((note) => isResolvable(discussion, note));
  return resolvable.length > 0 && resolvable.every(({ resolvedAt }) => resolvedAt !== undefined);
}

/** Resolves or reopens a thread. The last one resolved is told to everybody. */
export function resolveDiscussion(
  world: World,
  mergeRequest: MergeRequest,
  discussion: Discussion,
  { resolved, actorId }: { readonly resolved: boolean; readonly actorId: number },
): void {
  if (discussion.individualNote) throw badParameter("discussion is not resolvable");
  const wasAllResolved = isAllResolved(mergeRequest);
  for (const note of discussion.notes) {
    if (!isResolvable(discussion, note) || (note.resolvedAt !== undefined) === resolved) continue;
    note.resolvedAt = resolved ? now(world) : undefined;
    note.resolvedBy = resolved ? actorId : undefined;
    note.updatedAt = now(world);
  }
  if (wasAllResolved || !isAllResolved(mergeRequest)) return;
  addSystemNote(world, mergeRequest, { authorId: actorId, body: "resolved all threads" });
  notify(world, mergeRequest, "resolve_all_discussions", actorId, []);
  emitMergeRequest(world, mergeRequest, {
    action: "update",
    actorId,
    changes: { blocking_discussions_resolved: { previous: false, current: true } },
  });
}
