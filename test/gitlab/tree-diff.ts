import {
  readBlob,
  readCommit,
  readTree,
  type ObjectStore,
  type Sha,
  type TreeEntry,
} from "./repository.ts";
import { compareText } from "../../src/text/compare-text.ts";

/** One changed file between two commits, renames already paired. */
export interface FileChange {
  readonly oldPath: string;
  readonly newPath: string;
  readonly before: TreeEntry | undefined;
  readonly after: TreeEntry | undefined;
}

interface OneSide {
  readonly path: string;
  readonly entry: TreeEntry;
}

/** Gitaly asks git for `--find-renames=30%`. internal/gitaly/service/diff/commit_diff.go, 2026-11 */
const SIMILARITY_MIN = 0.3;
/** Git's default `diff.renameLimit` is far higher; this bounds the quadratic pairing. */
const RENAME_PAIRS_MAX = 250_000;

/** The files that differ between two commits, sorted by path, with renames found as git finds them. */
export function changedFiles(store: ObjectStore, from: Sha, to: Sha): FileChange[] {
  const changes: FileChange[] = [];
  const deleted: OneSide[] = [];
  const added: OneSide[] = [];
  compareTrees(store, readCommit(store, from).tree, readCommit(store, to).tree, "", (change) => {
    const { oldPath, newPath, before, after } = change;
    if (before === undefined && after !== undefined) added.push({ path: newPath, entry: after });
    else if (after === undefined && before !== undefined)
      deleted.push({ path: oldPath, entry: before });
    else changes.push(change);
  });
  const renames = pairRenames(store, deleted, added);
  const gone = new Set([...renames.values()].map(({ path }) => path));
  for (const { path, entry } of added) {
    const source = renames.get(path);
    changes.push({
      oldPath: source?.path ?? path,
      newPath: path,
      before: source?.entry,
      after: entry,
    });
  }
  for (const { path, entry } of deleted) {
    if (!gone.has(path))
      changes.push({ oldPath: path, newPath: path, before: entry, after: undefined });
  }
  return changes.sort((a, b) => compareText(a.newPath, b.newPath));
}

function compareTrees(
  store: ObjectStore,
  from: Sha | undefined,
  to: Sha | undefined,
  prefix: string,
  emit: (change: FileChange) => void,
): void {
  if (from === to) return;
  const left = from === undefined ? new Map<string, TreeEntry>() : readTree(store, from);
  const right = to === undefined ? new Map<string, TreeEntry>() : readTree(store, to);
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const before = left.get(name);
    const after = right.get(name);
    if (before?.sha === after?.sha && before?.mode === after?.mode) continue;
    const path = prefix + name;
    const [beforeTree, beforeFile] = split(before);
    const [afterTree, afterFile] = split(after);
    compareTrees(store, beforeTree, afterTree, `${path}/`, emit);
    if (beforeFile !== undefined || afterFile !== undefined)
      emit({ oldPath: path, newPath: path, before: beforeFile, after: afterFile });
  }
}

function split(entry: TreeEntry | undefined): [Sha | undefined, TreeEntry | undefined] {
  return entry?.mode === "040000" ? [entry.sha, undefined] : [undefined, entry];
}

/** Maps the path of an added file to the deleted file that it was. */
function pairRenames(
  store: ObjectStore,
  deleted: readonly OneSide[],
  added: readonly OneSide[],
): Map<string, OneSide> {
  const pairs = new Map<string, OneSide>();
  const left = new Set(deleted);
  for (const file of added) {
    for (const old of left) {
      if (old.entry.sha !== file.entry.sha) continue;
      pairs.set(file.path, old);
      left.delete(old);
      break;
    }
  }
  const open = added.filter(({ path }) => !pairs.has(path));
  if (open.length * left.size > RENAME_PAIRS_MAX) return pairs;
  const candidates: { readonly file: OneSide; readonly old: OneSide; readonly score: number }[] =
    [];
  const weights = new Map<Sha, Map<string, number>>();
  const weigh = (sha: Sha): Map<string, number> => {
    const known = weights.get(sha) ?? lineWeights(readBlob(store, sha));
    weights.set(sha, known);
    return known;
  };
  for (const file of open) {
    for (const old of left) {
      const score = similarity(store, weigh, old.entry.sha, file.entry.sha);
      if (score >= SIMILARITY_MIN) candidates.push({ file, old, score });
    }
  }
  for (const { file, old } of candidates.sort((a, b) => b.score - a.score)) {
    if (pairs.has(file.path) || !left.has(old)) continue;
    pairs.set(file.path, old);
    left.delete(old);
  }
  return pairs;
}

/** Git cuts a file into lines, and a line into pieces of 64 bytes. diffcore-delta.c, `hash_chars`, 2026-11 */
function lineWeights(content: Buffer): Map<string, number> {
  const weights = new Map<string, number>();
  const text = content.toString("latin1");
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf("\n", start) + 1 || text.length;
    const piece = text.slice(start, Math.min(lineEnd, start + 64));
    weights.set(piece, (weights.get(piece) ?? 0) + piece.length);
    start += piece.length;
  }
  return weights;
}

/** The share of bytes that both files have in common, counted in whole lines. */
function similarity(
  store: ObjectStore,
  weigh: (sha: Sha) => Map<string, number>,
  left: Sha,
  right: Sha,
): number {
  const longer = Math.max(readBlob(store, left).length, readBlob(store, right).length);
  const shorter = Math.min(readBlob(store, left).length, readBlob(store, right).length);
  if (shorter === 0 || shorter / longer < SIMILARITY_MIN) return 0;
  let common = 0;
  const other = weigh(right);
  for (const [line, bytes] of weigh(left)) common += Math.min(bytes, other.get(line) ?? 0);
  return common / longer;
}
