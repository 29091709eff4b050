import type { Answer } from "../review/review.ts";
import { parseMarker } from "../review/marker.ts";
import { createOnce, isRefusal } from "./create-once.ts";
import type { Target } from "./prepare.ts";

/** A command that was seen carries this reaction. docs.gitlab.com/user/emoji_reactions, 2026-11 */
const seenEmoji = "eyes";

/** Reacts to the notes with commands. Nothing depends on a reaction, so what GitLab refuses is left out. */
export async function reactTo(target: Target, answers: readonly Answer[]): Promise<void> {
  const { gitlab, projectId, iid } = target;
  for (const { to } of answers) {
    try {
      await gitlab.notes.react(projectId, iid, to.noteId, seenEmoji);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
}

/**
 * Carries out and answers commands, in this order: one without an answer is not done, and is done again. Gives
 * what GitLab did not let the bot do.
 */
export async function postAnswers(
  target: Target,
  answers: readonly Answer[],
  finish: (body: string) => string,
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const answer of answers) {
    try {
      await post(target, { ...answer, body: finish(answer.body) });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.push(error.message);
    }
  }
  return refused;
}

async function post(target: Target, { to, body, resolves }: Answer): Promise<void> {
  const { gitlab, projectId, iid, userId } = target;
  const { notes } = gitlab;
  if (resolves !== undefined) await notes.setResolved(projectId, iid, resolves, true);
  const create = async (): Promise<true> => {
    await (to.discussionId === undefined
      ? notes.createNote(projectId, iid, body)
      : notes.reply(projectId, iid, to.discussionId, body));
    return true;
  };
  const find = async (): Promise<true | undefined> => {
    const { entries } = await notes.discussions(projectId, iid);
    const own = entries
      .flatMap((discussion) => discussion.notes ?? [])
      .filter(({ author }) => author?.id === userId)
      .map((note) => parseMarker(note.body));
    const isThere = own.some(
      (marker) =>
        marker?.kind === "answer" &&
        marker.instance === target.instance &&
        marker.noteId === to.noteId,
    );
    return isThere ? true : undefined;
  };
  const creation = await createOnce(
    gitlab,
    { body, comment: undefined, position: undefined },
    create,
    find,
  );
  if (creation.kind === "failing") throw creation.error;
}
