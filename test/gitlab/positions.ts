import { hash } from "node:crypto";
import { changesBetween, limitDiffs, patchOf } from "./diffs.ts";
import { unfoldedNewLine, type Patch } from "./patch.ts";
import { badParameter, invalidNote, type Refusal } from "./refusal.ts";
import type { FileChange } from "./tree-diff.ts";
import type { MergeRequest, Position, Version, World } from "./world.ts";

/** GitLab's answer to any position that is not on a line of the diff. */
export function noSuchLine(): Refusal {
  return invalidNote({ line_code: ["can't be blank", "must be a valid line code"] });
}

/** Reads and checks a position as GitLab does before it saves a diff note. */
export function acceptPosition(
  world: World,
  mergeRequest: MergeRequest,
  given: unknown,
): { readonly position: Position; readonly lineCode: string | undefined } {
  const fields = readFields(given);
  const version = mergeRequest.versions.find(
    ({ base, start, head }) =>
      base === fields["base_sha"] && start === fields["start_sha"] && head === fields["head_sha"],
  );
  if (mergeRequest.versions.length === 0)
    throw invalidNote({ noteable: ["doesn't support new-style diff notes"] });
  const oldLine = readLine(fields, "old_line");
  const newLine = readLine(fields, "new_line");
  const type = fields["position_type"];
  if (type !== "text" && type !== "file" && type !== "image")
    throw badParameter("position[position_type] does not have a valid value");
  const oldPath = readPath(fields, "old_path");
  const newPath = readPath(fields, "new_path");
  if (oldPath === undefined || newPath === undefined) throw incomplete();
  if (version === undefined) throw noSuchLine();
  const change = findChange(world, version, oldPath, newPath);
  if (change === undefined || isTooLarge(world, version, change)) throw noSuchLine();
  const { base, start, head } = version;
  const place = { refs: { base, start, head }, oldPath, newPath };
  if (type === "image") throw noSuchLine();
  if (type === "file") {
    if (oldLine !== undefined || newLine !== undefined)
      throw badParameter("position[new_line] is invalid for position_type file");
    return {
      position: { ...place, type, oldLine, newLine, lineRange: undefined },
      lineCode: undefined,
    };
  }
  if (oldLine === undefined && newLine === undefined) throw incomplete();
  const patch = patchOf(world, change);
  const lineCode = lineCodeAt(change, patch, oldLine, newLine);
  if (lineCode === undefined) throw noSuchLine();
  const lineRange = fields["line_range"];
  checkLineRange(change, patch, lineRange);
  return { position: { ...place, type, oldLine, newLine, lineRange }, lineCode };
}

function incomplete(): Refusal {
  return invalidNote({
    line_code: ["can't be blank", "must be a valid line code"],
    position: ["is incomplete"],
  });
}

type Fields = Readonly<Record<string, unknown>>;

const POSITION_FIELDS = new Set([
  "base_sha",
  "start_sha",
  "head_sha",
  "position_type",
  "old_path",
  "new_path",
  "old_line",
  "new_line",
  "line_range",
]);

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readFields(given: unknown): Fields {
  if (!isFields(given)) throw badParameter("position is invalid");
  for (const name of Object.keys(given))
    if (!POSITION_FIELDS.has(name)) throw badParameter(`position[${name}] is unexpected`);
  const missing = ["base_sha", "start_sha", "head_sha", "position_type"].filter(
    (name) => typeof given[name] !== "string" || given[name] === "",
  );
  if (missing.length > 0)
    throw badParameter(missing.map((name) => `position[${name}] is missing`).join(", "));
  return given;
}

function readPath(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function readLine(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (value === undefined || value === null || value === "") return undefined;
  const line = Number(value);
  if (!Number.isSafeInteger(line)) throw badParameter(`position[${name}] is invalid`);
  return line;
}

export function findChange(
  world: World,
  version: Pick<Version, "base" | "head">,
  oldPath: string,
  newPath: string,
): FileChange | undefined {
  return changesBetween(world, version.base, version.head).find(
    (change) => change.oldPath === oldPath && change.newPath === newPath,
  );
}

/** Files whose diff GitLab has thrown away cannot carry comments on lines. */
function isTooLarge(world: World, version: Version, change: FileChange): boolean {
  const { items } = limitDiffs(world, changesBetween(world, version.base, version.head));
  return items.find((item) => item.change === change)?.tooLarge ?? true;
}

/**
 * The line code of a line, undefined where no comment can stand. Added lines take the new number only,
 * removed lines the old one only, unchanged lines both. Unchanged lines outside the hunks are unfolded,
 * but only in files that existed before, still exist and have a diff.
 */
export function lineCodeAt(
  change: FileChange,
  patch: Patch,
  oldLine: number | undefined,
  newLine: number | undefined,
): string | undefined {
  const shown = patch.lines.find((line) =>
    line.kind === "added"
      ? oldLine === undefined && line.newLine === newLine
      : line.kind === "removed"
        ? newLine === undefined && line.oldLine === oldLine
        : line.oldLine === oldLine && line.newLine === newLine,
  );
  if (shown !== undefined) return lineCode(change, shown.oldLine, shown.newLine);
  if (oldLine === undefined || newLine === undefined) return undefined;
  const canUnfold =
    !patch.isBinary &&
    change.before !== undefined &&
    change.after !== undefined &&
    patch.lines.length > 0 &&
    oldLine >= 1 &&
    oldLine <= patch.oldLineCount &&
    !patch.lines.some((line) => line.kind !== "added" && line.oldLine === oldLine);
  if (!canUnfold || unfoldedNewLine(patch, oldLine) !== newLine) return undefined;
  return lineCode(change, oldLine, newLine);
}

function lineCode({ newPath }: FileChange, oldLine: number, newLine: number): string {
  return `${hash("sha1", newPath)}_${oldLine}_${newLine}`;
}

function checkLineRange(change: FileChange, patch: Patch, range: unknown): void {
  if (range === undefined || range === null) return;
  if (!isFields(range)) throw badParameter("position[line_range] is invalid");
  const codes = ["start", "end"].map((end) => {
    const point = range[end];
    if (!isFields(point)) throw badParameter(`position[line_range][${end}] is missing`);
    const oldLine = readLine(point, "old_line");
    const newLine = readLine(point, "new_line");
    const code = lineCodeAt(change, patch, oldLine, newLine);
    const type = oldLine === undefined ? "new" : "old";
    if (code === undefined || point["line_code"] !== code || point["type"] !== type)
      throw noSuchLine();
    return newLine ?? oldLine ?? 0;
  });
  if ((codes[0] ?? 0) > (codes[1] ?? 0)) throw noSuchLine();
}
