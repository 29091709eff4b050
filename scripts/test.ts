/**
 * `npm test`: every check, then the tests. The checks run side by side, each with its output in one piece; one that
 * fails ends the command, so that its output is the last on the screen. The same command runs on a laptop and in CI.
 * `npm run test:quick` leaves out the tests that need stores, processes or seconds.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const [isQuick, args] =
  process.argv[2] === "--quick" ? [true, process.argv.slice(3)] : [false, process.argv.slice(2)];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name: string): string => join(root, "node_modules/.bin", name);

const checks: readonly Check[] = [
  { name: "lint", command: [bin("oxlint"), "--type-aware", "--deny-warnings"] },
  { name: "types", command: [bin("tsc")] },
  { name: "dead code", command: [bin("knip")] },
  { name: "code for tests alone", command: [bin("knip"), "-c", "knip.production.json"] },
  { name: "generated files", command: [process.execPath, "scripts/generate.ts", "--check"] },
  { name: "lock file", command: [process.execPath, "scripts/complete-lock.ts", "--check"] },
  { name: "format", command: [bin("oxfmt"), "--check"] },
];

/** Two cores are what a small runner has; more at once would only wait for each other. */
const CHECKS_AT_ONCE = 2;

const waiting = [...checks];
const running = new Set<ChildProcess>();
await Promise.all(
  Array.from({ length: CHECKS_AT_ONCE }, async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      await run(check);
  }),
);
console.log("\n== tests");
const { status, error } = spawnSync(
  bin("vitest"),
  ["run", ...(isQuick ? ["--project", "quick"] : []), ...args],
  { cwd: root, stdio: "inherit" },
);
if (error !== undefined || status !== 0) fail("tests", status, error);

/** Runs a check to its end, and ends the command where it fails. */
async function run({ name, command: [program, ...rest] }: Check): Promise<void> {
  const child = spawn(program, rest, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const { promise, resolve } = Promise.withResolvers<number | null | Error>();
  child.on("error", resolve);
  child.on("close", resolve);
  const outcome = await promise;
  running.delete(child);
  console.log(`\n== ${name}\n${Buffer.concat(output).toString().trim()}`);
  if (outcome instanceof Error) fail(name, null, outcome);
  if (outcome !== 0) fail(name, outcome);
}

function fail(name: string, code: number | null, problem?: Error): never {
  for (const child of running) child.kill();
  console.error(`\n${name} failed${problem === undefined ? "" : `: ${problem.message}`}`);
  process.exit(code ?? 1);
}
