import { createHash } from "node:crypto";
import {
  buildRevision,
  type FileState,
  layOver,
  type OtherFiles,
  restoreRevision,
  type Revision,
} from "../../change/revision.ts";
import type { Engine } from "../../config/engine.ts";
import { storeHandbook } from "../../handbook/create-handbook.ts";
import type { Page } from "../../page/page.ts";
import { runSteps } from "../../text/steps.ts";
import { draftSnapshot } from "../../worker/target-branch/snapshot-draft.ts";
import { openSnapshot } from "../../worker/target-branch/snapshot.ts";
import { makeCacheFolder } from "../cache-file.ts";
import { progress } from "../own-progress.ts";
import type { Git } from "./git.ts";
import { readBlobs, type TreeFile } from "./git-tree.ts";

/** With more changed pages than this the index is stored anew, so that the next run reads fewer. */
const driftMax = 50;

/**
 * Loads the target branch: from the index that an earlier run left in `indexFile` and the pages that changed
 * since, or else from all pages. A missing or damaged file costs time and nothing else, and so does one that
 * cannot be written.
 */
export async function loadTarget(
  git: Git,
  engine: Engine,
  listed: readonly TreeFile[],
  indexFile: string | undefined,
): Promise<Revision> {
  const files = await readOtherFiles(git, engine, listed);
  const pages = listed.filter(({ path }) => engine.isPage(path));
  const stored = indexFile && (await restore(git, engine, pages, files, indexFile));
  if (stored && stored.drift <= driftMax) return stored.revision;
  const revision = stored ? stored.revision : await build(git, engine, pages, files);
  if (indexFile !== undefined) await store(indexFile, engine, pages, revision);
  return revision;
}

async function readOtherFiles(
  git: Git,
  engine: Engine,
  listed: readonly TreeFile[],
): Promise<OtherFiles> {
  const dataFiles = listed.filter(({ path }) => engine.isData(path));
  const texts = await readBlobs(git, dataFiles.map(blobOf));
  const data = new Map(
    dataFiles.map(({ path, blob }) => [path, new TextDecoder().decode(texts.get(blob))]),
  );
  const others = listed.map(({ path }) => path).filter((path) => !engine.isWanted(path));
  return { data, others: new Set(others) };
}

/** The revision from the index of an earlier run, and how many pages changed since; undefined without one. */
async function restore(
  git: Git,
  engine: Engine,
  pages: readonly TreeFile[],
  files: OtherFiles,
  indexFile: string,
): Promise<{ readonly revision: Revision; readonly drift: number } | undefined> {
  const snapshot = await openSnapshot(indexFile);
  try {
    if (snapshot?.configKey !== configKeyOf(engine)) return undefined;
    const known = new Map(
      [...snapshot.files()].map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]),
    );
    const index = await snapshot.readIndex();
    const restored = index && restoreRevision(engine, [index], files);
    if (restored === undefined) return undefined;
    const changed = pages.filter(({ path, blob }) => known.get(path) !== blob);
    const contents = await readBlobs(git, changed.map(blobOf));
    const states = new Map<string, FileState>();
    for (const { path } of pages) known.delete(path);
    for (const path of known.keys()) states.set(path, { kind: "none" });
    for (const { path, blob } of changed) {
      const bytes = contents.get(blob);
      if (bytes) states.set(path, { kind: "page", page: engine.linter.parse(path, bytes) });
    }
    return { revision: layOver(restored, states), drift: states.size };
  } finally {
    await snapshot?.close();
  }
}

async function build(
  git: Git,
  engine: Engine,
  pages: readonly TreeFile[],
  files: OtherFiles,
): Promise<Revision> {
  const contents = await readBlobs(git, pages.map(blobOf));
  function* parsed(): Generator<Page> {
    for (const [index, { path, blob }] of pages.entries()) {
      progress().step("Reading the target branch:", index, pages.length);
      const bytes = contents.get(blob);
      if (bytes !== undefined) yield engine.linter.parse(path, bytes);
    }
  }
  const revision = runSteps(buildRevision(engine, parsed(), files));
  progress().clear();
  return revision;
}

/** Git has the pages' contents, so that the snapshot holds no more of each than which content it was. */
async function store(
  indexFile: string,
  engine: Engine,
  pages: readonly TreeFile[],
  { handbook }: Revision,
): Promise<void> {
  try {
    makeCacheFolder(indexFile);
    const draft = await draftSnapshot(indexFile);
    try {
      for (const { path, blob } of pages) {
        await draft.add({ path, bytes: new TextEncoder().encode(blob) });
      }
      const configKey = configKeyOf(engine);
      await draft.finish({ sha: "", configKey, others: [] }, storeHandbook(handbook));
    } finally {
      await draft.discard();
    }
  } catch {
    // Whatever keeps it from being written, a full disk or a folder of somebody else's: the next run reads all.
  }
}

function configKeyOf({ config }: Engine): string {
  return createHash("sha1").update(JSON.stringify(config)).digest("hex");
}

function blobOf({ blob }: TreeFile): string {
  return blob;
}
