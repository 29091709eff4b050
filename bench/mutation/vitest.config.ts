import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Cheap tests come first: what they notice costs nothing more. Those of rules load every rule and its words. */
const ORDER = [
  "text",
  "handbook",
  "change",
  "review",
  "lint",
  "owners",
  "property",
  "gitlab-client",
];

class CheapFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = ORDER.findIndex((folder) => moduleId.includes(`/test/${folder}/`));
      return moduleId.endsWith("/real-rules.test.ts") || place === -1 ? ORDER.length : place;
    };
    return files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** Fewer examples where a test asks for many: what one in a thousand would notice, a table notices too, or nothing. */
const fewerRuns: Plugin = {
  name: "fewer-runs",
  // Before types are taken away, which writes numbers in another way.
  enforce: "pre",
  transform(code, id) {
    if (!id.includes("/test/")) return undefined;
    return code.replaceAll(/\bnumRuns: [\d_]{3,}/g, "numRuns: 40");
  },
};

/**
 * The tests that mutants meet: those of the mutated modules, without what measures work or memory by itself, and what
 * waits for a server that does not answer.
 */
export default defineConfig({
  plugins: [fewerRuns],
  root: resolve(import.meta.dirname, "../.."),
  test: {
    setupFiles: ["test/fixed-seed.ts", "bench/mutation/fewer-runs.ts"],
    include: [
      "test/{change,review,lint,property,text,owners,handbook}/**/*.test.ts",
      "test/rules/{links,duplication}/**/*.test.ts",
      "test/gitlab-client/{answers,apply,apply-drafts,former-users,gate,posted,refused-changes,refused-notes,requester,requester-retries,retry}.test.ts",
    ],
    exclude: ["test/handbook/{large,memory,hostile}.test.ts", "test/property/what-if.test.ts"],
    testTimeout: 600_000,
    isolate: false,
    sequence: { sequencer: CheapFirst },
  },
});
