import { fieldsOf, type Git } from "./git.ts";

/** A file of a tree. Symbolic links and submodules are none. */
export interface TreeFile {
  /** Relative to the folder in which git runs. */
  readonly path: string;
  readonly blob: string;
}

/** Lists the files below the folder as a commit or tree has them. */
export async function listTree(git: Git, tree: string): Promise<readonly TreeFile[]> {
  const output = await git.run(["ls-tree", "-r", "-z", tree]);
  return fieldsOf(output).flatMap((entry) => {
    const tab = entry.indexOf("\t");
    const [mode = "", , blob = ""] = entry.slice(0, tab).split(" ");
    return isFileMode(mode) ? { path: entry.slice(tab + 1), blob } : [];
  });
}

/** Whether a mode of git's is that of a file. */
export function isFileMode(mode: string): boolean {
  return mode.startsWith("100");
}

/** The sizes of many files in bytes, by the ids of their contents. */
export async function sizesOf(
  git: Git,
  blobs: Iterable<string>,
  env: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, number>> {
  const input = linesOf([...new Set(blobs)]);
  const output = await git.run(["cat-file", "--batch-check"], { input, env });
  return new Map(
    [...output.toString("latin1").matchAll(/^([0-9a-f]+) blob (\d+)$/gm)].map(
      ([, blob = "", size]) => [blob, Number(size)],
    ),
  );
}

/** Reads many files through a single process, by the ids of their contents. */
export async function readBlobs(
  git: Git,
  blobs: Iterable<string>,
  env: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  const asked = [...new Set(blobs)];
  if (asked.length === 0) return new Map();
  return splitBatch(asked, await git.run(["cat-file", "--batch"], { input: linesOf(asked), env }));
}

/** Does so and waits. */
export function readBlobsSync(git: Git, blobs: Iterable<string>): ReadonlyMap<string, Uint8Array> {
  const asked = [...new Set(blobs)];
  if (asked.length === 0) return new Map();
  return splitBatch(asked, git.runSync(["cat-file", "--batch"], linesOf(asked)));
}

function linesOf(blobs: readonly string[]): string {
  return blobs.map((blob) => `${blob}\n`).join("");
}

/** Cuts the output of `cat-file --batch` into files. */
function splitBatch(asked: readonly string[], bytes: Buffer): ReadonlyMap<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  let at = 0;
  for (const blob of asked) {
    const lineEnd = bytes.indexOf(10, at);
    const header = bytes.subarray(at, lineEnd).toString("latin1");
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    at = lineEnd + 1;
    if (size === undefined) continue;
    contents.set(blob, bytes.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return contents;
}
