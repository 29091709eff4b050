import { isUtf8 } from "node:buffer";
import { join } from "node:path";

import type { ChangedFile } from "../change/change.ts";
import type { Revision } from "../change/revision.ts";
import { applyAllSafe, applySafe, safePassesMax } from "../lint/apply-safe.ts";
import { reviewChange } from "../review/review-change.ts";
import { runSteps } from "../text/steps.ts";
import { count } from "../text/wording.ts";
import type { LocalChange } from "./change/read-git-change.ts";
import { writeWhole } from "./write-whole.ts";

/** A page with suggestions applied that is not written yet. */
export interface FixedPage {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** How many suggestions were applied. */
  readonly applied: number;
}

/** Applies what is safe to pages one by one. */
export function fixPages(
  paths: Iterable<string>,
  read: (path: string) => Uint8Array,
  { engine, handbook }: Revision,
): readonly FixedPage[] {
  const { linter } = engine;
  const fixed: FixedPage[] = [];
  for (const path of paths) {
    const bytes = read(path);
    if (!isUtf8(bytes)) continue;
    const before = linter.parse(path, bytes).source;
    const { source, applied } = applyAllSafe(before, (text) => {
      const page = linter.parse(path, text);
      const over = handbook.overlay(new Map([[path, page]]));
      const { findings, prove } = linter.lintPage(page, over);
      return prove(findings).findings;
    });
    if (applied > 0) fixed.push({ path, before, after: source, applied });
  }
  return fixed;
}

/** Does the same for what a change introduced, and for nothing else. */
export function fixChange(
  { target, read }: Pick<LocalChange, "target" | "read">,
  isChosen: (path: string) => boolean,
): readonly FixedPage[] {
  const { linter } = target.engine;
  const sourceOf = ({ path, after }: ChangedFile): string | undefined =>
    isFixable(after) ? linter.parse(path, after).source : undefined;
  const given = new Map(read.files.map((file) => [file.path, sourceOf(file)]));
  const applied = new Map<string, number>();
  let current = read.files;
  for (let pass = 0; pass < safePassesMax; pass += 1) {
    const { placed } = runSteps(reviewChange(target, { ...read, files: current }, isChosen));
    const byPath = Map.groupBy(
      placed.map(({ finding }) => finding),
      ({ path }) => path,
    );
    const next = current.map((file) => {
      const findings = byPath.get(file.path);
      const source = findings && sourceOf(file);
      if (findings === undefined || source === undefined) return file;
      const fixed = applySafe(source, findings);
      if (fixed.applied === 0) return file;
      applied.set(file.path, (applied.get(file.path) ?? 0) + fixed.applied);
      return { ...file, after: fixed.source };
    });
    if (next.every((file, index) => file === current[index])) break;
    current = next;
  }
  return current.flatMap(({ path, after }) => {
    const before = given.get(path);
    const isFixed = before !== undefined && typeof after === "string" && applied.has(path);
    return isFixed ? [{ path, before, after, applied: applied.get(path) ?? 0 }] : [];
  });
}

/** Text that would not come out as it went in is left alone. */
function isFixable(text: ChangedFile["after"]): text is string | Uint8Array {
  return typeof text === "string" || (text !== undefined && isUtf8(text));
}

/** “3 suggestions applied on 2 pages.” */
export function describeFixed(fixed: readonly FixedPage[], verb = "applied"): string {
  const sum = fixed.reduce((total, { applied }) => total + applied, 0);
  if (sum === 0) return "No suggestion is safe to apply without a look.";
  return `${count(sum, "suggestion")} ${verb} on ${count(fixed.length, "page")}.`;
}

/** Writes fixed pages below a folder. @throws UsageError where one cannot be written */
export function writeFixed(root: string, fixed: readonly FixedPage[]): void {
  for (const { path, after } of fixed) writeWhole(join(root, path), after);
}
