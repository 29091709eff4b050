import type { FixedPage } from "../fix-change.ts";
import type { PostedSuggestion, PostedThread } from "../review.ts";

/**
 * The suggestions in comments that give exactly these pages when GitLab applies them together; undefined where
 * none do. A comment may offer two, of which only the one that helps is taken.
 */
export function equalSuggestions(
  pages: readonly FixedPage[],
  threads: readonly PostedThread[],
): readonly number[] | undefined {
  const ids: number[] = [];
  for (const page of pages) {
    const offered = threads
      .filter(
        ({ path, isResolved, newLine }) =>
          path === page.path && !isResolved && newLine !== undefined,
      )
      .flatMap(({ suggestions }) => suggestions.slice(0, 1))
      .filter(({ isAppliable }) => isAppliable);
    const chosen = offered.filter((each) => isPartOf(page, each));
    if (chosen.length === 0 || applied(page.before, chosen) !== page.after) return undefined;
    ids.push(...chosen.map(({ id }) => id));
  }
  return ids;
}

/** Whether the page reads so behind the fix as the suggestion says. */
function isPartOf({ after }: FixedPage, { text }: PostedSuggestion): boolean {
  return text === "" || `\n${after}`.includes(`\n${text}`);
}

/** Undefined where two of them touch the same line: GitLab refuses those. */
function applied(before: string, chosen: readonly PostedSuggestion[]): string | undefined {
  const lines = before.split(/(?<=\n)/);
  const fromEnd = [...chosen].sort((a, b) => b.first - a.first);
  let limit = Infinity;
  for (const { first, last, text } of fromEnd) {
    if (last >= limit) return undefined;
    lines.splice(first - 1, last - first + 1, text);
    limit = first;
  }
  return lines.join("");
}
