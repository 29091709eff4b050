/**
 * `npm test`: every check in turn, stopping at the first that fails, so that its output is the last on
 * the screen. The same command runs on a laptop and in CI. `npm run test:quick` leaves out the tests that
 * need stores, processes or seconds.
 */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [isQuick, args] =
  process.argv[2] === "--quick" ? [true, process.argv.slice(3)] : [false, process.argv.slice(2)];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name: string): string => join(root, "node_modules/.bin", name);

const steps: readonly {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}[] = [
  { name: "format", command: [bin("oxfmt"), "--check"] },
  { name: "lint", command: [bin("oxlint"), "--type-aware", "--deny-warnings"] },
  { name: "types", command: [bin("tsc")] },
  { name: "dead code", command: [bin("knip")] },
  { name: "code for tests alone", command: [bin("knip"), "-c", "knip.production.json"] },
  { name: "generated files", command: [process.execPath, "scripts/generate.ts", "--check"] },
  { name: "lock file", command: [process.execPath, "scripts/complete-lock.ts", "--check"] },
  {
    name: "tests",
    command: [bin("vitest"), "run", ...(isQuick ? ["--project", "quick"] : []), ...args],
  },
];

for (const { name, command } of steps) {
  console.log(`\n== ${name}`);
  const [program, ...rest] = command;
  const { status, error } = spawnSync(program, rest, { cwd: root, stdio: "inherit" });
  if (error !== undefined || status !== 0) {
    console.error(`\n${name} failed${error === undefined ? "" : `: ${error.message}`}`);
    process.exit(status ?? 1);
  }
}
