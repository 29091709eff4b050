import { join } from "node:path";

import type { FixedPage } from "../review/fix-change.ts";
import { count } from "../text/wording.ts";
import type { OpenHandbook } from "./open-handbook.ts";
import { say } from "./own-progress.ts";
import { workOnPages } from "./threads/work-on-pages.ts";
import { writeWhole } from "./write-whole.ts";

/**
 * Applies what is safe to pages one by one, and says on standard error which could not be looked at.
 */
export async function fixPages(
  opened: OpenHandbook,
  paths: readonly string[],
  { slow }: { readonly slow: boolean },
): Promise<readonly FixedPage[]> {
  const loaded = await opened.loadRules({ slow });
  const outcomes = await workOnPages(opened, loaded, paths, { slow, task: { kind: "fix" } });
  for (const { faults } of outcomes) {
    for (const { path, message } of faults) say(`${path}: ${message}`);
  }
  return outcomes.flatMap(({ fixed }) => fixed ?? []);
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
