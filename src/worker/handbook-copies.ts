import { configFileName } from "../config/handbook-config.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { Handbook } from "../handbook/handbook.ts";
import type { Page } from "../page/page.ts";
import {
  changedSince,
  fetchAll,
  fileThere,
  isComplete,
  packPath,
  singleFilesMax,
  textFile,
  update,
  type PackPlace,
} from "./branch-files.ts";
import type { Engine, EngineFactory } from "./engine.ts";
import { inTurns } from "./in-turns.ts";
import { indexKey, readIndexCache, writeIndexCache } from "./index-cache.ts";
import { readPack, type PagePack } from "./page-pack.ts";
import { releaseGarbage } from "./release-memory.ts";

/** The target branch as the bot knows it. */
export type HandbookCopy =
  | ReadyCopy
  /** There is no configuration: nobody asked for reviews here. */
  | { readonly kind: "not-configured" }
  /** The configuration cannot be used; `message` says where and what was expected. */
  | { readonly kind: "misconfigured"; readonly message: string };

/** A target branch that merge requests can be held against. */
export interface ReadyCopy {
  readonly kind: "ready";
  readonly sha: string;
  readonly engine: Engine;
  readonly handbook: Handbook;
}

/**
 * Copies of target branches: fetched once as an archive, then only what changed, kept on disk, so that a
 * restart fetches nothing. Every file of them can be deleted at any time.
 */
export interface HandbookCopies {
  /** The copy of a branch as the branch stands now. */
  get(projectId: number, branch: string): Promise<HandbookCopy>;
}

interface Source {
  readonly gitlab: GitLab;
  readonly dataDir: string;
  readonly engine: EngineFactory;
}

interface Held {
  readonly sha: string;
  readonly copy: HandbookCopy;
  /** Files that changed since the pack on disk was written. */
  readonly drift: number;
}

/** Keeps copies in the data folder, and the `heldMax` used last in memory too. */
export function createHandbookCopies(
  source: Source & { readonly heldMax?: number },
): HandbookCopies {
  const { gitlab, heldMax = 4 } = source;
  const held = new Map<string, Held>();
  const turns = new Map<string, Promise<unknown>>();

  async function refresh(key: string, projectId: number, branch: string): Promise<HandbookCopy> {
    const sha = await gitlab.branchHead(projectId, branch);
    if (sha === undefined) return { kind: "not-configured" };
    const known = held.get(key);
    const next =
      known?.sha === sha
        ? known
        : ((await advance(source, projectId, branch, known, sha)) ??
          (await load(source, projectId, branch, sha)));
    held.delete(key);
    // GitLab answers 404 also to who has lost a role for a moment: that there is no configuration is asked anew.
    if (next.copy.kind === "not-configured") return next.copy;
    held.set(key, next);
    for (const oldest of held.keys()) {
      if (held.size <= heldMax) break;
      held.delete(oldest);
    }
    return next.copy;
  }

  return {
    async get(projectId, branch) {
      const key = `${projectId} ${branch}`;
      // One at a time for each branch: two reviews of one handbook must not fetch it twice.
      const turn = (turns.get(key) ?? Promise.resolve())
        .catch(() => undefined)
        .then(async () => refresh(key, projectId, branch));
      turns.set(key, turn);
      try {
        return await turn;
      } finally {
        if (turns.get(key) === turn) turns.delete(key);
      }
    },
  };
}

/** Lays a push over the copy in memory; undefined where that does not suffice. */
async function advance(
  { gitlab, dataDir }: Source,
  projectId: number,
  branch: string,
  known: Held | undefined,
  sha: string,
): Promise<Held | undefined> {
  if (known?.copy.kind !== "ready") return undefined;
  const { engine, handbook } = known.copy;
  const changed = await changedSince(gitlab, projectId, known.sha, sha);
  if (changed === undefined) return undefined;
  const pages = new Map<string, Page | null>();
  for (const [path, state] of changed) {
    if (settlesMore(engine, path)) return undefined;
    if (!engine.isPage(path)) continue;
    const bytes = state === "there" ? await fileThere(gitlab, projectId, path, sha) : undefined;
    pages.set(path, bytes === undefined ? null : engine.linter.parse(path, bytes));
  }
  const copy: ReadyCopy = { kind: "ready", sha, engine, handbook: handbook.overlay(pages) };
  const drift = known.drift + changed.size;
  if (drift < singleFilesMax / 2) return { sha, drift, copy };
  // The pack on disk follows from time to time, so that a restart has little to fetch.
  const path = packPath(dataDir, projectId, branch);
  const stored = await readPack(path);
  const since = stored && (await changedSince(gitlab, projectId, stored.sha, sha));
  if (stored && since) await update(gitlab, engine, { projectId, sha, path }, stored, since);
  return { sha, drift: 0, copy };
}

