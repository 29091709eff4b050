import type { ChangedFile, ReadChange } from "../change/change.ts";
import type { Revision } from "../change/revision.ts";
import { applySafe, safePassesMax } from "../lint/apply-safe.ts";
import type { Finding } from "../lint/finding.ts";
import type { Steps } from "../text/steps.ts";
import type { PostedSuggestion } from "./review.ts";
import { reviewChange } from "./review-change.ts";

/** A page with suggestions applied that is not written yet. */
export interface FixedPage {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** How many suggestions were applied. */
  readonly applied: number;
}

/**
 * Applies the safe suggestions for what a change introduced, again and again until there are none: what the
 * command line writes to disk and the bot to the source branch. Only for findings that are wanted.
 */
export function* fixChange(
  target: Revision,
  read: ReadChange,
  isChosen: (path: string) => boolean = () => true,
  isWanted: (finding: Finding) => boolean = () => true,
): Steps<readonly FixedPage[]> {
  const sourceOf = sourceReader(target);
  const given = new Map(read.files.map((file) => [file.path, sourceOf(file)]));
  const applied = new Map<string, number>();
  let current = read.files;
  for (let pass = 0; pass < safePassesMax; pass += 1) {
    const { placed } = yield* reviewChange(target, { ...read, files: current }, isChosen);
    const byPath = Map.groupBy(
      placed.map(({ finding }) => finding).filter(isWanted),
      ({ path }) => path,
    );
    const next = current.map((file) => {
      const findings = byPath.get(file.path);
      const source = findings && sourceOf(file);
      if (findings === undefined || source === undefined) return file;
      const fixed = applySafe(source, findings);
      if (fixed.applied === 0) return file;
      applied.set(file.path, (applied.get(file.path) ?? 0) + fixed.applied);
      return { ...file, after: fixed.source, diff: undefined };
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

/** What the suggestion of a comment makes of a page; undefined where the page is not UTF-8. */
export function fixLines(
  path: string,
  content: Uint8Array,
  { first, last, text }: LinesOfSuggestion,
): FixedPage | undefined {
  if (!isUtf8(content)) return undefined;
  const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
  const lines = before.split(/(?<=\n)/);
  lines.splice(first - 1, last - first + 1, text);
  return { path, before, after: lines.join(""), applied: 1 };
}

/** Lines that a suggestion replaces, 1-based, both inclusive, and what stands there afterwards. */
export type LinesOfSuggestion = Pick<PostedSuggestion, "first" | "last" | "text">;

/** Text that would not come out as it went in is left alone. */
function sourceReader({ engine: { linter } }: Revision) {
  return ({ path, after }: ChangedFile): string | undefined =>
    typeof after === "string" || (after !== undefined && isUtf8(after))
      ? linter.parse(path, after).source
      : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
