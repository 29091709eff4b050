import type { ListedFile } from "../../change/select-files.ts";
import { fieldsOf, type Git } from "./git.ts";
import { isFileMode } from "./git-tree.ts";

/** A changed file with the ids of its contents on both sides. */
export interface GitFile extends ListedFile {
  readonly oldBlob: string | undefined;
  readonly newBlob: string | undefined;
}

/**
 * How GitLab asks git: a file of which 30 % are the same was renamed. internal/gitaly/service/diff/commit.go,
 * Gitaly, 2026-11.
 */
const options = ["-r", "--find-renames=30%", "--relative", "--full-index", "--no-ext-diff"];

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
  return files.flatMap(({ oldMode, newMode, ...file }, index) =>
    asFile({ ...file, diff: isSure ? hunks[index] : undefined }, oldMode, newMode),
  );
}

type RawFile = GitFile & { readonly oldMode: string; readonly newMode: string };

/** `:100644 100644 OLD NEW M\0path\0`, `:… R087\0old\0new\0`. */
function readRaw(fields: readonly string[]): readonly RawFile[] {
  const files: RawFile[] = [];
  for (let at = 0; at < fields.length;) {
    const [oldMode = "", newMode = "", oldId = "", newId = "", letters = ""] = (fields[at] ?? "")
      .slice(1)
      .split(" ");
    const isRenamed = letters.startsWith("R");
    const oldPath = fields[at + 1] ?? "";
    const path = isRenamed ? (fields[at + 2] ?? "") : oldPath;
    at += isRenamed ? 3 : 2;
    const status = isRenamed
      ? "renamed"
      : letters === "A"
        ? "added"
        : letters === "D"
          ? "deleted"
          : "modified";
    const oldBlob = status === "added" ? undefined : oldId;
    const newBlob = status === "deleted" ? undefined : newId;
    files.push({ status, oldPath, path, oldBlob, newBlob, oldMode, newMode, diff: undefined });
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
