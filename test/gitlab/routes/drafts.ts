import {
  booleanField,
  callMergeRequest,
  field,
  ok,
  requiredField,
  type Answer,
  type Call,
  type Route,
} from "../call.ts";
import { checkDraftText, createDraft, publishAll, publishDraft } from "../drafts.ts";
import { draftJson } from "../json.ts";
import { acceptPosition } from "../positions.ts";
import { notFound } from "../refusal.ts";
import type { DraftNote, MergeRequest } from "../world.ts";
import { requireWriter } from "./discussions.ts";

const DRAFTS = "/projects/:id/merge_requests/:iid/draft_notes";
const ACCEPTS = [
  "note",
  "position",
  "commit_id",
  "in_reply_to_discussion_id",
  "resolve_discussion",
];

export const draftRoutes: readonly Route[] = [
  { method: "GET", path: DRAFTS, accepts: [], run: listDrafts },
  { method: "POST", path: DRAFTS, accepts: ACCEPTS, run: create },
  { method: "POST", path: `${DRAFTS}/bulk_publish`, accepts: [], run: bulkPublish },
  {
    method: "GET",
    path: `${DRAFTS}/:draft_id`,
    accepts: [],
    run: (call) => {
      const { mergeRequest, draft } = callDraft(call);
      return ok(draftJson(mergeRequest, draft));
    },
  },
  { method: "PUT", path: `${DRAFTS}/:draft_id`, accepts: ["note", "position"], run: change },
  { method: "DELETE", path: `${DRAFTS}/:draft_id`, accepts: [], run: remove },
  { method: "PUT", path: `${DRAFTS}/:draft_id/publish`, accepts: [], run: publish },
];

function callDraft(call: Call): { readonly mergeRequest: MergeRequest; readonly draft: DraftNote } {
  const { mergeRequest } = callMergeRequest(call);
  const draft = own(call, mergeRequest).find(({ id }) => String(id) === call.path["draft_id"]);
  if (draft === undefined) throw notFound();
  return { mergeRequest, draft };
}

/** Drafts are visible to their author alone. */
function own(call: Call, { drafts }: MergeRequest): readonly DraftNote[] {
  return drafts.filter(({ authorId }) => authorId === call.user.id);
}

function listDrafts(call: Call): Answer {
  const { mergeRequest } = callMergeRequest(call);
  // All at once: lib/api/draft_notes.rb does not paginate.
  return ok(own(call, mergeRequest).map((draft) => draftJson(mergeRequest, draft)));
}

function create(call: Call): Answer {
  const { project, mergeRequest } = callMergeRequest(call);
  requireWriter(call, project);
  call.countNote();
  const draft = createDraft(call.world, mergeRequest, {
    authorId: call.user.id,
    note: requiredField(call, "note"),
    position: call.fields["position"],
    commitId: field(call, "commit_id"),
    discussionId: field(call, "in_reply_to_discussion_id"),
    resolveDiscussion: booleanField(call, "resolve_discussion"),
  });
  return ok(draftJson(mergeRequest, draft), 201);
}

function change(call: Call): Answer {
  const { mergeRequest, draft } = callDraft(call);
  const note = field(call, "note");
  if (note !== undefined) {
    checkDraftText(call.world, note);
    draft.note = note;
  }
  const position = call.fields["position"];
  if (position !== undefined && position !== null)
    draft.position = acceptPosition(call.world, mergeRequest, position).position;
  return ok(draftJson(mergeRequest, draft));
}

function remove(call: Call): Answer {
  const { mergeRequest, draft } = callDraft(call);
  mergeRequest.drafts = mergeRequest.drafts.filter((one) => one !== draft);
  return { status: 204 };
}

function publish(call: Call): Answer {
  const { mergeRequest, draft } = callDraft(call);
  publishDraft(call.world, mergeRequest, draft);
  return { status: 204 };
}

function bulkPublish(call: Call): Answer {
  const { mergeRequest } = callMergeRequest(call);
  publishAll(call.world, mergeRequest, call.user.id);
  return { status: 204 };
}
