import { GitLabError, isAnswer } from "./gitlab-error.ts";
import type { GitLab } from "./gitlab.ts";
import type { NewNote } from "./new-note.ts";

/** What became of a note that was to be created. */
export type Creation<T> =
  | { readonly kind: "created"; readonly value: T }
  /** GitLab refuses the position of the comment. */
  | { readonly kind: "misplaced" }
  /** GitLab itself fails on this comment, each time. */
  | { readonly kind: "failing"; readonly error: GitLabError };

/** Between them GitLab has half a minute in all. */
const waitsMs = [1_000, 5_000, 20_000];

/**
 * Creates a note whose creation may fail after it was done: then the note is looked for before
 * it is created once more. Throws where it is not the position that GitLab refuses.
 */
export async function createOnce<T>(
  { clock }: Pick<GitLab, "clock">,
  note: NewNote,
  create: () => Promise<T>,
  find: () => Promise<T | undefined>,
): Promise<Creation<T>> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return { kind: "created", value: await create() };
    } catch (error) {
      const isPlaced = note.comment !== undefined;
      if (isPlaced && isAnswer(error, 400, 422) && !isNotesLimit(error)) {
        return { kind: "misplaced" };
      }
      if (!(error instanceof GitLabError) || !error.mayHaveHappened) throw error;
      const found = await find();
      if (found !== undefined) return { kind: "created", value: found };
      const wait = error.retryable ? waitsMs[attempt] : undefined;
      if (wait !== undefined) {
        await clock.sleep(wait);
      } else if (isPlaced && error.status === 500) {
        return { kind: "failing", error };
      } else {
        throw error;
      }
    }
  }
}

/** A merge request takes 5,000 comments and no more, wherever they stand. docs.gitlab.com, instance limits, 2026-11 */
function isNotesLimit({ message }: GitLabError): boolean {
  return message.includes("Maximum number of comments");
}

/**
 * Whether GitLab takes no note of the bot here, as in a locked discussion or where there are too many: nothing that
 * another attempt or another day changes.
 */
export function isRefusal(error: unknown): error is GitLabError {
  return isAnswer(error, 400, 403, 404, 405, 413, 422);
}
