import type { MergeRequest, Note } from "../../test/gitlab/world.ts";
import type { RecordedChange } from "./records.ts";
import type { Played, Stage } from "./stage.ts";

/** A merge request with everything that was seen of it. */
export interface Replayed {
  readonly change: RecordedChange;
  readonly branch: string;
  readonly first: Played;
  readonly comments: readonly Note[];
  readonly findings: Readonly<Record<string, number>>;
}

/** What the bot said on a merge request. */
export function ownNotes(on: Stage, mergeRequest: MergeRequest): readonly Note[] {
  return on.gitlab.notes(mergeRequest).filter(({ authorId }) => authorId === on.bot.id);
}

/** What it said at lines. */
export function commentsOf(on: Stage, mergeRequest: MergeRequest): readonly Note[] {
  return ownNotes(on, mergeRequest).filter(({ position }) => position !== undefined);
}

/** Prints what should not have been found and returns whether there was nothing. */
export function check(what: string, found: readonly string[]): boolean {
  console.log(`${found.length === 0 ? "ok  " : "FAIL"} ${what}: ${found.length}`);
  for (const line of found.slice(0, 10)) console.log(`       ${line}`);
  return found.length === 0;
}
