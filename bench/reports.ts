/**
 * Compares what two commits find: both lint the same handbooks, and the JSON reports must be the same bytes. For
 * changes that are to alter nothing but the speed.
 *
 *     node bench/reports.ts COMMIT DIR…
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [commit, ...folders] = process.argv.slice(2);
if (commit === undefined || folders.length === 0) {
  console.error("Usage: node bench/reports.ts COMMIT DIR…");
  process.exit(2);
}
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), "handbook-bot-reports-"));
try {
  const earlier = join(scratch, "earlier");
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: project });
  git("worktree", "add", "--quiet", "--detach", earlier, commit);
  symlinkSync(join(project, "node_modules"), join(earlier, "node_modules"));
  for (const folder of folders) {
    const isSame = report(earlier, folder).equals(report(project, folder));
    console.log(`${isSame ? "same" : "different"}  ${folder}`);
    if (!isSame) process.exitCode = 1;
  }
  git("worktree", "remove", "--force", earlier);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function report(tree: string, folder: string): Buffer {
  const file = join(scratch, "report.json");
  const program = join(tree, "src/cli/launch.ts");
  const args = ["lint", "--root", resolve(folder), "--format", "json", "--fail-on", "never"];
  const { status } = spawnSync(process.execPath, [program, ...args, "--output", file], {
    env: { ...process.env, HANDBOOK_BOT_CACHE_DIR: "off" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`Linting ${folder} by ${tree} ended with ${status}.`);
  return readFileSync(file);
}
