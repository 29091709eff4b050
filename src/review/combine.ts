import type { LineReplacement } from "../change/placed-finding.ts";
import { chooseApart } from "../lint/apply-safe.ts";
import { applyEdits, type Edit } from "../text/edit.ts";

/** Replacements that are made as one. */
export interface Combined {
  readonly replacement: LineReplacement;
  /** Those that are part of it. Others touch one of these, or would leave a blank edge. */
  readonly parts: readonly LineReplacement[];
}

/**
 * Makes one replacement of several that share a line, as many as can be made together. Undefined where there
 * are none. Each has been proven by itself, and those that are taken do not touch.
 */
export function combine(replacements: readonly LineReplacement[]): Combined | undefined {
  const first = Math.min(...replacements.map((each) => each.first));
  const { starts, before } = readLines(replacements, first);
  const moved = replacements.map((part) => ({ part, edits: moveEdits(part, starts, first) }));
  // Two rules may ask for the very same edit.
  const distinct = Map.groupBy(moved, ({ edits }) => JSON.stringify(edits));
  const apart = chooseApart([...distinct.values()].flatMap((same) => same.slice(0, 1)));
  let combined: Combined | undefined;
  const chosen: typeof moved = [];
  for (const next of apart) {
    const tried = [...chosen, next];
    const after = edited(before, tried);
    const parts = tried.flatMap(({ edits }) =>
      (distinct.get(JSON.stringify(edits)) ?? []).map(({ part }) => part),
    );
    const replacement = after && merge(parts, first, before, after);
    if (replacement === undefined || hasBlankEdge(replacement)) continue;
    chosen.push(next);
    combined = { replacement, parts };
  }
  return combined;
}

/** The edits of a replacement, counted from the start of the first line of all. */
function moveEdits(
  { first: own, edits }: LineReplacement,
  starts: readonly number[],
  first: number,
): readonly Edit[] {
  const by = starts[own - first] ?? 0;
  return edits.map(({ span: { start, end }, text }) => ({
    span: { start: start + by, end: end + by },
    text,
  }));
}

/** All lines that are replaced, and where each begins. Those of replacements that share a line have no gap. */
function readLines(
  replacements: readonly LineReplacement[],
  first: number,
): { readonly before: readonly string[]; readonly starts: readonly number[] } {
  const before: string[] = [];
  for (const each of replacements) {
    for (const [index, line] of each.before.entries()) before[each.first - first + index] = line;
  }
  const starts: number[] = [];
  let at = 0;
  for (const line of before) {
    starts.push(at);
    at += line.length + 1;
  }
  return { before, starts };
}

/** The lines afterwards; undefined where the last one would lose its end. */
function edited(
  before: readonly string[],
  chosen: readonly Pick<LineReplacement, "edits">[],
): readonly string[] | undefined {
  const text = applyEdits(
    `${before.join("\n")}\n`,
    chosen.flatMap(({ edits }) => edits),
  );
  if (text === "") return [];
  return text.endsWith("\n") ? text.slice(0, -1).split("\n") : undefined;
}

/** GitLab cuts blank lines at the edges of a suggestion. */
function hasBlankEdge({ after }: LineReplacement): boolean {
  return after.at(0)?.trim() === "" || after.at(-1)?.trim() === "";
}

/** The lines of the parts alone, without those around that only the left out replaced. */
function merge(
  parts: readonly LineReplacement[],
  first: number,
  before: readonly string[],
  after: readonly string[],
): LineReplacement {
  const from = Math.min(...parts.map((part) => part.first));
  const to = Math.max(...parts.map((part) => part.last));
  const above = from - first;
  const below = before.length - (to - first + 1);
  return {
    label: parts.map(({ label }) => label).join(", "),
    isSafe: parts.every(({ isSafe }) => isSafe),
    first: from,
    last: to,
    before: before.slice(above, before.length - below),
    after: after.slice(above, after.length - below),
    edits: [],
    isCrlf: parts.some(({ isCrlf }) => isCrlf),
  };
}
