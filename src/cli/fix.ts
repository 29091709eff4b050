import { join } from "node:path";

import type { FixedPage } from "../review/fix-change.ts";
import { count } from "../text/wording.ts";
import type { OpenHandbook } from "./open-handbook.ts";
import { say } from "./own-progress.ts";
import { workOnPages } from "./threads/work-on-pages.ts";
import { writeWhole } from "./write-whole.ts";

/** Rounds over a handbook: the second lets pages follow those that changed in the first, and most need no third. */
const roundsMax = 5;

/**
 * Applies what is safe to pages one by one, and says on standard error which could not be looked at. What was held
 * back on a page is tried again while other pages change.
 */
export async function fixPages(
  opened: OpenHandbook,
  paths: readonly string[],
  { slow }: { readonly slow: boolean },
): Promise<readonly FixedPage[]> {
  const loaded = await opened.loadRules({ slow });
  const fixed = new Map<string, FixedPage>();
  const encoder = new TextEncoder();
  const texts = new Map<string, Uint8Array>();
  const read = (path: string): Uint8Array => texts.get(path) ?? opened.read(path);
  let waiting = paths;
  for (let round = 0; waiting.length > 0; round += 1) {
    if (round === roundsMax) {
      say(`Pages that depend on each other still changed after ${roundsMax} rounds. Run it again.`);
      break;
    }
    const options = { slow, task: { kind: "fix" } } as const;
    const outcomes = await workOnPages({ ...opened, read }, loaded, waiting, options);
    for (const { faults } of outcomes) {
      for (const { path, message } of faults) say(`${path}: ${message}`);
    }
    const changed = outcomes.flatMap((outcome) => outcome.fixed ?? []);
    for (const page of changed) {
      const earlier = fixed.get(page.path);
      fixed.set(page.path, earlier ? joined(earlier, page) : page);
      texts.set(page.path, encoder.encode(page.after));
    }
    const isHeldBack = (_: string, index: number): boolean => outcomes[index]?.isHeldBack === true;
    waiting = changed.length === 0 ? [] : waiting.filter(isHeldBack);
  }
  return paths.flatMap((path) => fixed.get(path) ?? []);
}

function joined({ path, before, applied }: FixedPage, later: FixedPage): FixedPage {
  return { path, before, after: later.after, applied: applied + later.applied };
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
