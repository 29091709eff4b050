import { execFile } from "node:child_process";

import type { ChangedFile } from "../change/change.ts";
import { errorCode, UsageError } from "./usage-error.ts";

/** Output of git that is kept in memory: whole pages of a large change. */
const gitBytesMax = 1024 * 1024 * 1024;

/** A page as git names it on both sides. */
interface Renamed {
  readonly status: ChangedFile["status"];
  readonly oldPath: string;
  readonly path: string;
}

/**
 * Compares the files on disk with the commit at which the work branched off from a revision. Changes
 * that are not committed count, and so do new files that git does not ignore.
 * @throws UsageError when git, the repository or the revision is not there, saying what to do.
 */
export async function changesFromRevision(
  revision: string,
  head: {
    readonly root: string;
    readonly isPage: (path: string) => boolean;
    readonly read: (path: string) => Uint8Array;
  },
): Promise<readonly ChangedFile[]> {
  const { root, isPage, read } = head;
  const base = await mergeBase(root, revision);
  const diff = await git(root, [
    "diff",
    "--no-ext-diff",
    "--name-status",
    "-M",
    "-z",
    "--relative",
    base,
    "--",
  ]);
  const untracked = await git(root, ["ls-files", "--others", "--exclude-standard", "-z"]);
  const renamed = [
    ...readNameStatus(split(diff.stdout)),
    ...split(untracked.stdout).map((path): Renamed => ({ status: "added", oldPath: path, path })),
  ].flatMap((entry) => asPages(entry, isPage));
  const before = await readBlobs(
    root,
    base,
    renamed.filter(({ status }) => status !== "added").map(({ oldPath }) => oldPath),
  );
  return renamed.map(({ status, oldPath, path }) => ({
    status,
    oldPath,
    path,
    before: before.get(oldPath),
    after: status === "deleted" ? undefined : read(path),
    diff: undefined,
  }));
}

async function mergeBase(root: string, revision: string): Promise<string> {
  const inside = await git(root, ["rev-parse", "--is-shallow-repository"]);
  if (inside.code !== 0) {
    const words = inside.stderr.split("\n")[0] ?? "";
    throw new UsageError(
      `--base ${revision}: there is no such folder, and git cannot read ${root} (${words}).`,
    );
  }
  const isShallow = inside.stdout.trim() === "true";
  // What begins with a hyphen would be read as an option of git; no revision does.
  const commit = revision.startsWith("-")
    ? undefined
    : await git(root, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
  if (commit?.code !== 0) {
    const branch = revision.replace(/^origin\//, "");
    throw new UsageError(
      `--base ${revision}: there is no such folder or git revision here. ` +
        `If it is a branch of the remote: git fetch origin ${branch}, then --base origin/${branch}.`,
    );
  }
  const found = await git(root, ["merge-base", commit.stdout.trim(), "HEAD"]);
  const base = found.stdout.trim();
  if (found.code === 0 && base !== "") return base;
  throw new UsageError(
    isShallow
      ? `--base ${revision}: this clone is shallow and does not reach back to where the branches part. ` +
          "Run git fetch --unshallow, or set GIT_DEPTH: 0 in the CI job."
      : `--base ${revision}: it shares no history with HEAD.`,
  );
}

/** `M\0path`, `R087\0old\0new`. */
function readNameStatus(fields: readonly string[]): readonly Renamed[] {
  const entries: Renamed[] = [];
  for (let at = 0; at < fields.length;) {
    const letter = fields[at]?.charAt(0) ?? "";
    const oldPath = fields[at + 1] ?? "";
    if (letter === "R" || letter === "C") {
      const path = fields[at + 2] ?? "";
      entries.push(
        letter === "R"
          ? { status: "renamed", oldPath, path }
          : { status: "added", oldPath: path, path },
      );
      at += 3;
    } else {
      const status = letter === "A" ? "added" : letter === "D" ? "deleted" : "modified";
      entries.push({ status, oldPath, path: oldPath });
      at += 2;
    }
  }
  return entries;
}

/** A file that becomes a page is added, one that ceases to be a page is deleted. */
function asPages(entry: Renamed, isPage: (path: string) => boolean): readonly Renamed[] {
  const { oldPath, path } = entry;
  if (isPage(path) && isPage(oldPath)) return [entry];
  if (isPage(path)) return [{ status: "added", oldPath: path, path }];
  if (isPage(oldPath)) return [{ status: "deleted", oldPath, path: oldPath }];
  return [];
}

/** Reads many files of one commit through a single process. */
async function readBlobs(
  root: string,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const texts = new Map<string, Uint8Array>();
  if (paths.length === 0) return texts;
  // The protocol has one name a line; -z came with git 2.38 only.
  const asked = paths.filter((path) => !path.includes("\n"));
  const input = asked.map((path) => `${commit}:./${path}\n`).join("");
  const { stdout } = await git(root, ["cat-file", "--batch"], input);
  const bytes = Buffer.from(stdout, "latin1");
  let at = 0;
  for (const path of asked) {
    const lineEnd = bytes.indexOf(10, at);
    const header = bytes.subarray(at, lineEnd).toString("latin1");
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    at = lineEnd + 1;
    if (size === undefined) continue;
    texts.set(path, bytes.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

function split(output: string): readonly string[] {
  return Buffer.from(output, "latin1")
    .toString("utf8")
    .split("\0")
    .filter((field) => field !== "");
}

/** Runs git; its output is given byte for byte, one character each. */
async function git(
  root: string,
  args: readonly string[],
  input?: string,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      "git",
      ["-C", root, ...args],
      { encoding: "latin1", maxBuffer: gitBytesMax, env: { ...process.env, LC_ALL: "C" } },
      (error, stdout, stderr) => {
        const code = errorCode(error);
        if (code === "ENOENT")
          reject(new UsageError("--base with a revision needs git, which is not here."));
        else if (code !== undefined) reject(new UsageError(`git ${args[0]} failed: ${code}.`));
        else resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
      },
    );
    // git may end before it has read everything; what it said about that is in its exit code.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input ?? "");
  });
}
