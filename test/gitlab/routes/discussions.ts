import {
  booleanField,
  callMergeRequest,
  field,
  hasRole,
  ok,
  PAGING,
  paginate,
  requiredField,
  type Answer,
  type Call,
  type Route,
} from "../call.ts";
import { discussionJson, noteJson } from "../json.ts";
import {
  createNote,
  deleteNote,
  discussionOf,
  editNote,
  resolveDiscussion,
  type NoteOutcome,
} from "../notes.ts";
import { emitEmoji } from "../payloads.ts";
import { badParameter, badRequest, forbidden, notFound } from "../refusal.ts";
import { nextId, type Discussion, type MergeRequest, type Note, type Project } from "../world.ts";

const MR = "/projects/:id/merge_requests/:iid";

export const discussionRoutes: readonly Route[] = [
  { method: "GET", path: `${MR}/discussions`, accepts: PAGING, run: listDiscussions },
  {
    method: "POST",
    path: `${MR}/discussions`,
    accepts: ["body", "position", "commit_id"],
    run: createDiscussion,
  },
  { method: "GET", path: `${MR}/discussions/:discussion_id`, accepts: [], run: showDiscussion },
  {
    method: "PUT",
    path: `${MR}/discussions/:discussion_id`,
    accepts: ["resolved"],
    run: resolveThread,
  },
  {
    method: "POST",
    path: `${MR}/discussions/:discussion_id/notes`,
    accepts: ["body", "note_id"],
    run: reply,
  },
  {
    method: "PUT",
    path: `${MR}/discussions/:discussion_id/notes/:note_id`,
    accepts: ["body", "resolved"],
    run: changeDiscussionNote,
  },
  {
    method: "DELETE",
    path: `${MR}/discussions/:discussion_id/notes/:note_id`,
    accepts: [],
    run: (call) => removeNote(call, callDiscussion(call).note),
  },
  {
    method: "GET",
    path: `${MR}/notes`,
    accepts: [...PAGING, "sort", "order_by", "activity_filter"],
    run: listNotes,
  },
  {
    method: "POST",
    path: `${MR}/notes`,
    accepts: ["body", "internal", "merge_request_diff_head_sha"],
    run: createPlainNote,
  },
  { method: "GET", path: `${MR}/notes/:note_id`, accepts: [], run: showNote },
  { method: "PUT", path: `${MR}/notes/:note_id`, accepts: ["body"], run: changePlainNote },
  {
    method: "DELETE",
    path: `${MR}/notes/:note_id`,
    accepts: [],
    run: (call) => removeNote(call, callNote(call).note),
  },
  {
    method: "GET",
    path: `${MR}/notes/:note_id/award_emoji`,
    accepts: PAGING,
    run: (call) => paginate(call, callNote(call).note.awards, (award) => award),
  },
  { method: "POST", path: `${MR}/notes/:note_id/award_emoji`, accepts: ["name"], run: award },
];

function listDiscussions(call: Call): Answer {
  const { mergeRequest } = callMergeRequest(call);
  return paginate(call, mergeRequest.discussions, (discussion) =>
    discussionJson(call.world, mergeRequest, discussion),
  );
}

/** Members from Reporter up may write; in public projects everybody who is signed in. */
export function requireWriter(call: Call, project: Project): void {
  if (project.visibility === "private" && !hasRole(project, call.user, "reporter"))
    throw forbidden();
}

function createDiscussion(call: Call): Answer {
  const { project, mergeRequest } = callMergeRequest(call);
  requireWriter(call, project);
  call.countNote();
  const body = requiredField(call, "body");
  const position = call.fields["position"];
  const outcome = createNote(call.world, mergeRequest, {
    authorId: call.user.id,
    body,
    position,
  });
  return answerOutcome(call, mergeRequest, outcome, "discussion");
}

function answerOutcome(
  call: Call,
  mergeRequest: MergeRequest,
  outcome: NoteOutcome,
  as: "discussion" | "note",
): Answer {
  if (outcome.kind === "commands")
    return ok({ commands_changes: {}, summary: outcome.summary }, 202);
  if (outcome.kind === "award") {
    const { id, name, userId } = outcome.award;
    return ok({ id, name, user: { id: userId }, awardable_type: "MergeRequest" }, 201);
  }
  const { note, discussion } = outcome;
  if (as === "note") return ok(noteJson(call.world, mergeRequest, discussion, note), 201);
  return ok(discussionJson(call.world, mergeRequest, discussion), 201);
}

interface Found {
  readonly project: Project;
  readonly mergeRequest: MergeRequest;
  readonly discussion: Discussion;
  readonly note: Note;
}

function callDiscussion(call: Call): Found {
  const { project, mergeRequest } = callMergeRequest(call);
  const discussion = mergeRequest.discussions.find(({ id }) => id === call.path["discussion_id"]);
  if (discussion === undefined) throw notFound("Discussion");
  const noteId = call.path["note_id"];
  const note =
    noteId === undefined
      ? discussion.notes[0]
      : discussion.notes.find(({ id }) => String(id) === noteId);
  if (note === undefined) throw notFound("Note");
  return { project, mergeRequest, discussion, note };
}

