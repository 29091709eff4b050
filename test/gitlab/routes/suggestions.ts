import { field, hasRole, ok, type Answer, type Call, type Route } from "../call.ts";
import { suggestionJson } from "../json.ts";
import { discussionOf, resolveDiscussion } from "../notes.ts";
import { badParameter, forbidden, notFound } from "../refusal.ts";
import { applySuggestions } from "../suggestions.ts";
import {
  notesOf,
  projectOf,
  type MergeRequest,
  type Note,
  type Suggestion,
  type World,
} from "../world.ts";

export const suggestionRoutes: readonly Route[] = [
  {
    method: "PUT",
    path: "/suggestions/:suggestion_id/apply",
    accepts: ["commit_message"],
    run: (call) => apply(call, [Number(call.path["suggestion_id"])]),
  },
  {
    method: "PUT",
    path: "/suggestions/batch_apply",
    accepts: ["ids", "commit_message"],
    run: (call) => apply(call, idsOf(call)),
  },
];

function idsOf(call: Call): readonly number[] {
  const ids = call.fields["ids"];
  if (!Array.isArray(ids) || ids.length === 0) throw badParameter("ids is missing");
  return ids.map(Number);
}

export interface ChosenSuggestion {
  readonly mergeRequest: MergeRequest;
  readonly note: Note;
  readonly suggestion: Suggestion;
}

export function findSuggestion(world: World, id: number): ChosenSuggestion | undefined {
  for (const mergeRequest of [...world.mergeRequests.values()].flat())
    for (const note of notesOf(mergeRequest))
      for (const suggestion of note.suggestions)
        if (suggestion.id === id) return { mergeRequest, note, suggestion };
  return undefined;
}

function apply(call: Call, ids: readonly number[]): Answer {
  const chosen = ids.map((id) => {
    const found = findSuggestion(call.world, id);
    if (found === undefined) throw notFound("Suggestion");
    return found;
  });
  const [first] = chosen;
  if (first === undefined) throw notFound("Suggestion");
  const { mergeRequest } = first;
  const source = projectOf(call.world, mergeRequest.sourceProjectId);
  const mayPush = hasRole(source, call.user, "developer") || mergeRequest.authorId === call.user.id;
  if (!mayPush) throw forbidden();
  applyAndResolve(call.world, chosen, call.user.id, field(call, "commit_message"));
  const shown = chosen.map(({ note, suggestion }) =>
    suggestionJson(call.world, mergeRequest, note, suggestion),
  );
  return ok(shown.length === 1 && call.path["suggestion_id"] !== undefined ? shown[0] : shown);
}

/** Applies suggestions in one commit and resolves their threads in the name of whoever clicked. */
export function applyAndResolve(
  world: World,
  chosen: readonly ChosenSuggestion[],
  actorId: number,
  message?: string,
): void {
  const [first] = chosen;
  if (first === undefined) return;
  const { mergeRequest } = first;
  applySuggestions(world, mergeRequest, chosen, { actorId, message });
  for (const { note } of chosen) {
    const discussion = discussionOf(mergeRequest, note);
    if (discussion !== undefined)
      resolveDiscussion(world, mergeRequest, discussion, { resolved: true, actorId });
  }
}
