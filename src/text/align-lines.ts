import { changedLines } from "./changed-lines.ts";
import { slideChanges } from "./slide-changes.ts";

/**
 * Finds which old line each new line is: 1-based, 0 for a line that is new. It is what `git diff` says, also where
 * equal lines leave a choice.
 */
export function alignLines(oldLines: readonly string[], newLines: readonly string[]): Int32Array {
  const changed = changedLines(oldLines, newLines);
  const old = { lines: oldLines, isChanged: changed.old };
  const fresh = { lines: newLines, isChanged: changed.fresh };
  slideChanges(old, fresh);
  slideChanges(fresh, old);
  const oldLineOf = new Int32Array(newLines.length);
  let oldAt = 0;
  for (let index = 0; index < newLines.length; index += 1) {
    if (fresh.isChanged[index] === 1) continue;
    while (old.isChanged[oldAt] === 1) oldAt += 1;
    oldAt += 1;
    oldLineOf[index] = oldAt;
  }
  return oldLineOf;
}
