import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { Git } from "./git.ts";

/** The files on disk as git would commit them. */
export interface WorkingTree {
  readonly tree: string;
  /** Lets git find the objects of the tree. */
  readonly env: Readonly<Record<string, string>>;
  readonly discard: () => void;
}

/**
 * Writes the files below a folder as a tree: changes that are not committed count, and so do new files that
 * git does not ignore. Index and objects are kept apart, and the repository stays as it is.
 * @throws UsageError when git cannot read a file.
 */
export async function writeWorkingTree(git: Git, folder: string): Promise<WorkingTree> {
  const [index = "", objects = ""] = (
    await git.run(["rev-parse", "--git-path", "index", "--git-path", "objects"])
  )
    .toString("utf8")
    .split("\n")
    .map((path) => resolve(folder, path));
  const apart = mkdtempSync(join(tmpdir(), "handbook-bot-"));
  const discard = (): void => rmSync(apart, { recursive: true, force: true });
  const others = process.env["GIT_ALTERNATE_OBJECT_DIRECTORIES"];
  const env = {
    GIT_INDEX_FILE: join(apart, "index"),
    GIT_OBJECT_DIRECTORY: apart,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: others === undefined ? objects : `${objects}:${others}`,
  };
  try {
    if (existsSync(index)) copyIndex(index, env.GIT_INDEX_FILE);
    await git.run(["-c", "core.looseCompression=0", "add", "--all", "--", "."], { env });
    const tree = (await git.run(["write-tree"], { env })).toString("utf8").trim();
    return { tree, env, discard };
  } catch (error) {
    discard();
    throw error;
  }
}

/**
 * Copies what git knows of the files' times, so that only changed files are read. Git reads a file again that is no
 * older than its index; a copy that is younger than both would hide what was saved within the same second.
 */
function copyIndex(from: string, to: string): void {
  copyFileSync(from, to);
  const seconds = Math.floor(statSync(from).mtimeMs / 1_000);
  utimesSync(to, seconds, seconds);
}
