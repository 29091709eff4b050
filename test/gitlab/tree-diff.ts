import {
  readBlob,
  readCommit,
  readTree,
  type ObjectStore,
  type Sha,
  type TreeEntry,
} from "./repository.ts";
import { findRenames, type LoneFile } from "../../src/cli/change/renames.ts";
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

/** Gitaly asks git for `--find-renames=30%`. internal/gitaly/service/diff/commit_diff.go, 2026-11 */
function pairRenames(
  store: ObjectStore,
  deleted: readonly OneSide[],
  added: readonly OneSide[],
): Map<string, OneSide> {
  const old = new Map(deleted.map((file) => [file.path, file]));
  const loneFile = ({ path, entry: { sha } }: OneSide): LoneFile => ({
    path,
    id: sha,
    bytes: readBlob(store, sha),
  });
  const pairs = new Map<string, OneSide>();
  for (const [path, from] of findRenames(deleted.map(loneFile), added.map(loneFile))) {
    const source = old.get(from);
    if (source !== undefined) pairs.set(path, source);
  }
  return pairs;
}
