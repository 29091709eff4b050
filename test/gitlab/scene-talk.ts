import * as mergeRequests from "./merge-requests.ts";
import { createNote, deleteNote, discussionOf, editNote, resolveDiscussion } from "./notes.ts";
import { emitEmoji } from "./payloads.ts";
import { decidingPipeline, startPipeline } from "./pipelines.ts";
import { applyAndResolve, findSuggestion } from "./routes/suggestions.ts";
import { setStatus } from "./statuses.ts";
import type { Actor } from "./scene-people.ts";
import type { MergeRequestKey, Scene } from "./scene.ts";
import {
  nextId,
  notesOf,
  projectOf,
  type Discussion,
  type MergeRequest,
  type Note,
  type World,
} from "./world.ts";

/** What people do to a merge request once it is open. */
export function createTalk(world: World, actor: Actor) {
  const find = ({ projectId, iid }: MergeRequestKey): MergeRequest => {
    const found = world.mergeRequests.get(projectId)?.find((one) => one.iid === iid);
    if (found === undefined) throw new Error(`no merge request ${projectId}!${iid}`);
    return found;
  };
  const thread = (key: MergeRequestKey, id: string): Discussion => {
    const found = find(key).discussions.find((discussion) => discussion.id === id);
    if (found === undefined) throw new Error(`no discussion ${id}`);
    return found;
  };
  const noteIn = (key: MergeRequestKey, noteId: number): Note => {
    const found = notesOf(find(key)).find(({ id }) => id === noteId);
    if (found === undefined) throw new Error(`no note ${noteId}`);
    return found;
  };
  const say = (
    key: MergeRequestKey,
    body: string,
    by: string | undefined,
    more: { replyTo?: Discussion; position?: unknown },
  ): Note => {
    const outcome = createNote(world, find(key), {
      authorId: actor(key.projectId, by),
      body,
      individual: more.replyTo === undefined && more.position === undefined,
      ...more,
    });
    if (outcome.kind !== "note") throw new Error("the comment became no note");
    return outcome.note;
  };
  const setResolved = (resolved: boolean) => (key: MergeRequestKey, id: string, by?: string) => {
    const actorId = actor(key.projectId, by);
    resolveDiscussion(world, find(key), thread(key, id), { resolved, actorId });
  };
  const apply: Scene["applySuggestions"] = (ids, by) => {
    const chosen = ids.map((id) => {
      const found = findSuggestion(world, id);
      if (found === undefined) throw new Error(`no suggestion ${id}`);
      return found;
    });
    const projectId = chosen[0]?.mergeRequest.projectId;
    if (projectId !== undefined) applyAndResolve(world, chosen, actor(projectId, by));
  };
  return {
    retarget: (key, branch, by) =>
      mergeRequests.retarget(world, find(key), branch, actor(key.projectId, by)),
    requestReview: (key, reviewer, by) =>
      mergeRequests.requestReview(
        world,
        find(key),
        actor(key.projectId, reviewer),
        actor(key.projectId, by),
      ),
    setDraft: (key, draft, by) =>
      mergeRequests.setDraft(world, find(key), draft, actor(key.projectId, by)),
    describe: (key, given, by) =>
      mergeRequests.describe(world, find(key), given, actor(key.projectId, by)),
    closeMergeRequest: (key, by) =>
      mergeRequests.setState(world, find(key), "closed", actor(key.projectId, by)),
    reopenMergeRequest: (key, by) =>
      mergeRequests.setState(world, find(key), "opened", actor(key.projectId, by)),
    setStatus: (key, { name, authorId, description }) => {
      const mergeRequest = find(key);
      const pipeline = decidingPipeline(world, mergeRequest);
      const project = projectOf(world, pipeline?.projectId ?? mergeRequest.sourceProjectId);
      const pipelineId = pipeline?.id;
      const sha = pipeline?.sha ?? mergeRequest.headSha;
      const given = { sha, state: "success", name, authorId, description, pipelineId };
      setStatus(world, project, given);
    },
    startPipeline: (key, kind, by) =>
      startPipeline(world, find(key), kind, actor(key.projectId, by)),
    merge: (key, by) => mergeRequests.merge(world, find(key), actor(key.projectId, by)),
    comment: (key, body, by, position) => say(key, body, by, { position }),
    reply: (key, id, body, by) => say(key, body, by, { replyTo: thread(key, id) }),
    resolve: setResolved(true),
    unresolve: setResolved(false),
    editNote: (key, noteId, body, by) =>
      editNote(world, find(key), noteIn(key, noteId), { body, actorId: actor(key.projectId, by) }),
    deleteNote: (key, noteId) => deleteNote(find(key), noteIn(key, noteId)),
    deleteDiscussion: (key, id) => {
      const gone = thread(key, id);
      const mergeRequest = find(key);
      mergeRequest.discussions = mergeRequest.discussions.filter((one) => one !== gone);
    },
    react: (key, noteId, name, by) => {
      const note = noteIn(key, noteId);
      const award = { id: nextId(world, "award"), name, userId: actor(key.projectId, by) };
      note.awards.push(award);
      if (discussionOf(find(key), note) !== undefined) emitEmoji(world, find(key), note, award);
    },
    applySuggestion: (id, by) => apply([id], by),
    applySuggestions: apply,
  } satisfies Partial<Scene>;
}
