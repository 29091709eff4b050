import type { ChangedFile, ReadChange } from "../../change/change.ts";
import type { Revision } from "../../change/revision.ts";
import type { PageText } from "../../change/what-if/what-if.ts";
import {
  configurationOf,
  type OwnChoice,
  ownChoice,
  selectFiles,
} from "../../change/select-files.ts";
import { fileBytesMax, tooLargeNotice } from "../../change/unread-files.ts";
import type { Engine } from "../../config/engine.ts";
import { configFileName } from "../../config/handbook-config.ts";
import type { ComparedCommits } from "./compared-commits.ts";
import { openGit, type Git } from "./git.ts";
import { diffTrees } from "./git-diff.ts";
import { listTree, readBlobs, readBlobsSync, type TreeFile } from "./git-tree.ts";
import { loadTarget } from "./load-target.ts";
import { writeWorkingTree } from "./working-tree.ts";

/** A change between two states of a handbook on this machine. */
export interface LocalChange {
  readonly target: Revision;
  /** Why the target's configuration cannot be used, where it cannot; then none of its files is a page. */
  readonly broken: string | undefined;
  readonly read: ReadChange;
  /** The text of a page that the change leaves as it is on the target branch. */
  readonly textOf: (path: string) => Uint8Array | undefined;
}

/** Builds the engine for the text of a configuration; undefined where the target branch has none. */
export type OpenEngine = (configText: string | undefined) => Promise<OpenedEngine>;

export interface OpenedEngine {
  readonly engine: Engine;
  readonly broken?: string | undefined;
}

/**
 * Reads a change from a git repository as GitLab would give it: the target branch as it is now, and what lies
 * between base and head laid over it. `root` is the folder of the handbook; `indexFile` keeps the target branch's
 * index between runs.
 * @throws UsageError when git cannot read what it should
 */
export async function readGitChange(
  root: string,
  { target, base, head }: ComparedCommits,
  openEngine: OpenEngine,
  indexFile?: string,
): Promise<LocalChange> {
  const git = openGit(root);
  const listed = await listTree(git, target);
  const configFile = listed.find(({ path }) => path === configFileName);
  const config = configFile && (await readBlobs(git, [configFile.blob])).get(configFile.blob);
  const { engine, broken } = await openEngine(config && new TextDecoder().decode(config));
  const { own, ...read } = await readChange(git, root, { base, head }, engine);
  const pages = listed.filter(({ path }) => engine.isPage(path) || own.isPage(path));
  const textOf = readerOf(git, pages);
  const paths = pages.map(({ path }) => path);
  return {
    target: await loadTarget(git, engine, listed, indexFile),
    broken,
    read: { ...read, texts: () => textsOf(paths, textOf) },
    textOf,
  };
}

/** What a diff gives, and what the change's own configuration makes of files. */
type ReadDiff = ReadChange & { readonly own: OwnChoice };

/** Gives texts one by one. */
export function* textsOf(
  paths: readonly string[],
  textOf: LocalChange["textOf"],
): Generator<PageText> {
  for (const path of paths) {
    const source = textOf(path);
    if (source !== undefined) yield { path, source };
  }
}

/** Gives the texts of pages; all are read when the first is asked for. */
function readerOf(git: Git, pages: readonly TreeFile[]): LocalChange["textOf"] {
  const blobs = new Map(pages.map(({ path, blob }) => [path, blob]));
  let contents: ReadonlyMap<string, Uint8Array> | undefined;
  return (path) => {
    const blob = blobs.get(path);
    if (blob === undefined) return undefined;
    contents ??= readBlobsSync(git, blobs.values());
    return contents.get(blob);
  };
}

async function readChange(
  git: Git,
  root: string,
  { base, head }: Pick<ComparedCommits, "base" | "head">,
  engine: Engine,
): Promise<ReadDiff> {
  if (head !== undefined) return readDiff(git, base, head, engine, {});
  const { tree, env, discard } = await writeWorkingTree(git, root);
  try {
    return await readDiff(git, base, tree, engine, env);
  } finally {
    discard();
  }
}

async function readDiff(
  git: Git,
  base: string,
  head: string,
  engine: Engine,
  env: Readonly<Record<string, string>>,
): Promise<ReadDiff> {
  const listed = await diffTrees(git, base, head, env);
  const oldBlobs = new Map(listed.map(({ oldPath, oldBlob }) => [oldPath, oldBlob]));
  const newBlobs = new Map(listed.map(({ path, newBlob }) => [path, newBlob]));
  const config = newBlobs.get(configurationOf(listed, engine)?.path ?? "");
  const configText =
    config === undefined ? undefined : (await readBlobs(git, [config], env)).get(config);
  const own = ownChoice(configText, engine);
  const { wanted, entering, added, removed } = selectFiles(listed, engine, own);
  const sides = wanted.map((file) => ({
    file,
    oldBlob: file.status === "added" ? undefined : oldBlobs.get(file.oldPath),
    newBlob: file.status === "deleted" ? undefined : newBlobs.get(file.path),
  }));
  const blobs = [
    ...sides.flatMap(({ oldBlob, newBlob }) => [oldBlob, newBlob]),
    ...entering.map(({ path }) => newBlobs.get(path)),
  ];
  const contents = await readBlobs(
    git,
    blobs.filter((blob) => blob !== undefined),
    env,
  );
  const files: ChangedFile[] = [];
  const notices: string[] = [];
  for (const { file, oldBlob, newBlob } of sides) {
    const before = oldBlob === undefined ? undefined : contents.get(oldBlob);
    const after = newBlob === undefined ? undefined : contents.get(newBlob);
    if (Math.max(before?.length ?? 0, after?.length ?? 0) > fileBytesMax) {
      notices.push(tooLargeNotice(file.path));
    } else {
      const { status, oldPath, path, diff } = file;
      files.push({ status, oldPath, path, before, after, diff });
    }
  }
  const texts = entering.flatMap(({ path }) => {
    const source = contents.get(newBlobs.get(path) ?? "");
    return source === undefined || source.length > fileBytesMax ? [] : [{ path, source }];
  });
  return { files, entering: texts, added, removed, others: [], notices, own };
}
