import { createHash } from "node:crypto";
import { join } from "node:path";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { Engine } from "./engine.ts";
import { writePack, type PackedFile, type PagePack } from "./page-pack.ts";

/** From this many changed files on, one archive is cheaper than as many requests. */
export const singleFilesMax = 100;

/** Paths that differ between two commits, and whether the newer one has them. */
export type ChangedPaths = ReadonlyMap<string, "there" | "gone">;

/** What differs between two commits; undefined where that is too much, or not known. */
export async function changedSince(
  gitlab: GitLab,
  projectId: number,
  from: string,
  to: string,
): Promise<ChangedPaths | undefined> {
  if (from === to) return new Map();
  const files = await gitlab.changedPaths(projectId, from, to);
  if (files === "unknown") return undefined;
  const paths = new Map<string, "there" | "gone">();
  for (const { oldPath } of files) paths.set(oldPath, "gone");
  for (const { newPath, status } of files) if (status !== "deleted") paths.set(newPath, "there");
  return paths.size > singleFilesMax ? undefined : paths;
}

/** A stored pack serves another configuration only if it holds all that this one wants to read. */
export function isComplete(stored: PagePack, engine: Engine): boolean {
  return stored.others.every((path) => !engine.isWanted(path));
}

/** Which commit a pack shows, and where it is kept. */
export interface PackPlace {
  readonly projectId: number;
  readonly sha: string;
  readonly path: string;
}

/** Packs all the files of a commit that this configuration reads, from one archive. */
export function fetchAll(
  gitlab: GitLab,
  engine: Engine,
  { projectId, sha, path }: PackPlace,
): Promise<PagePack> {
  const others: string[] = [];
  const isWanted = (name: string): boolean => {
    if (engine.isWanted(name)) return true;
    others.push(name);
    return false;
  };
  return writePack(path, sha, gitlab.archive(projectId, sha, isWanted), () => others);
}

/** Packs the files of a commit: those that changed since the stored pack are fetched one by one. */
export async function update(
  gitlab: GitLab,
  engine: Engine,
  { projectId, sha, path }: PackPlace,
  stored: PagePack,
  changed: ChangedPaths,
): Promise<PagePack> {
  if (stored.sha === sha) return stored;
  const others = new Set(stored.others);
  async function* files(): AsyncGenerator<PackedFile> {
    for (const file of stored.files()) if (!changed.has(file.path)) yield file;
    for (const [name, state] of changed) {
      others.delete(name);
      if (state === "gone") continue;
      if (!engine.isWanted(name)) {
        others.add(name);
        continue;
      }
      const bytes = await fileThere(gitlab, projectId, name, sha);
      if (bytes !== undefined) yield { path: name, bytes };
    }
  }
  return writePack(path, sha, files(), () => [...others]);
}

/**
 * A file that the commit is known to have. That it is not found all the same is a mishap of the moment,
 * such as a role that was missing; taken for the truth, it would stay in the copy.
 */
export async function fileThere(
  gitlab: GitLab,
  projectId: number,
  path: string,
  sha: string,
): Promise<Uint8Array | undefined> {
  const content = await gitlab.file(projectId, path, sha);
  if (content === undefined)
    throw new Error(`GitLab does not give ${path} at ${sha}, which has it.`);
  return content === "too-large" ? undefined : content;
}

/** A file that is too large to be a page counts as none. */
export async function textFile(
  gitlab: GitLab,
  projectId: number,
  path: string,
  sha: string,
): Promise<Uint8Array | undefined> {
  const content = await gitlab.file(projectId, path, sha);
  return content === "too-large" ? undefined : content;
}

/** Where the pack of a branch is kept: a branch name can hold what a file name cannot. */
export function packPath(dataDir: string, projectId: number, branch: string): string {
  const name = createHash("sha256").update(branch).digest("hex").slice(0, 12);
  return join(dataDir, "handbooks", `${projectId}-${name}.pack`);
}
