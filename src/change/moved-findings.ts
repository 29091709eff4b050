import type { Fault, Finding } from "../lint/finding.ts";
import type { Page } from "../page/page.ts";
import { textOfLines, touchedLines } from "./touched-lines.ts";

/** One page of a change compared with itself. */
export interface Compared {
  readonly before: Page | undefined;
  readonly after: Page | undefined;
  readonly appeared: readonly Finding[];
  readonly removed: readonly Finding[];
  readonly faults: readonly Fault[];
}

/** Shorter lines recur without having been moved: `## Responsibilities`, `---`. */
const movedLineMin = 20;

/**
 * Leaves out findings that only went from one page of the change to another, as when a page is split:
 * the same finding in the same line vanished there.
 * `fixed` counts what was truly removed from pages that stay.
 */
export function withoutMoved(pages: readonly Compared[]): {
  readonly appeared: readonly (readonly Finding[])[];
  readonly fixed: number;
} {
  const removed = new Map<string, number>();
  for (const { before, removed: findings } of pages) {
    for (const finding of findings) {
      const trace = traceOf(finding, before);
      if (trace !== undefined) removed.set(trace, (removed.get(trace) ?? 0) + 1);
    }
  }
  const moved = new Map<string, number>();
  const appeared = pages.map(({ after, appeared: findings }) =>
    findings.filter((finding) => {
      const trace = traceOf(finding, after) ?? "";
      const count = moved.get(trace) ?? 0;
      if (count >= (removed.get(trace) ?? 0)) return true;
      moved.set(trace, count + 1);
      return false;
    }),
  );
  let fixed = 0;
  for (const { before, after, removed: findings } of pages) {
    for (const finding of findings) {
      const trace = traceOf(finding, before) ?? "";
      const count = moved.get(trace) ?? 0;
      if (count > 0) moved.set(trace, count - 1);
      else if (after !== undefined && finding.severity !== "info") fixed += 1;
    }
  }
  return { appeared, fixed };
}

/** What a finding keeps when its line is moved as it is. */
function traceOf(finding: Finding, page: Page | undefined): string | undefined {
  if (page === undefined) return undefined;
  const text = textOfLines(page, touchedLines(finding, page));
  if (text.length < movedLineMin) return undefined;
  return `${finding.severity}\n${finding.identity}\n${text}`;
}
