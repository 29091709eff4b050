import { randomInt } from "node:crypto";
import { defineConfig } from "vitest/config";
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

/** Each run also tries examples that nobody has seen: of the properties, once more, with this seed. */
const drawnSeed = process.env["FAST_CHECK_SEED"] ?? String(randomInt(2 ** 31));
if (process.argv[1]?.includes("vitest") === true && process.env["VITEST_WORKER_ID"] === undefined) {
  console.log(`seed of this run: ${drawnSeed} (again with FAST_CHECK_SEED=${drawnSeed})`);
}

export default defineConfig({
  test: {
    setupFiles: ["test/fixed-seed.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One more than the two cores of a small runner: tests with real processes mostly wait.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "slow",
          include: slow,
          globalSetup: ["test/build-program.ts", "test/stores/setup.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: slow,
          // Loading the modules anew for each file would take longer than the tests.
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
