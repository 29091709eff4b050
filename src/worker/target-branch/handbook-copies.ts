import { createHash } from "node:crypto";
import { join } from "node:path";
import { configFileName } from "../../config/handbook-config.ts";
import { bareRevision, layOver, type Revision } from "../../change/revision.ts";
import { bareConfigText, type Engine, type EngineFactory } from "../../config/engine.ts";
import { releaseGarbage } from "../release-memory.ts";
import type { Reads } from "../reviewer/reads.ts";
import { branchSubject, unwatched, type WorkWatch } from "../reviewer/work.ts";
import { changedSince, readChanged, readText } from "./branch-files.ts";
import { type OpenTexts, openTexts } from "./branch-texts.ts";
import { changedPages, DRIFT_MAX, loadHandbook } from "./load-handbook.ts";
import { readAll, readShared, type SharedTexts } from "./shared-configs.ts";

/** The target branch as the bot knows it. */
export type HandbookCopy =
  | ReadyCopy
  /** There is no configuration: nobody asked for reviews here. */
  | { readonly kind: "not-configured"; readonly revision: Revision }
  /** The configuration cannot be used; `message` says where and what was expected. */
  | { readonly kind: "misconfigured"; readonly message: string; readonly revision: Revision };

/** A target branch that merge requests can be held against. */
export interface ReadyCopy {
  readonly kind: "ready";
  readonly sha: string;
  readonly revision: Revision;
  /** Configurations of other projects that its own extends. */
  readonly shared: SharedTexts;
}

/**
 * Copies of target branches: fetched once as an archive, then only what changed, kept on disk, so that a
 * restart fetches nothing. Every file of them can be deleted at any time.
 */
export interface HandbookCopies {
  /** The copy of a branch as the branch stands now. */
  get(projectId: number, branch: string): Promise<HandbookCopy>;
  /** The copy that `get` gave last, if it is still in memory: it costs no request. */
  latest(projectId: number, branch: string): HandbookCopy | undefined;
  /** The texts of all pages of a copy that `get` gave; undefined where they are not on disk. */
  texts(projectId: number, branch: string, copy: ReadyCopy): Promise<OpenTexts | undefined>;
}

interface Source {
  readonly reads: Reads;
  readonly dataDir: string;
  readonly engine: EngineFactory;
  readonly watch?: WorkWatch;
}

interface Held {
  readonly sha: string;
  readonly copy: HandbookCopy;
  /** Files that changed since the snapshot on disk was written. */
  readonly drift: number;
}

/** Keeps copies in the data folder, and the `heldMax` used last in memory too. */
export function createHandbookCopies(
  source: Source & { readonly heldMax?: number },
): HandbookCopies {
  const { reads, heldMax = 4 } = source;
  const held = new Map<string, Held>();
  const turns = new Map<string, Promise<unknown>>();

  async function refresh(key: string, projectId: number, branch: string): Promise<HandbookCopy> {
    const sha = await reads.branchHead(projectId, branch);
    if (sha === undefined) return notConfigured(source);
    const known = held.get(key);
    const next =
      known?.sha === sha
        ? known
        : ((await advance(source, { projectId, branch, sha }, known)) ??
          (await load(source, { projectId, branch, sha })));
    held.delete(key);
    // GitLab answers 404 also to who has lost a role for a moment: what it does not give is asked for anew.
    if (next.copy.kind !== "ready") return next.copy;
    held.set(key, next);
    for (const oldest of held.keys()) {
      if (held.size <= heldMax) break;
      held.delete(oldest);
    }
    return next.copy;
  }

  return {
    latest: (projectId, branch) => held.get(`${projectId} ${branch}`)?.copy,
    texts: (projectId, branch, { sha, revision }) => {
      const path = snapshotPathOf(source.dataDir, projectId, branch);
      return openTexts(reads, { projectId, sha }, path, revision.engine.isPage);
    },
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
  { reads, watch = unwatched }: Source,
  { projectId, branch, sha }: { projectId: number; branch: string; sha: string },
  known: Held | undefined,
): Promise<Held | undefined> {
  if (known?.copy.kind !== "ready") return undefined;
  const { engine } = known.copy.revision;
  const changed = await changedSince(reads, projectId, known.sha, sha);
  if (changed === undefined || known.drift + changed.size >= DRIFT_MAX) return undefined;
  for (const path of changed.keys()) if (decidesMore(engine, path)) return undefined;
  const read = await readChanged(reads, { projectId, sha }, changed, engine.isPage);
  const revision = layOver(
    known.copy.revision,
    changedPages(engine, read, watch.announce(branchSubject(projectId, branch))),
  );
  const { shared } = known.copy;
  const copy: ReadyCopy = { kind: "ready", sha, revision, shared };
  return { sha, drift: known.drift + changed.size, copy };
}

/** No page, but something that decides how pages are read, or that they may link to as to a page. */
function decidesMore(engine: Engine, path: string): boolean {
  if (engine.isPage(path)) return false;
  return path === configFileName || engine.isWanted(path) || !assets.test(path);
}

/** Links to these are never judged. */
const assets =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|pdf|mp[34]|mov|webm|css|s[ac]ss|js|ts|woff2?|csv|txt)$/i;

/** Reads the configuration of a branch, and the handbook that it describes. */
async function load(
  { reads, dataDir, engine: build, watch = unwatched }: Source,
  { projectId, branch, sha }: { projectId: number; branch: string; sha: string },
): Promise<Held> {
  const commit = { projectId, sha };
  const subject = branchSubject(projectId, branch);
  const leftOut = watch.leftOut(subject);
  const configText = await readText(reads, commit, configFileName);
  if (configText === undefined) return { sha, drift: 0, copy: notConfigured({ engine: build }) };
  const shared = await readShared(reads, configText);
  let engine: Engine;
  try {
    engine = withoutPages(build(configText, readAll(shared)), leftOut);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const revision = bareRevision(build(bareConfigText));
    return { sha, drift: 0, copy: { kind: "misconfigured", message, revision } };
  }
  const configKey = createHash("sha1")
    .update(JSON.stringify([configText, leftOut, [...shared]]))
    .digest("hex");
  const snapshotPath = snapshotPathOf(dataDir, projectId, branch);
  const announce = watch.announce(subject);
  const source = { reads, engine, configKey, commit, snapshotPath, announce };
  const { revision, drift } = await loadHandbook(source);
  releaseGarbage();
  return { sha, drift, copy: { kind: "ready", sha, revision, shared } };
}

function notConfigured({ engine }: Pick<Source, "engine">): HandbookCopy {
  return { kind: "not-configured", revision: bareRevision(engine(bareConfigText)) };
}

/** The engine for a handbook in which some files are no pages. */
function withoutPages(engine: Engine, paths: readonly string[]): Engine {
  if (paths.length === 0) return engine;
  const isLeftOut = new Set(paths);
  return { ...engine, isPage: (path) => !isLeftOut.has(path) && engine.isPage(path) };
}

/** Where the snapshot of a branch is kept: a branch name can hold what a file name cannot. */
function snapshotPathOf(dataDir: string, projectId: number, branch: string): string {
  const name = createHash("sha256").update(branch).digest("hex").slice(0, 12);
  return join(dataDir, "handbooks", `${projectId}-${name}.snapshot`);
}
