import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/**
 * Where something about a handbook is kept between runs: the `index` of the target branch, the last `run`, or
 * the `shared` configurations of other projects; undefined where nothing is. A pipeline names a folder that its
 * CI system keeps in `HANDBOOK_BOT_CACHE_DIR`; `off` keeps nothing. All of it can be deleted at any time.
 */
export function cacheFileOf(
  root: string,
  kind: "index" | "run" | "shared",
  env: NodeJS.ProcessEnv,
): string | undefined {
  const named = env["HANDBOOK_BOT_CACHE_DIR"];
  if (named === "off") return undefined;
  if (named) return join(named, `handbook.${kind}`);
  // What a container's home holds is lost when the job ends.
  if (env["CI"]) return undefined;
  const caches = env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  return join(caches, "handbook-bot", `${name}.${kind}`);
}

/** Makes the folder of a file that is kept; git leaves it alone where it lies in the handbook's own repository. */
export function makeCacheFolder(file: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, ".gitignore"), "*\n");
}
