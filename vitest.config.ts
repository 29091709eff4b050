import { randomInt } from "node:crypto";
import { defineConfig, type Plugin } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

/** What takes seconds a file: real processes, stores, browsers, the command line, and whole families of texts. */
const slow = [
  "test/{cli,contract,deploy,e2e,fuzz,hostile,processes,queue,safe-fixes,server,simulation}/**/*.test.ts",
  "test/handbook/large.test.ts",
  "test/worker/handlers.test.ts",
  "test/worker/reviewer/**/*.test.ts",
  "test/worker/target-branch/*.test.ts",
  "test/rules/every-rule.test.ts",
];

/** What watches how modules are loaded, and so has to be the first to load them. */
const alone = ["test/hostile/patterns.test.ts"];

/** Each run also tries examples that nobody has seen: of the properties, once more, with this seed. */
const drawnSeed = process.env["FAST_CHECK_SEED"] ?? String(randomInt(2 ** 31));
if (process.argv[1]?.includes("vitest") === true && process.env["VITEST_WORKER_ID"] === undefined) {
  console.log(`seed of this run: ${drawnSeed} (again with FAST_CHECK_SEED=${drawnSeed})`);
}

/**
 * Has packages loaded as an installed bot loads them. Vitest asks for their builds for development, which have
 * checks of their own in every step of a parser.
 */
const asInstalled: Plugin = {
  name: "as-installed",
  configResolved({ ssr }) {
    ssr.resolve = { ...ssr.resolve, conditions: ["node"] };
  },
};

export default defineConfig({
  plugins: [asInstalled],
  test: {
    setupFiles: ["test/fixed-seed.ts"],
    // Reviews make many short-lived objects; with room for them, fewer are copied by the garbage collector.
    execArgv: ["--max-semi-space-size=64"],
    // Ends what hangs; what is slow on a busy machine is waited for.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 300_000 } },
    // One more than the two cores of a small runner: tests with real processes mostly wait.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "slow",
          include: slow,
          exclude: alone,
          // Loading the modules anew for each file takes a second of a core.
          isolate: false,
          globalSetup: ["test/build-program.ts", "test/stores/setup.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: "alone", include: alone, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: slow,
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "drawn seed",
          include: ["test/property/**/*.test.ts"],
          isolate: false,
          env: { FAST_CHECK_SEED: drawnSeed },
          sequence: { groupOrder: 0 },
        },
      },
    ],
  },
});