function callNote(call: Call): Found {
  const { project, mergeRequest } = callMergeRequest(call);
  for (const discussion of mergeRequest.discussions) {
    const note = discussion.notes.find(({ id }) => String(id) === call.path["note_id"]);
    if (note !== undefined) return { project, mergeRequest, discussion, note };
  }
  throw notFound("Note");
}

function showDiscussion(call: Call): Answer {
  const { mergeRequest, discussion } = callDiscussion(call);
  return ok(discussionJson(call.world, mergeRequest, discussion));
}

function reply(call: Call): Answer {
  const { project, mergeRequest, discussion, note } = callDiscussion(call);
  requireWriter(call, project);
  call.countNote();
  if (note.system) throw badRequest("Discussion can not be replied to");
  const body = requiredField(call, "body");
  const given = { authorId: call.user.id, body, replyTo: discussion };
  return answerOutcome(call, mergeRequest, createNote(call.world, mergeRequest, given), "note");
}

function resolve(call: Call, found: Found, resolved: boolean): void {
  const { project, mergeRequest, discussion } = found;
  const isAllowed =
    hasRole(project, call.user, "developer") || mergeRequest.authorId === call.user.id;
  if (!isAllowed) throw forbidden();
  if (discussion.individualNote) throw badRequest("Note is not resolvable");
  resolveDiscussion(call.world, mergeRequest, discussion, { resolved, actorId: call.user.id });
}

function resolveThread(call: Call): Answer {
  const found = callDiscussion(call);
  const resolved = booleanField(call, "resolved");
  if (resolved === undefined) throw badParameter("resolved is missing");
  resolve(call, found, resolved);
  return ok(discussionJson(call.world, found.mergeRequest, found.discussion));
}

function changeDiscussionNote(call: Call): Answer {
  const found = callDiscussion(call);
  const body = field(call, "body");
  const resolved = booleanField(call, "resolved");
  if (body === undefined && resolved === undefined)
    throw badParameter("body, resolved are missing, exactly one parameter must be provided");
  if (body !== undefined && resolved !== undefined)
    throw badParameter("body, resolved are mutually exclusive");
  if (resolved !== undefined) resolve(call, found, resolved);
  if (body !== undefined) changeBody(call, found, body);
  return ok(noteJson(call.world, found.mergeRequest, found.discussion, found.note));
}

/**
 * Its author may change a note, and a Maintainer may change everybody's: "Edit a comment" in doc/user/discussions,
 * `admin_note` in app/policies/note_policy.rb (author) and project_policy.rb (`maintainer_access`).
 */
function requireNoteAdmin(call: Call, project: Project, note: Note): void {
  const mayChange = note.authorId === call.user.id || hasRole(project, call.user, "maintainer");
  if (!mayChange || note.system) throw forbidden();
}

function changeBody(call: Call, { project, mergeRequest, note }: Found, body: string): void {
  requireNoteAdmin(call, project, note);
  editNote(call.world, mergeRequest, note, { body, actorId: call.user.id });
}

function removeNote(call: Call, note: Note): Answer {
  const { project, mergeRequest } = callMergeRequest(call);
  requireNoteAdmin(call, project, note);
  deleteNote(mergeRequest, note);
  return { status: 204 };
}

function listNotes(call: Call): Answer {
  const { mergeRequest } = callMergeRequest(call);
  const direction = (field(call, "sort") ?? "desc") === "asc" ? 1 : -1;
  const notes = mergeRequest.discussions
    .flatMap(({ notes }) => notes)
    .sort((a, b) => (a.id - b.id) * direction);
  return paginate(call, notes, (note) => {
    const discussion = discussionOf(mergeRequest, note);
    return discussion === undefined ? null : noteJson(call.world, mergeRequest, discussion, note);
  });
}

function createPlainNote(call: Call): Answer {
  const { project, mergeRequest } = callMergeRequest(call);
  requireWriter(call, project);
  call.countNote();
  const outcome = createNote(call.world, mergeRequest, {
    authorId: call.user.id,
    body: requiredField(call, "body"),
    internal: booleanField(call, "internal") ?? false,
    individual: true,
  });
  return answerOutcome(call, mergeRequest, outcome, "note");
}

function showNote(call: Call): Answer {
  const { mergeRequest, discussion, note } = callNote(call);
  return ok(noteJson(call.world, mergeRequest, discussion, note));
}

function changePlainNote(call: Call): Answer {
  const found = callNote(call);
  changeBody(call, found, requiredField(call, "body"));
  return showNote(call);
}

function award(call: Call): Answer {
  const { project, mergeRequest, note } = callNote(call);
  requireWriter(call, project);
  const name = requiredField(call, "name");
  if (!/^[a-z0-9_+-]+$/.test(name)) throw badRequest("Name is not a valid emoji name");
  if (note.awards.some((one) => one.name === name && one.userId === call.user.id))
    throw notFound("Award Emoji Name has already been taken");
  const given = { id: nextId(call.world, "award"), name, userId: call.user.id };
  note.awards.push(given);
  emitEmoji(call.world, mergeRequest, note, given);
  return ok({ ...given, awardable_id: note.id, awardable_type: "Note" }, 201);
}
