import { applyEdits } from "../text/edit.ts";
import { compareSpans, enclosingSpan } from "../text/span.ts";
import type { Finding, Suggestion } from "./finding.ts";

/** One suggestion may make room for the next: a word that stands there four times is deleted three times. */
export const safePassesMax = 10;

/** A text with suggestions applied, and how many. */
export interface Applied {
  readonly source: string;
  readonly applied: number;
}

/** Chooses edits that can be made together: of two that touch, the later one is left out. */
export function chooseApart<T extends Pick<Suggestion, "edits">>(suggestions: readonly T[]): T[] {
  let end = -1;
  return suggestions
    .map((suggestion) => ({
      suggestion,
      range: enclosingSpan(suggestion.edits.map(({ span }) => span)),
    }))
    .sort((a, b) => compareSpans(a.range, b.range))
    .filter(({ range }) => {
      if (range.start <= end) return false;
      end = range.end;
      return true;
    })
    .map(({ suggestion }) => suggestion);
}

/**
 * Applies to the text of a page the suggestions that may be applied unread, one for each finding at most.
 * Of two that touch, the later one waits for the findings of the text that comes out.
 */
export function applySafe(source: string, findings: readonly Finding[]): Applied {
  const safe = findings.flatMap(
    ({ suggestions }) => suggestions?.find(({ isSafe }) => isSafe) ?? [],
  );
  const chosen = chooseApart(safe);
  return {
    source: applyEdits(
      source,
      chosen.flatMap(({ edits }) => edits),
    ),
    applied: chosen.length,
  };
}

/**
 * Applies them again and again, until no finding has one that is safe. `find` looks at a text and gives its
 * findings with suggestions that hold.
 */
export function applyAllSafe(given: string, find: (source: string) => readonly Finding[]): Applied {
  let source = given;
  let sum = 0;
  for (let pass = 0; pass < safePassesMax; pass += 1) {
    const next = applySafe(source, find(source));
    if (next.applied === 0) break;
    source = next.source;
    sum += next.applied;
  }
  return { source, applied: sum };
}
