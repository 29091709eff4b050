import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { configBytesMax } from "../config/limits.ts";
import {
  isCommitId,
  parseReference,
  type ReadShared,
  type SharedReference,
  type SharedText,
  whyMissing,
} from "../config/shared-reference.ts";
import { cacheFileOf, makeCacheFolder } from "./cache-file.ts";
import { complaintOf } from "./change/complaint.ts";
import { addressOf } from "./project-address.ts";

/** Nobody waits longer for a host that does not answer. */
const fetchMs = 60_000;

/**
 * Reads configurations of other projects by git, from the host of the repository that `folder` belongs to, with the
 * rights of whoever runs it. What was fetched is kept: a tag is taken for what it was.
 */
export function sharedByGit(folder: string, env: NodeJS.ProcessEnv): ReadShared {
  const known = new Map<string, SharedText>();
  return (name) => {
    const reference = parseReference(name);
    if (reference === undefined) return { kind: "missing", why: "it is no reference" };
    const found = known.get(name) ?? read(folder, reference, env);
    known.set(name, found);
    return found;
  };
}

function read(folder: string, reference: SharedReference, env: NodeJS.ProcessEnv): SharedText {
  const origin = git(folder, ["remote", "get-url", "origin"], env);
  const address =
    origin.status === 0 ? addressOf(origin.stdout.trim(), reference.project, env) : undefined;
  if (address === undefined) {
    const why = "it is read from the host of the remote “origin”, which this repository has not";
    return { kind: "missing", why };
  }
  const kept = cacheFileOf(folder, "shared", env);
  if (kept !== undefined && isMade(kept)) return readFrom(kept, address, reference, env);
  const passing = mkdtempSync(join(tmpdir(), "handbook-bot-"));
  try {
    return readFrom(passing, address, reference, env);
  } finally {
    rmSync(passing, { recursive: true, force: true });
  }
}

/** Makes a folder to keep; a disk that cannot be written costs a fetch and nothing else. */
function isMade(folder: string): boolean {
  try {
    makeCacheFolder(folder);
    mkdirSync(folder, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

function readFrom(
  repository: string,
  address: string,
  reference: SharedReference,
  env: NodeJS.ProcessEnv,
): SharedText {
  const { project, path, ref } = reference;
  const missing = (complaint: string): SharedText => ({
    kind: "missing",
    why: whyMissing(reference) + (complaint === "" ? "" : ` (git says: ${complaint})`),
  });
  const run = (...args: readonly string[]): Output => git(repository, args, env);
  run("init", "--quiet", "--bare");
  const name = createHash("sha256").update(`${project}@${ref}`).digest("hex");
  const own = `refs/shared/${name}`;
  if (run("rev-parse", "--verify", "--quiet", own).status !== 0) {
    const wanted = isCommitId(ref) ? ref : `refs/tags/${ref}`;
    const fetched = run("fetch", "--quiet", "--depth=1", "--no-tags", address, `+${wanted}:${own}`);
    if (fetched.status !== 0) return missing(complaintOf(fetched.stderr, env));
  }
  const size = run("cat-file", "-s", `${own}:${path}`);
  if (size.status !== 0) return missing("");
  if (Number(size.stdout) > configBytesMax)
    return { kind: "missing", why: `it has more than ${configBytesMax} bytes` };
  return { kind: "text", text: run("cat-file", "blob", `${own}:${path}`).stdout };
}

interface Output {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function git(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): Output {
  return spawnSync("git", ["-C", folder, ...args], {
    encoding: "utf8",
    timeout: fetchMs,
    env: { ...env, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" },
  });
}
