import { isUtf8 } from "node:buffer";
import { join } from "node:path";

import type { Revision } from "../change/revision.ts";
import { applyAllSafe } from "../lint/apply-safe.ts";
import type { FixedPage } from "../review/fix-change.ts";
import { count } from "../text/wording.ts";
import { writeWhole } from "./write-whole.ts";

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
