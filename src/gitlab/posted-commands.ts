import type { Dismissal } from "../review/commands/command.ts";
import { rankIn } from "../review/commands/outcome.ts";
import { readCommands } from "../review/commands/read-commands.ts";
import type { PostedCommand, PostedThread } from "../review/review.ts";
import { type Bot, isGhost } from "./bot.ts";
import type { Discussion } from "./notes.ts";

export type Note = NonNullable<Discussion["notes"]>[number];

/** What came of the commands that are answered, by the note that holds the command. */
export type Answered = ReadonlyMap<number, string>;

/** The last accepted dismissal in a thread, if its words are still there. */
export function readDismissal(
  { notes = [] }: Discussion,
  answered: Answered,
  bot: Bot,
): Dismissal | undefined {
  for (const note of (notes ?? []).toReversed()) {
    const rank = rankIn(answered.get(note.id));
    if (rank === undefined || !note.author) continue;
    const { commands } = commandsIn(note, bot, true);
    const [reason = ""] = commands.flatMap((each) => (each.kind === "dismiss" ? each.reason : []));
    return { by: note.author.username, reason, rank };
  }
  return undefined;
}

/** The commands of people in a discussion that have no answer. */
export function readUnanswered(
  { id, individual_note: isPlain, notes }: Discussion,
  thread: PostedThread | undefined,
  { answered, own, bot }: { answered: Answered; own: ReadonlySet<number>; bot: Bot },
): readonly PostedCommand[] {
  return (notes ?? []).flatMap((note) => {
    const { author } = note;
    if (!isPersons(note, own) || !author || isInternal(note) || answered.has(note.id)) return [];
    const { commands } = commandsIn(note, bot, thread !== undefined);
    if (commands.length === 0) return [];
    const discussionId = isPlain === true ? undefined : id;
    return [{ noteId: note.id, discussionId, author, commands, thread }];
  });
}

/** Whether people talk to each other in a thread of the bot, and not only to it. */
export function hasHumanReply({ notes }: Discussion, own: ReadonlySet<number>, bot: Bot): boolean {
  return (notes ?? []).some(
    (note, index) =>
      index > 0 &&
      note.system !== true &&
      !(note.author ? own.has(note.author.id) : false) &&
      !commandsIn(note, bot, true).isOnlyCommands,
  );
}

function commandsIn({ body }: Note, { username }: Bot, isOwnThread: boolean) {
  return readCommands(body, { username, isOwnThread });
}

function isPersons({ system, author }: Note, own: ReadonlySet<number>): boolean {
  return system !== true && author != null && !own.has(author.id) && !isGhost(author);
}

/** The answer would be seen by everybody. */
function isInternal({ internal, confidential }: Note): boolean {
  return internal === true || confidential === true;
}
