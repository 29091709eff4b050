import { isUtf8 } from "node:buffer";
import { renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { ChangedFile } from "../change/change.ts";
import type { Revision } from "../change/revision.ts";
import { applyAllSafe, applySafe, safePassesMax } from "../lint/apply-safe.ts";
import { reviewChange } from "../review/review-change.ts";
import { runSteps } from "../text/steps.ts";
import { count } from "../text/wording.ts";
import type { LocalChange } from "./change/read-git-change.ts";
import { UsageError } from "./usage-error.ts";

/** Applies what is safe on pages one by one. Gives how many suggestions, by path. */
export function fixPages(
  paths: Iterable<string>,
  read: (path: string) => Uint8Array,
  { engine, handbook }: Revision,
  root: string,
): ReadonlyMap<string, number> {
  const { linter } = engine;
  const fixed = new Map<string, number>();
  for (const path of paths) {
    const bytes = read(path);
    if (!isUtf8(bytes)) continue;
    const given = linter.parse(path, bytes).source;
    const { source, applied } = applyAllSafe(given, (text) => {
      const page = linter.parse(path, text);
      const over = handbook.overlay(new Map([[path, page]]));
      const { findings, prove } = linter.lintPage(page, over);
      return prove(findings).findings;
    });
    if (applied === 0) continue;
    write(root, path, source);
    fixed.set(path, applied);
  }
  return fixed;
}

/** Does the same for what a change introduced, and for nothing else. */
export function fixChanges(
  { target, read }: Pick<LocalChange, "target" | "read">,
  isChosen: (path: string) => boolean,
  root: string,
): ReadonlyMap<string, number> {
  const { linter } = target.engine;
  const fixed = new Map<string, number>();
  let current = read.files;
  for (let pass = 0; pass < safePassesMax; pass += 1) {
    const { placed } = runSteps(reviewChange(target, { ...read, files: current }, isChosen));
    const byPath = Map.groupBy(
      placed.map(({ finding }) => finding),
      ({ path }) => path,
    );
    let isChanged = false;
    current = current.map((change) => {
      const findings = byPath.get(change.path);
      if (!isFixable(change.after) || findings === undefined) return change;
      const { source, applied } = applySafe(
        linter.parse(change.path, change.after).source,
        findings,
      );
      if (applied === 0) return change;
      isChanged = true;
      fixed.set(change.path, (fixed.get(change.path) ?? 0) + applied);
      return { ...change, after: source };
    });
    if (!isChanged) break;
  }
  for (const { path, after } of current) {
    if (typeof after === "string" && fixed.has(path)) write(root, path, after);
  }
  return fixed;
}

/** Text that would not come out as it went in is left alone. */
function isFixable(text: ChangedFile["after"]): text is string | Uint8Array {
  return typeof text === "string" || (text !== undefined && isUtf8(text));
}

/** “3 suggestions applied on 2 pages.” */
export function describeFixed(fixed: ReadonlyMap<string, number>): string {
  const sum = [...fixed.values()].reduce((total, applied) => total + applied, 0);
  if (sum === 0) return "No suggestion is one that may be applied unread.";
  return `${count(sum, "suggestion")} applied on ${count(fixed.size, "page")}.`;
}

/** The whole page or nothing: a full disk leaves the old one. */
function write(root: string, path: string, source: string): void {
  const file = join(root, path);
  const beside = `${file}.handbook-bot`;
  try {
    writeFileSync(beside, source, { mode: statSync(file).mode });
    renameSync(beside, file);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
