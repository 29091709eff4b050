import { alignLines } from "../../src/text/align-lines.ts";

/** A line of a unified diff with its numbers on both sides. */
export interface PatchLine {
  readonly kind: "added" | "removed" | "context";
  /** For an added line the running counter of the old side, as in GitLab's line codes. */
  readonly oldLine: number;
  readonly newLine: number;
  readonly text: string;
}

/** The difference of two texts as git writes it. */
export interface Patch {
  /** Starts at the first `@@`; empty where the texts are equal. */
  readonly text: string;
  readonly lines: readonly PatchLine[];
  readonly oldLineCount: number;
  readonly newLineCount: number;
  readonly isBinary: boolean;
}

const CONTEXT_LINES = 3;

/** Splits at line feeds alone: a carriage return belongs to the line, as it does for git. */
export function splitLines(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Computes the unified diff of two files. */
export function createPatch(before: Buffer, after: Buffer): Patch {
  if (before.includes(0) || after.includes(0)) {
    const text = "Binary files differ\n";
    return { text, lines: [], oldLineCount: 0, newLineCount: 0, isBinary: true };
  }
  const oldText = before.toString("utf8");
  const newText = after.toString("utf8");
  const oldLines = numbered(oldText);
  const newLines = numbered(newText);
  const all = linesInOrder(oldLines, newLines);
  const { text, lines } = formatHunks(all, oldLines, newLines);
  return {
    text,
    lines,
    oldLineCount: oldLines.length,
    newLineCount: newLines.length,
    isBinary: false,
  };
}

/** A last line without a line feed differs from the same line with one. */
function numbered(text: string): string[] {
  const lines = splitLines(text);
  const last = lines.pop();
  if (last !== undefined)
    lines.push(text.endsWith("\n") ? last : `${last}\n\\ No newline at end of file`);
  return lines;
}

/** Every line of both texts in diff order: of a changed place first what went, then what came. */
function linesInOrder(oldLines: readonly string[], newLines: readonly string[]): PatchLine[] {
  const oldLineOf = alignLines(oldLines, newLines);
  const all: PatchLine[] = [];
  let oldLine = 1;
  let newLine = 1;
  const push = (kind: PatchLine["kind"], text: string): void => {
    all.push({ kind, oldLine, newLine, text });
    if (kind !== "added") oldLine += 1;
    if (kind !== "removed") newLine += 1;
  };
  const added: string[] = [];
  const flush = (oldEnd: number): void => {
    for (const text of oldLines.slice(oldLine - 1, oldEnd - 1)) push("removed", text);
    for (const text of added.splice(0)) push("added", text);
  };
  for (const [index, partner] of oldLineOf.entries()) {
    const text = newLines[index] ?? "";
    if (partner === 0) {
      added.push(text);
    } else {
      flush(partner);
      push("context", text);
    }
  }
  flush(oldLines.length + 1);
  return all;
}

function formatHunks(
  all: readonly PatchLine[],
  oldLines: readonly string[],
  newLines: readonly string[],
): { readonly text: string; readonly lines: PatchLine[] } {
  const shown: PatchLine[] = [];
  let text = "";
  for (const [from, to] of hunkRanges(all)) {
    const lines = all.slice(from, to);
    const first = lines[0];
    if (first === undefined) continue;
    const oldCount = lines.filter(({ kind }) => kind !== "added").length;
    const newCount = lines.filter(({ kind }) => kind !== "removed").length;
    text += `@@ -${range(first.oldLine, oldCount, oldLines)} +${range(first.newLine, newCount, newLines)} @@${sectionTitle(oldLines, first.oldLine)}\n`;
    for (const line of lines) text += `${SIGNS[line.kind]}${line.text}\n`;
    for (const line of lines) shown.push(line);
  }
  return { text, lines: shown };
}

const SIGNS = { added: "+", removed: "-", context: " " } as const;

function range(start: number, count: number, lines: readonly string[]): string {
  if (lines.length === 0) return "0,0";
  if (count === 0) return `${start - 1},0`;
  return count === 1 ? `${start}` : `${start},${count}`;
}

/** Git repeats the last line above a hunk that begins like a function name. */
function sectionTitle(oldLines: readonly string[], hunkStart: number): string {
  for (let index = hunkStart - 2; index >= 0; index -= 1) {
    const line = oldLines[index] ?? "";
    if (/^[A-Za-z_$]/.test(line)) return ` ${line.trimEnd().slice(0, 80).trimEnd()}`;
  }
  return "";
}

function hunkRanges(all: readonly PatchLine[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const [index, { kind }] of all.entries()) {
    if (kind === "context") continue;
    const from = Math.max(0, index - CONTEXT_LINES);
    const to = Math.min(all.length, index + CONTEXT_LINES + 1);
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = to;
    else ranges.push([from, to]);
  }
  return ranges;
}

/** The new line that an unchanged old line became, counted through all changes above it. */
export function unfoldedNewLine(patch: Patch, oldLine: number): number {
  let offset = 0;
  for (const { kind, oldLine: at } of patch.lines) {
    if (at > oldLine || (at === oldLine && kind === "context")) break;
    if (kind === "added") offset += 1;
    if (kind === "removed") offset -= 1;
  }
  return oldLine + offset;
}
