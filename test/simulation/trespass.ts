import { parseMarker } from "../../src/review/marker.ts";
import type { StandIn } from "../gitlab/start-gitlab.ts";
import type { MergeRequest, Note } from "../gitlab/world.ts";
import { flawsOfAnswers, flawsOfCommits, hasOpenDismissal, isTalk } from "./talk.ts";
import type { BotUsers } from "./bot-users.ts";
import { botDiscussions, type Memory } from "./people.ts";

/** What must be the same after the bot has worked, unless a person did something to it meanwhile. */
export interface Before {
  readonly notes: ReadonlyMap<
    number,
    { readonly thread: string; readonly body: string | undefined }
  >;
  /** States that a thread with a word of a person may have afterwards. */
  readonly threads: ReadonlyMap<string, readonly string[]>;
  readonly notifications: number;
}

/** Notes down what the bot may not touch: notes as such, people's words, and threads with a word of theirs. */
export function lookBefore(
  gitlab: StandIn,
  mergeRequests: readonly MergeRequest[],
  bot: BotUsers,
  memory: Memory,
): Before {
  const notes = new Map<number, { thread: string; body: string | undefined }>();
  const threads = new Map<string, readonly string[]>();
  for (const mergeRequest of mergeRequests) {
    for (const { id: thread, notes: all } of mergeRequest.discussions) {
      for (const { id, authorId, body, system } of all) {
        const isPersons = !system && (!bot.has(authorId) || memory.edited.has(id));
        notes.set(id, { thread, body: isPersons ? body : undefined });
      }
    }
    for (const { id, first, notes: all } of botDiscussions(mergeRequest, bot)) {
      const isPersons = memory.edited.has(first.id) || all.some((one) => isTalk(one, bot));
      if (hasOpenDismissal({ id, individualNote: false, notes: all }, bot)) continue;
      if (isPersons || (first.resolvedBy !== undefined && !bot.has(first.resolvedBy))) {
        // What was answered is resolved once its finding is gone; what a person wrote over is theirs.
        const mayResolve = first.resolvedBy === undefined && !memory.edited.has(first.id);
        const resolved = mayResolve ? [stateOf({ ...first, resolvedBy: bot.current.id })] : [];
        threads.set(id, [stateOf(first), ...resolved]);
      }
    }
  }
  memory.touched.clear();
  return { notes, threads, notifications: gitlab.notifications.length };
}

/** Whether a comment may be made anew: its line has changed, or the bot is done with it, or it was followed. */
function hasMadeWay({ outdated, resolvedBy, suggestions }: Note, bot: BotUsers): boolean {
  return outdated || bot.has(resolvedBy) || suggestions.some(({ applied }) => applied);
}

/** Whether the bot applied the suggestion of a comment because a person told it to. */
function isFixed(
  { resolvedBy, suggestions }: Note,
  notes: Iterable<Note>,
  bot: BotUsers,
  { talk }: Memory,
): boolean {
  if (!bot.has(resolvedBy) || !suggestions.some(({ applied }) => applied)) return false;
  return [...notes].some(
    ({ id, body }) => talk.commands.has(id) && /(?:^|\s)fix(?:$|\s)/.test(body),
  );
}

function stateOf({
  resolvedBy,
  body,
}: {
  readonly resolvedBy: number | undefined;
  readonly body: string;
}): string {
  return parseMarker(body)?.kind === "summary" ? "" : `${resolvedBy ?? "open"} ${body}`;
}

/** Who gives a command is told the answer. */
function isAnswer(note: Note | undefined): boolean {
  return note !== undefined && parseMarker(note.body)?.kind === "answer";
}

/** Says where the bot overstepped what it may do, whatever went wrong around it. */
export function trespasses(
  gitlab: StandIn,
  mergeRequests: readonly MergeRequest[],
  bot: BotUsers,
  { before, memory, isUndisturbed }: { before: Before; memory: Memory; isUndisturbed: boolean },
): readonly string[] {
  const flaws: string[] = [];
  const discussions = mergeRequests.flatMap((one) => one.discussions);
  const notes = new Map(discussions.flatMap((one) => one.notes).map((note) => [note.id, note]));
  for (const [id, { thread, body }] of before.notes) {
    if (memory.touched.has(thread)) continue;
    const now = notes.get(id);
    if (now === undefined) flaws.push(`note ${id} is deleted`);
    else if (body !== undefined && now.body !== body) flaws.push(`a person's words in note ${id} are overwritten`); // prettier-ignore
  }
  for (const [id, states] of before.threads) {
    const first = discussions.find((one) => one.id === id)?.notes[0];
    if (first === undefined || memory.touched.has(id) || states.includes(stateOf(first))) continue;
    // GitLab resolves the threads whose suggestions are applied, and somebody asked for that.
    const asAsked = stateOf({ ...first, resolvedBy: undefined });
    if (!isFixed(first, notes.values(), bot, memory) || !states.includes(asAsked))
      flaws.push(`thread of note ${first.id}, in which a person had a word, was changed`);
  }
  for (const mergeRequest of mergeRequests) {
    const seen = new Set<string>();
    for (const { first } of botDiscussions(mergeRequest, bot)) {
      const marker = parseMarker(first.body);
      if (marker?.kind !== "finding" || hasMadeWay(first, bot)) continue;
      const isRepeated = marker.findings.some(({ fingerprint }) => seen.has(fingerprint));
      if (isRepeated) flaws.push(`note ${first.id} says what was said before`);
      for (const { fingerprint } of marker.findings) seen.add(fingerprint);
    }
  }
  for (const mergeRequest of mergeRequests)
    flaws.push(
      ...flawsOfAnswers(mergeRequest, bot, memory.talk),
      ...flawsOfCommits(gitlab, mergeRequest, memory.talk),
    );
  const told = gitlab.notifications
    .slice(before.notifications)
    .filter(({ actor, kind }) => bot.isCalled(actor) && /^new_(?:note|review)$/.test(kind))
    .filter(({ notes: of }) => !of.every((id) => isAnswer(notes.get(id))));
  if (isUndisturbed && told.length > 1) flaws.push(`one run told people ${told.length} times`);
  const commands = gitlab.quickActionsRun.filter(({ actor }) => bot.isCalled(actor));
  if (commands.length > 0) flaws.push(`a note of the bot ran /${commands[0]?.command ?? ""}`);
  const called = [...gitlab.mentions, ...gitlab.crossReferences].filter(({ actor }) =>
    bot.isCalled(actor),
  );
  if (called.length > 0) flaws.push(`a note of the bot called ${called[0]?.text ?? ""}`);
  return flaws;
}
