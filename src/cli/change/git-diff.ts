import type { ListedFile } from "../../change/select-files.ts";
import { fileBytesMax } from "../../change/unread-files.ts";
import { compareText } from "../../text/compare-text.ts";
import { fieldsOf, type Git } from "./git.ts";
import { isFileMode, readBlobs, sizesOf } from "./git-tree.ts";
import { findRenames, type LoneFile } from "./renames.ts";

/** A changed file with the ids of its contents on both sides. */
export interface GitFile extends ListedFile {
  readonly oldBlob: string | undefined;
  readonly newBlob: string | undefined;
}

/**
 * Renames are paired by this program: which files git pairs depends on its version (before 2.44 it left the
 * last line out where it had no end), and GitLab has a git of its own.
 */
const options = ["-r", "--no-renames", "--relative", "--full-index", "--no-ext-diff"];

/** Lists what differs between two trees below the folder, as GitLab would. */
export async function diffTrees(
  git: Git,
  from: string,
  to: string,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly GitFile[]> {
  const raw = await git.run(["diff-tree", "--raw", "-z", ...options, from, to], { env });
  const patch = await git.run(["diff-tree", "-p", ...options, from, to], { env });
  const files = readRaw(fieldsOf(raw));
  const hunks = readHunks(patch.toString("utf8"));
  // A link that becomes a file, or the other way round, has two patches: nobody knows which is whose.
  const isSure = hunks.length === files.length;
  const listed = files.flatMap(({ oldMode, newMode, ...file }, index) =>
    asFile({ ...file, diff: isSure ? hunks[index] : undefined }, oldMode, newMode),
  );
  return pairRenames(git, listed, env);
}

async function pairRenames(
  git: Git,
  listed: readonly GitFile[],
  env: Readonly<Record<string, string>>,
): Promise<readonly GitFile[]> {
  const removed = listed.filter(({ status }) => status === "deleted");
  const added = listed.filter(({ status }) => status === "added");
  if (removed.length === 0 || added.length === 0) return listed;
  const blobs = [...removed.map(oldBlobOf), ...added.map(newBlobOf)];
  const sizes = await sizesOf(git, blobs, env);
  const readable = blobs.filter((blob) => (sizes.get(blob) ?? 0) <= fileBytesMax);
  const contents = await readBlobs(git, readable, env);
  const loneFile = (path: string, blob: string): LoneFile => ({
    path,
    id: blob,
    bytes: contents.get(blob),
  });
  const renames = findRenames(
    removed.map((file) => loneFile(file.path, oldBlobOf(file))),
    added.map((file) => loneFile(file.path, newBlobOf(file))),
  );
  const oldFiles = new Map(removed.map((file) => [file.path, file]));
  const moved = new Set(renames.values());
  return listed
    .filter(({ status, path }) => status !== "deleted" || !moved.has(path))
    .map((file) => {
      const old = file.status === "added" ? oldFiles.get(renames.get(file.path) ?? "") : undefined;
      if (old === undefined) return file;
      const diff = old.oldBlob === file.newBlob ? "" : undefined;
      return { ...file, status: "renamed" as const, oldPath: old.path, oldBlob: old.oldBlob, diff };
    })
    .sort((a, b) => compareText(a.path, b.path));
}

function oldBlobOf({ oldBlob = "" }: GitFile): string {
  return oldBlob;
}

function newBlobOf({ newBlob = "" }: GitFile): string {
  return newBlob;
}

type RawFile = GitFile & { readonly oldMode: string; readonly newMode: string };

/** `:100644 100644 OLD NEW M\0path\0`. */
function readRaw(fields: readonly string[]): readonly RawFile[] {
  const files: RawFile[] = [];
  for (let at = 0; at < fields.length; at += 2) {
    const [oldMode = "", newMode = "", oldId = "", newId = "", letter] = (fields[at] ?? "")
      .slice(1)
      .split(" ");
    const path = fields[at + 1] ?? "";
    const status = letter === "A" ? "added" : letter === "D" ? "deleted" : "modified";
    const oldBlob = status === "added" ? undefined : oldId;
    const newBlob = status === "deleted" ? undefined : newId;
    files.push({
      status,
      oldPath: path,
      path,
      oldBlob,
      newBlob,
      oldMode,
      newMode,
      diff: undefined,
    });
  }
  return files;
}

/** A side that is a symbolic link or a submodule has no file. */
function asFile(file: GitFile, oldMode: string, newMode: string): readonly GitFile[] {
  const wasFile = isFileMode(oldMode);
  const isFile = isFileMode(newMode);
  if (wasFile === (file.oldBlob !== undefined) && isFile === (file.newBlob !== undefined)) {
    return [file];
  }
  const { oldPath, path, oldBlob, newBlob } = file;
  return [
    ...(wasFile
      ? [{ status: "deleted", oldPath, path: oldPath, oldBlob, newBlob: undefined } as const]
      : []),
    ...(isFile
      ? [{ status: "added", oldPath: path, path, oldBlob: undefined, newBlob } as const]
      : []),
  ].map((each) => ({ ...each, diff: undefined }));
}

/** Of each file's patch what begins at its first hunk; empty for one without. */
function readHunks(patch: string): readonly string[] {
  return patch
    .split(/^(?=diff --git )/m)
    .filter((part) => part !== "")
    .map((part) => {
      const start = part.search(/^@@ /m);
      return start === -1 ? "" : part.slice(start);
    });
}
