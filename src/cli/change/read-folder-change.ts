import { createHash } from "node:crypto";
import { join } from "node:path";

import type { ChangedFile, ReadChange } from "../../change/change.ts";
import {
  type ListedFile,
  type OwnChoice,
  ownChoice,
  selectFiles,
} from "../../change/select-files.ts";
import { fileBytesMax, tooLargeNotice } from "../../change/unread-files.ts";
import type { Engine } from "../../config/engine.ts";
import { configFileName } from "../../config/handbook-config.ts";
import { compareText } from "../../text/compare-text.ts";
import { readRevision } from "../open-handbook.ts";
import { listFiles, readBytes } from "../read-files.ts";
import { type LocalChange, type OpenEngine, textsOf } from "./read-git-change.ts";
import { findRenames, type LoneFile } from "./renames.ts";

/** The files of a folder, or of a handbook in memory. */
export interface Folder {
  readonly paths: ReadonlySet<string>;
  readonly read: (path: string) => Uint8Array;
}

/**
 * Compares a handbook with an older copy of it in a folder, which takes the place of the target branch.
 * @throws UsageError when a file cannot be read
 */
export async function readFolderChange(
  root: string,
  base: string,
  openEngine: OpenEngine,
): Promise<LocalChange> {
  return changeBetween(openFolder(base), openFolder(root), openEngine);
}

/** Compares two states of a handbook, the first of which takes the place of the target branch. */
export async function changeBetween(
  before: Folder,
  after: Folder,
  openEngine: OpenEngine,
): Promise<LocalChange> {
  const config = before.paths.has(configFileName) ? before.read(configFileName) : undefined;
  const { engine, broken } = await openEngine(config && new TextDecoder().decode(config));
  const own = ownChoice(
    after.paths.has(configFileName) ? after.read(configFileName) : undefined,
    engine,
  );
  const read = compareFolders(before, after, engine, own);
  const paths = [...before.paths].filter((path) => engine.isPage(path) || own.isPage(path));
  return {
    target: await readRevision(engine, [...before.paths], before.read),
    broken,
    read: { ...read, texts: () => textsOf(paths, before.read) },
    textOf: (path) => (before.paths.has(path) ? before.read(path) : undefined),
  };
}

function openFolder(folder: string): Folder {
  return { paths: new Set(listFiles(folder)), read: (path) => readBytes(join(folder, path)) };
}

function compareFolders(before: Folder, after: Folder, engine: Engine, own: OwnChoice): ReadChange {
  const isWanted = (path: string): boolean =>
    engine.isWanted(path) || own.names.has(path) || own.isPage(path);
  const listed = listChanges(before, after, isWanted);
  const { wanted, entering, added, removed } = selectFiles(listed, engine, own);
  const files: ChangedFile[] = [];
  const notices: string[] = [];
  for (const file of wanted) {
    const was = file.status === "added" ? undefined : before.read(file.oldPath);
    const is = file.status === "deleted" ? undefined : after.read(file.path);
    if (Math.max(was?.length ?? 0, is?.length ?? 0) > fileBytesMax) {
      notices.push(tooLargeNotice(file.path));
    } else {
      files.push({ ...file, before: was, after: is });
    }
  }
  const texts = entering
    .map(({ path }) => ({ path, source: after.read(path) }))
    .filter(({ source }) => source.length <= fileBytesMax);
  return { files, entering: texts, added, removed, others: [], notices };
}

/** Of files that a review does not read it matters alone that they come and go. */
function listChanges(
  before: Folder,
  after: Folder,
  isWanted: (path: string) => boolean,
): readonly ListedFile[] {
  const removed = [...before.paths].filter((path) => !after.paths.has(path));
  const added = [...after.paths].filter((path) => !before.paths.has(path));
  const kept = [...after.paths].filter((path) => before.paths.has(path) && isWanted(path));
  const renames = findRenames(
    removed.filter(isWanted).map((path) => loneFile(before, path)),
    added.filter(isWanted).map((path) => loneFile(after, path)),
  );
  const moved = new Set(renames.values());
  return [
    ...kept
      .filter((path) => Buffer.compare(before.read(path), after.read(path)) !== 0)
      .map((path) => list("modified", path)),
    ...added.map((path) => list(renames.has(path) ? "renamed" : "added", path, renames.get(path))),
    ...removed.filter((path) => !moved.has(path)).map((path) => list("deleted", path)),
  ].sort((a, b) => compareText(a.path, b.path));
}

function loneFile({ read }: Folder, path: string): LoneFile {
  const bytes = read(path);
  const id = createHash("sha256").update(bytes).digest("hex");
  return { path, id, bytes };
}

function list(status: ListedFile["status"], path: string, oldPath = path): ListedFile {
  return { status, oldPath, path, diff: undefined };
}
