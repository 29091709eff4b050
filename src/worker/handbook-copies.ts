import { createHash } from "node:crypto";
import { join } from "node:path";
import { configFileName } from "../config/handbook-config.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { Handbook } from "../handbook/handbook.ts";
import type { Page } from "../page/page.ts";
import type { Engine, EngineFactory } from "./engine.ts";
import { readPack, writePack, type PagePack } from "./page-pack.ts";

/** From this many changed files on, one archive is cheaper than as many requests. */
const singleFilesMax = 100;

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
  readonly configText: string | undefined;
  readonly copy: HandbookCopy;
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
    const next = known?.sha === sha ? known : await load(source, projectId, branch, sha, known);
    held.delete(key);
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

async function load(
  source: Source,
  projectId: number,
  branch: string,
  sha: string,
  known: Held | undefined,
): Promise<Held> {
  const { gitlab } = source;
  const path = packPath(source.dataDir, projectId, branch);
  const stored = await readPack(path);
  const files =
    stored === undefined || stored.sha === sha
      ? []
      : await gitlab.changedPaths(projectId, stored.sha, sha);
  const changed =
    files === "unknown"
      ? []
      : [...new Set(files.flatMap(({ oldPath, newPath }) => [oldPath, newPath]))];
  const fits = stored !== undefined && files !== "unknown" && changed.length <= singleFilesMax;

  const configText =
    fits && !changed.includes(configFileName) && stored.files.has(configFileName)
      ? decode(stored.files.get(configFileName))
      : decode(await textFile(gitlab, projectId, configFileName, sha));
  if (configText === undefined) return { sha, configText, copy: { kind: "not-configured" } };
  const isSameConfig = known?.configText === configText && known.copy.kind === "ready";
  let engine: Engine;
  try {
    engine =
      isSameConfig && known.copy.kind === "ready" ? known.copy.engine : source.engine(configText);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { sha, configText, copy: { kind: "misconfigured", message } };
  }

  const pack =
    fits && (isSameConfig || isComplete(stored, engine))
      ? await update(gitlab, engine, projectId, stored, sha, changed)
      : await fetchAll(gitlab, engine, projectId, sha);
  if (pack !== stored) await writePack(path, pack);

  const handbook =
    isSameConfig &&
    known.copy.kind === "ready" &&
    known.sha === stored?.sha &&
    fits &&
    changed.every(engine.isPage)
      ? known.copy.handbook.overlay(parseChanged(engine, pack, changed))
      : engine.build(parseAll(engine, pack), pack);
  return { sha, configText, copy: { kind: "ready", sha, engine, handbook } };
}

/** A stored pack serves another configuration only if it holds all that this one wants to read. */
function isComplete(stored: PagePack, engine: Engine): boolean {
  return stored.others.every((path) => !engine.isWanted(path));
}

async function fetchAll(
  gitlab: GitLab,
  engine: Engine,
  projectId: number,
  sha: string,
): Promise<PagePack> {
  const others: string[] = [];
  const files = new Map<string, Uint8Array>();
  const isWanted = (path: string): boolean => {
    const wanted = path === configFileName || engine.isWanted(path);
    if (!wanted) others.push(path);
    return wanted;
  };
  for await (const { path, bytes } of gitlab.archive(projectId, sha, isWanted))
    files.set(path, bytes);
  return { sha, files, others };
}

async function update(
  gitlab: GitLab,
  engine: Engine,
  projectId: number,
  stored: PagePack,
  sha: string,
  changed: readonly string[],
): Promise<PagePack> {
  if (stored.sha === sha) return stored;
  const files = new Map(stored.files);
  const others = new Set(stored.others);
  for (const path of changed) {
    const bytes = await textFile(gitlab, projectId, path, sha);
    const isWanted = path === configFileName || engine.isWanted(path);
    if (bytes !== undefined && isWanted) files.set(path, bytes);
    else files.delete(path);
    if (bytes !== undefined && !isWanted) others.add(path);
    else others.delete(path);
  }
  return { sha, files, others: [...others] };
}

/** A file that is too large to be a page counts as none. */
async function textFile(
  gitlab: GitLab,
  projectId: number,
  path: string,
  sha: string,
): Promise<Uint8Array | undefined> {
  const content = await gitlab.file(projectId, path, sha);
  return content === "too-large" ? undefined : content;
}

function* parseAll(engine: Engine, pack: PagePack): Generator<Page> {
  for (const [path, bytes] of pack.files) {
    if (engine.isPage(path)) yield engine.linter.parse(path, bytes);
  }
}

function parseChanged(
  engine: Engine,
  pack: PagePack,
  changed: readonly string[],
): ReadonlyMap<string, Page | null> {
  return new Map(
    changed.map((path) => {
      const bytes = pack.files.get(path);
      return [path, bytes === undefined ? null : engine.linter.parse(path, bytes)];
    }),
  );
}

function decode(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

function packPath(dataDir: string, projectId: number, branch: string): string {
  const name = createHash("sha256").update(branch).digest("hex").slice(0, 12);
  return join(dataDir, "handbooks", `${projectId}-${name}.pack`);
}
