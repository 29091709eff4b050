import { hash } from "node:crypto";
import { compareText } from "../../src/text/compare-text.ts";

export type Sha = string;

export interface TreeEntry {
  readonly mode: "100644" | "100755" | "120000" | "040000";
  readonly sha: Sha;
}

export type Tree = ReadonlyMap<string, TreeEntry>;

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly at: Date;
}

export interface Commit {
  readonly sha: Sha;
  readonly tree: Sha;
  readonly parents: readonly Sha[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** A content-addressed git object store, shared by all projects of one stand-in, as a fork pool is. */
export interface ObjectStore {
  readonly blobs: Map<Sha, Buffer>;
  readonly trees: Map<Sha, Tree>;
  readonly commits: Map<Sha, Commit>;
}

/** What a commit does to its files: new content, an entry that exists already, or null to delete. */
export type FileChanges = ReadonlyMap<string, Buffer | TreeEntry | null>;

export function createObjectStore(): ObjectStore {
  return { blobs: new Map(), trees: new Map(), commits: new Map() };
}

function gitHash(kind: "blob" | "tree" | "commit", content: Buffer): Sha {
  return hash("sha1", Buffer.concat([Buffer.from(`${kind} ${content.length}\0`), content]));
}

export function writeBlob(store: ObjectStore, content: Buffer): Sha {
  const sha = gitHash("blob", content);
  if (!store.blobs.has(sha)) store.blobs.set(sha, content);
  return sha;
}

/** Git sorts a folder as if its name ended in a slash. */
function sortName([name, entry]: readonly [string, TreeEntry]): string {
  return entry.mode === "040000" ? `${name}/` : name;
}

function writeTree(store: ObjectStore, entries: ReadonlyMap<string, TreeEntry>): Sha {
  const sorted = [...entries].sort((a, b) => compareText(sortName(a), sortName(b)));
  const parts: Buffer[] = [];
  for (const [name, { mode, sha }] of sorted) {
    parts.push(Buffer.from(`${mode.replace(/^0/, "")} ${name}\0`), Buffer.from(sha, "hex"));
  }
  const sha = gitHash("tree", Buffer.concat(parts));
  if (!store.trees.has(sha)) store.trees.set(sha, new Map(sorted));
  return sha;
}

/** Writes the trees on the changed paths only; everything else is shared with the tree before. */
export function updateTree(store: ObjectStore, tree: Sha | undefined, changes: FileChanges): Sha {
  const entries = new Map(tree === undefined ? [] : readTree(store, tree));
  const folders = new Map<string, Map<string, Buffer | TreeEntry | null>>();
  for (const [path, change] of changes) {
    const slash = path.indexOf("/");
    if (slash === -1) {
      if (change === null) entries.delete(path);
      else if (Buffer.isBuffer(change))
        entries.set(path, {
          mode: entries.get(path)?.mode ?? "100644",
          sha: writeBlob(store, change),
        });
      else entries.set(path, change);
      continue;
    }
    const folder = path.slice(0, slash);
    const inside = folders.get(folder) ?? new Map<string, Buffer | TreeEntry | null>();
    inside.set(path.slice(slash + 1), change);
    folders.set(folder, inside);
  }
  for (const [folder, inside] of folders) {
    const before = entries.get(folder);
    const sha = updateTree(store, before?.mode === "040000" ? before.sha : undefined, inside);
    if (readTree(store, sha).size === 0) entries.delete(folder);
    else entries.set(folder, { mode: "040000", sha });
  }
  return writeTree(store, entries);
}

export function readTree(store: ObjectStore, sha: Sha): Tree {
  const tree = store.trees.get(sha);
  if (tree === undefined) throw new Error(`no tree ${sha}`);
  return tree;
}

export function readCommit(store: ObjectStore, sha: Sha): Commit {
  const commit = store.commits.get(sha);
  if (commit === undefined) throw new Error(`no commit ${sha}`);
  return commit;
}

export function readBlob(store: ObjectStore, sha: Sha): Buffer {
  const blob = store.blobs.get(sha);
  if (blob === undefined) throw new Error(`no blob ${sha}`);
  return blob;
}

/** The entry at a path of a commit, file or folder. */
export function findEntry(store: ObjectStore, commit: Sha, path: string): TreeEntry | undefined {
  let entry: TreeEntry = { mode: "040000", sha: readCommit(store, commit).tree };
  for (const name of path.split("/")) {
    if (entry.mode !== "040000") return undefined;
    const next = readTree(store, entry.sha).get(name);
    if (next === undefined) return undefined;
    entry = next;
  }
  return entry;
}

/** The bytes of a file in a commit, or undefined where there is none. */
export function readFile(store: ObjectStore, commit: Sha, path: string): Buffer | undefined {
  const entry = findEntry(store, commit, path);
  return entry === undefined || entry.mode === "040000" ? undefined : readBlob(store, entry.sha);
}

export function* walkTree(
  store: ObjectStore,
  tree: Sha,
  prefix = "",
): Generator<{ readonly path: string; readonly name: string; readonly entry: TreeEntry }> {
  for (const [name, entry] of readTree(store, tree)) {
    const path = prefix + name;
    yield { path, name, entry };
    if (entry.mode === "040000") yield* walkTree(store, entry.sha, `${path}/`);
  }
}

export function writeCommit(store: ObjectStore, commit: Omit<Commit, "sha">): Sha {
  const stamp = (verb: string, { name, email, at }: Signature): string =>
    `${verb} ${name} <${email}> ${Math.floor(at.getTime() / 1000)} +0000`;
  const text = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    stamp("author", commit.author),
    stamp("committer", commit.committer),
    "",
    commit.message,
  ].join("\n");
  const sha = gitHash("commit", Buffer.from(text));
  store.commits.set(sha, { sha, ...commit });
  return sha;
}

/** All ancestors of a commit, itself included, newest first. */
export function* ancestors(store: ObjectStore, from: Sha): Generator<Sha> {
  const seen = new Set([from]);
  const queue = [from];
  for (let sha = queue.shift(); sha !== undefined; sha = queue.shift()) {
    yield sha;
    for (const parent of readCommit(store, sha).parents) {
      if (!seen.has(parent)) queue.push(parent);
      seen.add(parent);
    }
  }
}

/** The best common ancestor of two commits, or undefined for unrelated histories. */
export function mergeBase(store: ObjectStore, left: Sha, right: Sha): Sha | undefined {
  if (left === right) return left;
  const ours = new Set(ancestors(store, left));
  const common: Sha[] = [];
  for (const sha of ancestors(store, right)) if (ours.has(sha)) common.push(sha);
  const older = new Set<Sha>();
  for (const sha of common.slice(0, 20)) {
    if (older.has(sha)) continue;
    for (const ancestor of ancestors(store, sha)) if (ancestor !== sha) older.add(ancestor);
  }
  return common.find((sha) => !older.has(sha));
}

/** Commits reachable from `to` and not from `from`, newest first. */
export function commitsBetween(store: ObjectStore, from: Sha | undefined, to: Sha): Commit[] {
  const known = from === undefined ? new Set<Sha>() : new Set(ancestors(store, from));
  const found: Commit[] = [];
  for (const sha of ancestors(store, to)) if (!known.has(sha)) found.push(readCommit(store, sha));
  return found;
}
