import { compareText } from "../../text/compare-text.ts";

/** A file that only one of two folders has. */
export interface LoneFile {
  readonly path: string;
  /** Two files with the same id have the same bytes, and others have not. */
  readonly id: string;
  /** Undefined for a file that is too large to be read: it is paired by its id alone. */
  readonly bytes: Uint8Array | undefined;
}

/** As GitLab asks git: at least so much of the larger file is the same. */
const similarityMin = 0.3;
/** A file that kept its name is taken for the same at this similarity, whatever else there is. */
const namesakeMin = (1 + similarityMin) / 2;
/** Git compares no more pairs than 1,000 files make with 1,000. */
const pairsMax = 1_000_000;
/** Of a line without an end so many bytes count as one. */
const chunkBytes = 64;

/**
 * Pairs removed files with added ones as git does from 2.44 on (diffcore-rename.c, diffcore-delta.c): those with the same bytes, then namesakes, then the most
 * similar. Gives the old path by the new one.
 */
export function findRenames(
  removed: readonly LoneFile[],
  added: readonly LoneFile[],
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const from = new Set(removed);
  const to = new Set(added);
  const pair = (old: LoneFile, file: LoneFile): void => {
    renames.set(file.path, old.path);
    from.delete(old);
    to.delete(file);
  };
  for (const file of added) {
    const equal = [...from].filter(({ id }) => id === file.id);
    const old = equal.find(({ path }) => nameOf(path) === nameOf(file.path)) ?? equal[0];
    if (old !== undefined) pair(old, file);
  }
  for (const [file, old] of namesakes([...from], [...to])) {
    if (similarity(old, file) >= namesakeMin) pair(old, file);
  }
  if (from.size * to.size > pairsMax) return renames;
  const candidates = [...to]
    .flatMap((file) => [...from].map((old) => ({ file, old, score: similarity(old, file) })))
    .filter(({ score }) => score >= similarityMin)
    .sort((a, b) => b.score - a.score || compareText(a.file.path, b.file.path));
  for (const { file, old } of candidates) if (to.has(file) && from.has(old)) pair(old, file);
  return renames;
}

/** Files whose name no other file of their side has. */
function namesakes(
  removed: readonly LoneFile[],
  added: readonly LoneFile[],
): readonly (readonly [LoneFile, LoneFile])[] {
  const old = Map.groupBy(removed, ({ path }) => nameOf(path));
  const files = Map.groupBy(added, ({ path }) => nameOf(path));
  return [...files].flatMap(([name, [file, another]]) => {
    const [was, other] = old.get(name) ?? [];
    return file && was && !another && !other ? [[file, was] as const] : [];
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

const known = new WeakMap<LoneFile, ReadonlyMap<string, number>>();

/** The share of the larger file that both have in common, counted in lines, from 0 to 1. */
function similarity(one: LoneFile, other: LoneFile): number {
  if (one.bytes === undefined || other.bytes === undefined) return 0;
  const larger = Math.max(one.bytes.length, other.bytes.length);
  const smaller = Math.min(one.bytes.length, other.bytes.length);
  if (smaller === 0 || smaller < larger * similarityMin) return 0;
  const chunks = chunksOf(other);
  let common = 0;
  for (const [text, bytes] of chunksOf(one)) common += Math.min(bytes, chunks.get(text) ?? 0);
  return common / larger;
}

/** How many bytes each different line takes. */
function chunksOf(file: LoneFile): ReadonlyMap<string, number> {
  const found = known.get(file);
  if (found !== undefined) return found;
  const text = Buffer.from(file.bytes ?? []).toString("latin1");
  const chunks = new Map<string, number>();
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf("\n", start) + 1 || text.length;
    const end = Math.min(lineEnd, start + chunkBytes);
    const chunk = text.slice(start, end).replace(/\r\n$/, "\n");
    chunks.set(chunk, (chunks.get(chunk) ?? 0) + chunk.length);
    start = end;
  }
  known.set(file, chunks);
  return chunks;
}
