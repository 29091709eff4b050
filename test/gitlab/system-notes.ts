import { createHash, randomUUID } from "node:crypto";
import { nextId, now, type Discussion, type MergeRequest, type Note, type World } from "./world.ts";

export function newDiscussionId(): string {
  return createHash("sha1").update(randomUUID()).digest("hex");
}

/** Makes a note that stands in no discussion yet. */
export function createNoteRecord(
  world: World,
  given: Pick<Note, "type" | "authorId" | "body"> & Partial<Note>,
): Note {
  const at = now(world);
  return {
    id: nextId(world, "note"),
    system: false,
    internal: false,
    createdAt: at,
    updatedAt: at,
    position: undefined,
    originalPosition: undefined,
    lineCode: undefined,
    outdated: false,
    suggestions: [],
    resolvedBy: undefined,
    resolvedAt: undefined,
    awards: [],
    ...given,
  };
}

/** What GitLab itself writes into a merge request. No webhook tells of it. */
export function addSystemNote(
  world: World,
  mergeRequest: MergeRequest,
  { authorId, body }: { readonly authorId: number; readonly body: string },
): void {
  const note = createNoteRecord(world, { type: null, authorId, body, system: true });
  mergeRequest.discussions.push({ id: newDiscussionId(), individualNote: true, notes: [note] });
}

/** GitLab answers inside a thread, under the name of whoever pushed, when its lines changed. */
export function addOutdatedNote(
  world: World,
  mergeRequest: MergeRequest,
  discussion: Discussion,
  authorId: number,
): void {
  const first = discussion.notes[0];
  if (first === undefined) return;
  const number = mergeRequest.versions.length;
  const body = `changed this line in [version ${number} of the diff](${world.webUrl}/diffs?diff_id=${mergeRequest.versions[0]?.id})`;
  discussion.notes.push(
    createNoteRecord(world, {
      type: first.type,
      authorId,
      body,
      system: true,
      position: first.position,
      originalPosition: first.position,
      lineCode: first.lineCode,
      outdated: true,
    }),
  );
}