/** No page, but something that decides how pages are read, or that they may link to as to a page. */
function settlesMore(engine: Engine, path: string): boolean {
  if (engine.isPage(path)) return false;
  return path === configFileName || engine.isWanted(path) || !assets.test(path);
}

/** Links to these are never judged. */
const assets =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|pdf|mp[34]|mov|webm|css|s[ac]ss|js|ts|woff2?|csv|txt)$/i;

/** Reads a branch from the pack on disk and what changed since, or else as an archive. */
async function load(source: Source, projectId: number, branch: string, sha: string): Promise<Held> {
  const { gitlab } = source;
  const configText = decode(await textFile(gitlab, projectId, configFileName, sha));
  if (configText === undefined) {
    return { sha, drift: 0, copy: { kind: "not-configured" } };
  }
  let engine: Engine;
  try {
    engine = source.engine(configText);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { sha, drift: 0, copy: { kind: "misconfigured", message } };
  }
  const path = packPath(source.dataDir, projectId, branch);
  const stored = await readPack(path);
  const changed =
    stored !== undefined && isComplete(stored, engine)
      ? await changedSince(gitlab, projectId, stored.sha, sha)
      : undefined;
  const pack =
    stored === undefined || changed === undefined
      ? await fetchAll(gitlab, engine, { projectId, sha, path })
      : await update(gitlab, engine, { projectId, sha, path }, stored, changed);
  const place = { projectId, sha, path };
  const key = indexKey(configText);
  const open = async (whole: PagePack): Promise<Handbook> =>
    (await restore(gitlab, engine, place, whole, key)) ??
    (await buildHandbook(engine, whole, place, key));
  // Another worker may have put a newer pack in the place of this one while it was being read.
  const handbook = await open(pack).catch(async (error: unknown) => {
    if (isMissingFile(error)) return open(await fetchAll(gitlab, engine, place));
    throw error;
  });
  releaseGarbage();
  return { sha, drift: 0, copy: { kind: "ready", sha, engine, handbook } };
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Takes the index that an earlier process left, and lays over it what changed since. */
async function restore(
  gitlab: GitLab,
  engine: Engine,
  { projectId, sha, path }: PackPlace,
  pack: PagePack,
  key: string,
): Promise<Handbook | undefined> {
  const stored = await readIndexCache(indexPath(path), key);
  const changed = stored && (await changedSince(gitlab, projectId, stored.sha, sha));
  if (stored === undefined || changed === undefined) return undefined;
  const handbook = engine.restore(stored, { files: otherFiles(engine, pack), others: pack.others });
  if (handbook === undefined || changed.size === 0) return handbook;
  const pages = new Map<string, Page | null>();
  for (const name of changed.keys()) if (engine.isPage(name)) pages.set(name, null);
  for (const { path: name, bytes } of pack.files((file) => pages.has(file))) {
    pages.set(name, engine.linter.parse(name, bytes));
  }
  return handbook.overlay(pages);
}

/** What the index needs of files that are no pages. */
function otherFiles(engine: Engine, pack: PagePack): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const { path, bytes } of pack.files((name) => !engine.isPage(name))) files.set(path, bytes);
  return files;
}

async function buildHandbook(
  engine: Engine,
  pack: PagePack,
  { path, sha }: PackPlace,
  key: string,
): Promise<Handbook> {
  const files = otherFiles(engine, pack);
  function* pages(): Generator<Page> {
    for (const { path: name, bytes } of pack.files(engine.isPage)) {
      yield engine.linter.parse(name, bytes);
    }
  }
  const handbook = await inTurns(engine.build(pages(), { files, others: pack.others }));
  await writeIndexCache(indexPath(path), { key, sha }, handbook);
  return handbook;
}

function decode(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

function indexPath(pack: string): string {
  return `${pack}.index`;
}
