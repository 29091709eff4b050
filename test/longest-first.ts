import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, longest first: started last, each would keep the others' cores idle until it ends. */
const long = [
  "test/processes/",
  "test/simulation/",
  "test/hostile/hostile-text",
  "test/fuzz/",
  "test/contract/",
  "test/hostile/",
  "test/queue/",
  "test/cli/",
];

/** Runs long files before short ones, also on a clean clone, where nobody knows yet how long a file takes. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = long.findIndex((part) => moduleId.includes(part));
  return at === -1 ? long.length : at;
}
