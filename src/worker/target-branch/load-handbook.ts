import { storeHandbook } from "../../handbook/create-handbook.ts";
import type { Page } from "../../page/page.ts";
import {
  buildRevision,
  type FileState,
  layOver,
  type OtherFiles,
  restoreRevision,
  type Revision,
} from "../../change/revision.ts";
import type { Engine } from "../../config/engine.ts";
import { type Announce, inTurns } from "../in-turns.ts";
import type { Reads } from "../reviewer/reads.ts";
import { changedSince, readChanged, SINGLE_FILES_MAX } from "./branch-files.ts";
import { draftSnapshot, FullDiskError } from "./snapshot-draft.ts";
import { openSnapshot, type ReadFiles, type Snapshot } from "./snapshot.ts";

/** Which handbook to load: a commit of a project, read by a configuration, and where its snapshot is kept. */
export interface HandbookSource {
  readonly reads: Reads;
  readonly engine: Engine;
  /** Names the configuration. */
  readonly configKey: string;
  readonly commit: { readonly projectId: number; readonly sha: string };
  readonly snapshotPath: string;
  /** Hears which page is read. */
  readonly announce: Announce;
}

/** A handbook, and how many files changed since its snapshot was written. */
export interface LoadedHandbook {
  readonly revision: Revision;
  readonly drift: number;
}

/** So many changed files are read one by one at every start before the snapshot is written anew. */
export const DRIFT_MAX = SINGLE_FILES_MAX / 2;

/** Loads a handbook from its snapshot and what changed since, or else from an archive. */
export async function loadHandbook(source: HandbookSource): Promise<LoadedHandbook> {
  const snapshot = await openSnapshot(source.snapshotPath);
  try {
    const loaded = snapshot && (await catchUp(source, snapshot));
    if (loaded !== undefined) return loaded;
  } finally {
    await snapshot?.close();
  }
  return fetchAll(source);
}

/** Lays over a snapshot what changed since; undefined where that is too much, or where it lacks files. */
async function catchUp(
  source: HandbookSource,
  snapshot: Snapshot,
): Promise<LoadedHandbook | undefined> {
  const { reads, engine, configKey, commit, announce } = source;
  // Another configuration may want files that this snapshot does not hold.
  if (snapshot.others.some((path) => engine.isWanted(path))) return undefined;
  const changed = await changedSince(reads, commit.projectId, snapshot.sha, commit.sha);
  if (changed === undefined) return undefined;
  const read = await readChanged(reads, commit, changed, engine.isWanted);
  const others = new Set(snapshot.others);
  for (const [path, state] of changed) {
    if (state === "removed" || engine.isWanted(path)) others.delete(path);
    else others.add(path);
  }
  const files: ReadFiles = function* files(isWanted = () => true) {
    yield* snapshot.files((path) => !changed.has(path) && isWanted(path));
    for (const [path, bytes] of read) if (bytes && isWanted(path)) yield { path, bytes };
  };
  const rest = otherFilesOf(engine, files, others);
  const index = snapshot.configKey === configKey ? await snapshot.readIndex() : undefined;
  const restored = index && restoreRevision(engine, [index], rest);
  const revision =
    restored === undefined
      ? await build(engine, files, rest, announce)
      : layOver(restored, changedPages(engine, read, announce));
  if (restored !== undefined && changed.size < DRIFT_MAX) return { revision, drift: changed.size };
  const isStored = await store(source, files, revision);
  return { revision, drift: isStored ? 0 : changed.size };
}

/** Parses changed pages; the others are left out. */
export function changedPages(
  engine: Engine,
  files: ReadonlyMap<string, Uint8Array | undefined>,
  announce: Announce,
): ReadonlyMap<string, FileState> {
  const pages = new Map<string, FileState>();
  for (const [path, bytes] of files) {
    if (!engine.isPage(path)) continue;
    announce(path);
    if (bytes === undefined) pages.set(path, { kind: "none" });
    else pages.set(path, { kind: "page", page: engine.linter.parse(path, bytes) });
  }
  announce(undefined);
  return pages;
}

/** Writes a new snapshot; without one on a full disk, which costs a slow start and nothing else. */
async function store(
  { snapshotPath, commit, configKey }: HandbookSource,
  files: ReadFiles,
  { handbook, others }: Revision,
): Promise<boolean> {
  const draft = await draftSnapshot(snapshotPath);
  try {
    for (const file of files()) await draft.add(file);
    await draft.finish(
      { sha: commit.sha, configKey, others: [...others] },
      storeHandbook(handbook),
    );
    return true;
  } catch (error) {
    if (error instanceof FullDiskError) return false;
    throw error;
  } finally {
    await draft.discard();
  }
}

/**
 * Reads all wanted files of a commit from one archive. They do not fit into memory, so the disk must hold them.
 * @throws FullDiskError
 */
async function fetchAll(source: HandbookSource): Promise<LoadedHandbook> {
  const { reads, engine, configKey, commit, snapshotPath, announce } = source;
  const { projectId, sha } = commit;
  const others: string[] = [];
  const draft = await draftSnapshot(snapshotPath);
  try {
    for await (const batch of reads.archive(projectId, sha, engine.selection)) {
      for (const file of batch.files) await draft.add(file);
      others.push(...batch.others);
    }
    const rest = otherFilesOf(engine, draft.files, new Set(others));
    const revision = await build(engine, draft.files, rest, announce);
    const index = storeHandbook(revision.handbook);
    await draft.finish({ sha, configKey, others }, index).catch(ignoreFullDisk);
    return { revision, drift: 0 };
  } finally {
    await draft.discard();
  }
}

function ignoreFullDisk(error: unknown): void {
  if (!(error instanceof FullDiskError)) throw error;
}

function otherFilesOf(engine: Engine, files: ReadFiles, others: ReadonlySet<string>): OtherFiles {
  const data = new Map<string, string>();
  for (const { path, bytes } of files(engine.isData))
    data.set(path, new TextDecoder().decode(bytes));
  return { data, others };
}

async function build(
  engine: Engine,
  files: ReadFiles,
  rest: OtherFiles,
  announce: Announce,
): Promise<Revision> {
  function* pages(): Generator<Page> {
    for (const { path, bytes } of files(engine.isPage)) {
      announce(path);
      yield engine.linter.parse(path, bytes);
    }
  }
  return inTurns(buildRevision(engine, pages(), rest), announce);
}
