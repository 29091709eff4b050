import type { EngineFactory } from "../../src/config/engine.ts";
import type { GitLab } from "../../src/gitlab/gitlab.ts";
import { readsOf } from "../../src/worker/reviewer/reads.ts";
import { createReviewer, type Reviewer } from "../../src/worker/reviewer/reviewer.ts";
import { createHandbookCopies } from "../../src/worker/target-branch/handbook-copies.ts";

/** A reviewer in this process, with copies of its own. */
export function reviewerOf(gitlab: GitLab, dataDir: string, engine: EngineFactory): Reviewer {
  const reads = readsOf(gitlab);
  return createReviewer({ reads, copies: createHandbookCopies({ reads, dataDir, engine }) });
}
