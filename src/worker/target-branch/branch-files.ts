import type { Reads } from "../reviewer/reads.ts";

/** From this many changed files on, one archive is cheaper than as many requests. */
export const SINGLE_FILES_MAX = 100;

/** Paths that differ between two commits, and whether the newer one has them. */
export type ChangedPaths = ReadonlyMap<string, "there" | "removed">;

/** What differs between two commits; undefined where that is too much, or not known. */
export async function changedSince(
  reads: Reads,
  projectId: number,
  from: string,
  to: string,
): Promise<ChangedPaths | undefined> {
  if (from === to) return new Map();
  const files = await reads.changedPaths(projectId, from, to);
  if (files === "unknown") return undefined;
  const paths = new Map<string, "there" | "removed">();
  for (const { oldPath } of files) paths.set(oldPath, "removed");
  for (const { newPath, status } of files) if (status !== "deleted") paths.set(newPath, "there");
  return paths.size > SINGLE_FILES_MAX ? undefined : paths;
}

/**
 * Reads the changed files that are wanted, as they are now; undefined for one that was removed or is too large.
 * @throws Error when GitLab does not give a file that the commit has: taken for the truth, it would stay lost.
 */
export async function readChanged(
  reads: Reads,
  commit: { readonly projectId: number; readonly sha: string },
  changed: ChangedPaths,
  isWanted: (path: string) => boolean,
): Promise<ReadonlyMap<string, Uint8Array | undefined>> {
  const files = new Map<string, Uint8Array | undefined>();
  for (const [path, state] of changed) {
    if (!isWanted(path)) continue;
    files.set(path, state === "there" ? await fileThere(reads, commit, path) : undefined);
  }
  return files;
}

async function fileThere(
  reads: Reads,
  { projectId, sha }: { readonly projectId: number; readonly sha: string },
  path: string,
): Promise<Uint8Array | undefined> {
  const content = await reads.file(projectId, path, sha);
  if (content === undefined)
    throw new Error(`GitLab does not return ${path} at ${sha}, although that commit has it.`);
  return content === "too-large" ? undefined : content;
}

/** Reads a text file that may be missing; one that is too large counts as missing. */
export async function readText(
  reads: Reads,
  { projectId, sha }: { readonly projectId: number; readonly sha: string },
  path: string,
): Promise<string | undefined> {
  const content = await reads.file(projectId, path, sha);
  if (content === undefined || content === "too-large") return undefined;
  return new TextDecoder().decode(content);
}
