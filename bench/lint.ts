/**
 * Times a whole handbook: our process, with all default rules and proven suggestions, beside
 * markdownlint-cli2 alone, one after the other on one core, in one run.
 *
 *     npm run bench -- DIR [--rounds N]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "3" } },
});
const [given] = positionals;
if (given === undefined) {
  console.error("Usage: npm run bench -- DIR [--rounds N]");
  process.exit(2);
}
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const handbook = resolve(given);
const scratch = mkdtempSync(join(tmpdir(), "handbook-bot-bench-"));
// The peer's defaults, quiet: what it writes to a terminal is not its work.
const peerConfig = join(scratch, "peer.markdownlint-cli2.jsonc");
writeFileSync(
  peerConfig,
  JSON.stringify({ outputFormatters: [], noProgress: true, noBanner: true }),
);

const ours = [
  process.execPath,
  join(project, "src/cli/launch.ts"),
  ...["lint", "--root", handbook, "--format", "json", "--fail-on", "never"],
  ...["--output", join(scratch, "report.json")],
];
const peer = [
  process.execPath,
  join(project, "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs"),
  ...["--config", peerConfig, "**/*.md", "**/*.md.erb"],
];

interface Run {
  readonly wall: number;
  readonly cpu: number;
}

function run(command: readonly string[]): Run {
  const start = performance.now();
  // `bash` reports the time of its child: user and system, in seconds.
  const line = `TIMEFORMAT='%U %S'; time taskset -c 0 ${command.map((word) => `'${word}'`).join(" ")} >'${join(scratch, "out")}' 2>&1`;
  const { stderr } = spawnSync("bash", ["-c", line], { cwd: handbook, encoding: "utf8" });
  const wall = (performance.now() - start) / 1000;
  const [user = 0, system = 0] = stderr.trim().split("\n").at(-1)?.split(" ").map(Number) ?? [];
  return { wall, cpu: user + system };
}

const rounds = Array.from({ length: Number(values.rounds) }, () => ({
  ours: run(ours),
  peer: run(peer),
}));
rmSync(scratch, { recursive: true, force: true });

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
for (const what of ["wall", "cpu"] as const) {
  const mine = median(rounds.map((round) => round.ours[what]));
  const theirs = median(rounds.map((round) => round.peer[what]));
  const ratio = median(rounds.map((round) => round.ours[what] / round.peer[what]));
  console.log(
    `${what.padEnd(5)} handbook-bot ${mine.toFixed(2)} s, markdownlint-cli2 ${theirs.toFixed(2)} s, ratio ${ratio.toFixed(2)}`,
  );
}
