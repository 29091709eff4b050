import type { Command } from "./command.ts";

/** What a note of a person asks of the bot. */
export interface NoteCommands {
  readonly commands: readonly Command[];
  /** There is no word in it but commands. */
  readonly isOnlyCommands: boolean;
}

/** A longer note is no command. */
const noteCharactersMax = 10_000;

/**
 * Reads the commands in a note. A command is a paragraph of one line that holds nothing else: what stands in
 * code, quotations, lists, tables and HTML is none, and neither is a line within a paragraph. In a thread of the
 * bot the bare command will do; elsewhere the line begins with a mention of the bot.
 */
export function readCommands(
  body: string,
  {
    username,
    isOwnThread,
  }: { readonly username: string | undefined; readonly isOwnThread: boolean },
): NoteCommands {
  const commands: Command[] = [];
  let isOnlyCommands = true;
  for (const line of readLines(body)) {
    const command = typeof line === "string" ? readLine(line, username, isOwnThread) : undefined;
    if (command === undefined) isOnlyCommands = false;
    else commands.push(command);
  }
  return { commands, isOnlyCommands: isOnlyCommands && commands.length > 0 };
}

/** Gives each paragraph of one line, and `undefined` for everything else that is not blank. */
function* readLines(body: string): Generator<string | undefined> {
  if (body.length > noteCharactersMax) return yield undefined;
  const lines = body.replaceAll("\r", "").split("\n");
  let open: string | undefined;
  for (const [at, line] of lines.entries()) {
    if (open !== undefined) {
      if (isEnd(line, open)) open = undefined;
      continue;
    }
    if (line.trim() === "") continue;
    // HTML may reach over blank lines, and so may what GitLab takes for the head of a file.
    if (line.includes("<") || (at === 0 && /^(?:---|\+\+\+|;;;)/.test(line)))
      return yield undefined;
    open = blockMark.exec(line)?.[1];
    const isAlone = isBlank(lines[at - 1]) && isBlank(lines[at + 1]);
    yield open === undefined && isAlone && /^\S/.test(line) ? line : undefined;
  }
}

/** Begins a block whose text may hold blank lines: code, long quotations, formulas. */
const blockMark = /^ {0,3}(`{3,}|~{3,}|>>>|\$\$)/;

/** Whether a line ends the block that `mark` began. */
function isEnd(line: string, mark: string): boolean {
  const end = blockMark.exec(line)?.[1] ?? "";
  return end.startsWith(mark) && line.trim() === end;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

function readLine(
  line: string,
  username: string | undefined,
  isOwnThread: boolean,
): Command | undefined {
  const text = line.trim();
  const mention = username === undefined ? undefined : `@${username.toLowerCase()}`;
  const isMention =
    mention !== undefined &&
    text.toLowerCase().startsWith(mention) &&
    /^[:,]?\s/.test(text.slice(mention.length));
  if (isMention) return readWords(text.slice(mention.length).replace(/^[:,]?\s+/, ""));
  return isOwnThread ? readWords(text) : undefined;
}

const plain: ReadonlyMap<string, Command> = new Map([
  ["why", { kind: "why" }],
  ["recheck", { kind: "recheck" }],
  ["review", { kind: "recheck" }],
  ["fix", { kind: "fix", what: "thread" }],
  ["fix all", { kind: "fix", what: "all" }],
  ["fix all info", { kind: "fix", what: "info" }],
  ["help", { kind: "help" }],
]);

function readWords(text: string): Command | undefined {
  const words = text.toLowerCase().replace(/\s+/g, " ");
  const known = plain.get(words);
  if (known !== undefined) return known;
  const [first = ""] = words.split(" ", 1);
  const rest = text.slice(first.length).trim();
  if (first === "dismiss" || first === "dismiss:") return { kind: "dismiss", reason: rest };
  return first === "word" ? { kind: "word", term: rest } : undefined;
}
