import { GitLabError, isAnswer } from "./gitlab-error.ts";
import type { NewNote } from "./new-note.ts";

/**
 * Creates a note whose creation may fail after it was done: then the note is looked for before
 * it is created a second time. Undefined where GitLab refuses the position of the comment.
 */
export async function createOnce<T>(
  create: () => Promise<T>,
  find: () => Promise<T | undefined>,
  note: NewNote,
): Promise<T | undefined> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await create();
    } catch (error) {
      const isPlaced = note.comment !== undefined;
      if (isPlaced && isAnswer(error, 400, 422)) {
        return undefined;
      }
      if (!(error instanceof GitLabError) || !error.mayHaveHappened) {
        throw error;
      }
      const found = await find();
      if (found !== undefined) {
        return found;
      }
      if (attempt > 0) {
        // Some positions make GitLab itself fail, each time, and must not keep the rest from being posted.
        if (isPlaced && error.status === 500) {
          return undefined;
        }
        throw error;
      }
    }
  }
}
