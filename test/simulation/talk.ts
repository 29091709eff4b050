import { parseMarker } from "../../src/review/marker.ts";
import type { BotUsers } from "./bot-users.ts";
import type { StandIn } from "../gitlab/start-gitlab.ts";
import {
  ACCESS_LEVELS,
  type Discussion,
  type MergeRequest,
  type Note,
  type Role,
} from "../gitlab/world.ts";

/** What people ask the bot. */
export const commandTexts = [
  "why",
  "dismiss It is a quotation.",
  "recheck",
  "help",
  "word ACME",
  "dismiss",
  "fix",
  "fix all",
  "fix all info",
] as const;

/** Who asks: the first is a Developer and stays one, the second has the roles that a story gives them. */
export const speakers = ["sofia", "gregor"] as const;

/** What happened that GitLab does not keep. */
export interface TalkMemory {
  readonly now: () => number;
  /** The second speaker. */
  readonly speakerId: number;
  /** Roles of the second speaker, the latest last, each from a time on. */
  readonly roles: { readonly since: number; readonly role: Role }[];
  /** Notes with a command, and who wrote them. */
  readonly commands: Map<number, (typeof speakers)[number]>;
}

/** Whether people talk to each other in a note, and not to the bot. */
export function isTalk({ authorId, body, system }: Note, bot: BotUsers): boolean {
  return !bot.has(authorId) && !system && !isCommandText(body);
}

function isCommandText(body: string): boolean {
  return commandTexts.some((text) => body === text || body.endsWith(` ${text}`));
}

/** Whether somebody asked in a thread that it be resolved, and was not answered. */
export function hasOpenDismissal({ notes }: Discussion, bot: BotUsers): boolean {
  return notes.some(
    ({ id, authorId, body }) =>
      !bot.has(authorId) && body.startsWith("dismiss ") && answersIn(notes, bot, id).length === 0,
  );
}

/** By which rank a thread was dismissed; undefined where it was not. */
export function dismissalIn(notes: readonly Note[], bot: BotUsers): string | undefined {
  const ids = new Set(notes.map(({ id }) => id));
  return notes
    .flatMap((note) => {
      const marker = bot.has(note.authorId) ? parseMarker(note.body) : undefined;
      return marker?.kind === "answer" && ids.has(marker.noteId) ? [marker.outcome] : [];
    })
    .findLast((outcome) => outcome.startsWith("dismiss-"));
}

function answersIn(notes: readonly Note[], bot: BotUsers, noteId: number): readonly Note[] {
  return notes.filter((note) => {
    const marker = bot.has(note.authorId) ? parseMarker(note.body) : undefined;
    return marker?.kind === "answer" && marker.noteId === noteId;
  });
}

/** Says where a command was acted on twice, or for somebody who may not. */
export function flawsOfAnswers(
  { discussions }: MergeRequest,
  bot: BotUsers,
  memory: TalkMemory,
): readonly string[] {
  const notes = discussions.flatMap((one) => one.notes);
  return [...memory.commands].flatMap(([id, speaker]) => {
    const asked = notes.find((note) => note.id === id);
    const [answer, ...more] = answersIn(notes, bot, id);
    if (more.length > 0) return [`the command in note ${id} is answered ${more.length + 1} times`];
    if (answer === undefined || asked === undefined) return [];
    const marker = parseMarker(answer.body);
    const outcome = marker?.kind === "answer" ? marker.outcome : "";
    const least = outcome === "refused" ? 0 : outcome === "dismiss-maintainer" ? 40 : 30;
    return highestRole(memory, speaker, asked.createdAt, answer.createdAt) >= least
      ? []
      : [`the command in note ${id} came to ${outcome} for somebody who may not`];
  });
}

function highestRole(
  { roles }: TalkMemory,
  speaker: (typeof speakers)[number],
  from: Date,
  to: Date,
): number {
  if (speaker === "sofia") return ACCESS_LEVELS.developer;
  const held = roles.filter(
    ({ since }, at) =>
      since <= to.getTime() && (roles[at + 1]?.since ?? Infinity) >= from.getTime(),
  );
  return Math.max(0, ...held.map(({ role }) => ACCESS_LEVELS[role]));
}

/** Says which commands were committed for more than once. */
export function flawsOfCommits(
  gitlab: Pick<StandIn, "commitMessages">,
  mergeRequest: MergeRequest,
  memory: TalkMemory,
): readonly string[] {
  const messages = gitlab.commitMessages(mergeRequest);
  return [...memory.commands.keys()].flatMap((id) => {
    const times = messages.filter((message) => message.endsWith(`Handbook-bot-note: ${id}`)).length;
    return times > 1 ? [`${times} commits were made for note ${id}`] : [];
  });
}

/** Says which commands have no answer though everything has arrived. */
export function unanswered(
  gitlab: Pick<StandIn, "discussions">,
  mergeRequest: MergeRequest,
  bot: BotUsers,
  memory: TalkMemory,
): readonly string[] {
  const discussions = gitlab.discussions(mergeRequest);
  const notes = discussions.flatMap((one) => one.notes);
  return discussions.flatMap((discussion) => {
    const [first] = discussion.notes;
    const isThread =
      first !== undefined && bot.has(first.authorId) && parseMarker(first.body)?.kind === "finding";
    return discussion.notes.flatMap(({ id, body }) => {
      // Who mentions a user that the bot no longer is asks nobody.
      const isHeard = isThread || body.startsWith(`@${bot.current.username} `);
      const isLost = isHeard && memory.commands.has(id) && answersIn(notes, bot, id).length === 0;
      return isLost ? [`the command in note ${id} is not answered: ${body}`] : [];
    });
  });
}
