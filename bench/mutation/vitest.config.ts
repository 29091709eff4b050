import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** The tests that mutants meet: those of the mutated modules, without what measures work or memory by itself. */
export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: {
    setupFiles: ["test/fixed-seed.ts"],
    include: [
      "test/{change,review,lint,property,text,owners,handbook}/**/*.test.ts",
      "test/rules/{links,duplication}/**/*.test.ts",
      "test/gitlab-client/{apply,apply-drafts,apply-failures,former-users,posted,refused-changes,refused-notes,requester,retry}.test.ts",
    ],
    exclude: ["test/handbook/{large,memory,hostile}.test.ts"],
    testTimeout: 60_000,
    isolate: false,
  },
});
