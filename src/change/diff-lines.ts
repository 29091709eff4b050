import type { DiffLine } from "./placed-finding.ts";
import { alignLines } from "../text/align-lines.ts";

/**
 * Finds for each line of the new text whether the change added it or which old line it is; the line
 * with number n stands at index n − 1. Lines outside the hunks are context. A diff that was withheld,
 * or that does not lead from `before` to `after` line by line, is replaced by one computed here: a
 * comment on a wrong line is worse than one fewer.
 */
export function parseDiffLines(
  diff: string | undefined,
  before: string | undefined,
  after: string | undefined,
): readonly DiffLine[] {
  const newLines = splitLines(after ?? "");
  const oldLines = splitLines(before ?? "");
  const oldLineOf =
    (diff ? followHunks(diff, oldLines, newLines) : undefined) ?? alignLines(oldLines, newLines);
  return Array.from(oldLineOf, (oldLine, index) =>
    oldLine === 0
      ? { kind: "added", newLine: index + 1 }
      : { kind: "context", newLine: index + 1, oldLine },
  );
}

/** Cuts after each `\n`, as git does; an empty text has no line. */
function splitLines(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start) + 1 || text.length;
    lines.push(text.slice(start, end));
    start = end;
  }
  return lines;
}

/** Two texts walked side by side; each new line is noted with its old line, 0 where it was added. */
class Walk {
  readonly oldLineOf: Int32Array;
  readonly #oldLines: readonly string[];
  readonly #newLines: readonly string[];
  oldAt = 0;
  newAt = 0;

  constructor(oldLines: readonly string[], newLines: readonly string[]) {
    this.#oldLines = oldLines;
    this.#newLines = newLines;
    this.oldLineOf = new Int32Array(newLines.length);
  }

  get isDone(): boolean {
    return this.oldAt === this.#oldLines.length && this.newAt === this.#newLines.length;
  }

  /** Takes lines that both sides share, up to a new line. True where they are equal. */
  keep(newEnd = this.#newLines.length): boolean {
    while (this.newAt < newEnd) {
      const line = this.#newLines[this.newAt];
      if (line === undefined || line !== this.#oldLines[this.oldAt]) return false;
      this.oldLineOf[this.newAt] = this.oldAt + 1;
      this.newAt += 1;
      this.oldAt += 1;
    }
    return true;
  }

  /** Takes the line that a row of a hunk shows. True where the texts have it there. */
  take(row: string): boolean {
    if (row.startsWith("\\")) return true;
    if (row.startsWith("-")) {
      this.oldAt += 1;
      return isLine(this.#oldLines[this.oldAt - 1], row);
    }
    if (row.startsWith("+")) {
      this.newAt += 1;
      return isLine(this.#newLines[this.newAt - 1], row);
    }
    // Some tools cut the space off an empty row.
    return isLine(this.#newLines[this.newAt], row || " ") && this.keep(this.newAt + 1);
  }
}

/** Whether a row of a hunk, without its mark, shows this line. */
function isLine(line: string | undefined, row: string): boolean {
  if (line === undefined) return false;
  const length = line.endsWith("\n") ? line.length - 1 : line.length;
  return row.length === length + 1 && line.startsWith(row.slice(1));
}

const hunkHeader = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;

/** Gives the old line of each new line, 0 where it was added; undefined if the diff does not fit. */
function followHunks(
  diff: string,
  oldLines: readonly string[],
  newLines: readonly string[],
): Int32Array | undefined {
  const walk = new Walk(oldLines, newLines);
  const rows = diff.split("\n");
  if (rows.at(-1) === "") rows.pop();
  let at = rows.findIndex((row) => row.startsWith("@@ "));
  if (at === -1) return undefined;
  while (at < rows.length) {
    const header = hunkHeader.exec(rows[at] ?? "");
    if (header === null) return undefined;
    at += 1;
    const [, oldStart, oldCount = "1", newStart, newCount = "1"] = header;
    // A side without lines names the line before it.
    const oldFirst = Number(oldStart) - (oldCount === "0" ? 0 : 1);
    const newFirst = Number(newStart) - (newCount === "0" ? 0 : 1);
    if (!walk.keep(newFirst) || walk.newAt !== newFirst || walk.oldAt !== oldFirst) {
      return undefined;
    }
    const oldEnd = oldFirst + Number(oldCount);
    const newEnd = newFirst + Number(newCount);
    while (walk.oldAt < oldEnd || walk.newAt < newEnd || rows[at]?.startsWith("\\")) {
      const row = rows[at];
      if (row === undefined || !walk.take(row)) return undefined;
      at += 1;
    }
    if (walk.oldAt !== oldEnd || walk.newAt !== newEnd) return undefined;
  }
  return walk.keep() && walk.isDone ? walk.oldLineOf : undefined;
}
