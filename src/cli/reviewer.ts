import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

import type { Settings } from "../config/env.ts";
import { configFileName } from "../config/handbook-config.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import { projectFolder } from "../project-folder.ts";
import { readUsage } from "../worker/reviewer/process-usage.ts";
import { type Reads, readsOf } from "../worker/reviewer/reads.ts";
import {
  type GivenUp,
  type SupervisedReviewer,
  superviseReviewer,
} from "../worker/reviewer/supervisor.ts";

/**
 * What pages may cost. The slowest page of the handbooks we know, 250 kB, takes 0.3 s of CPU time; a
 * reviewer with a handbook of 2,160 pages holds 350 MB. A change of 290 pages takes 10 s.
 */
const limits = {
  cpuMs: 3_000,
  subjectCpuMs: 180_000,
  clockMs: 30_000,
  rssBytes: 1024 * 1024 * 1024,
};

/** In the built package the process is a file of its own. */
const built = join(projectFolder, "reviewer-process.js");
const program = existsSync(built) ? built : join(projectFolder, "src/cli/reviewer-process.ts");

/** Starts the process that looks into pages. It gets nothing of the bot's environment, and so no token. */
export function openReviewer(
  settings: Settings,
  gitlab: GitLab,
  docsBase: string,
  onGivenUp: (page: GivenUp) => void,
  config?: Uint8Array,
): SupervisedReviewer {
  const { PATH, TZ, MALLOC_ARENA_MAX, MALLOC_TRIM_THRESHOLD_ } = process.env;
  return superviseReviewer({
    reads: config === undefined ? readsOf(gitlab) : withConfig(readsOf(gitlab), config),
    fork: () =>
      fork(program, [], {
        env: { PATH, TZ, MALLOC_ARENA_MAX, MALLOC_TRIM_THRESHOLD_, NODE_ENV: "production" },
        execArgv: ["--max-semi-space-size=8", "--max-old-space-size=768"],
        serialization: "advanced",
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      }),
    start: { dataDir: resolve(settings.dataDir), docsBase },
    limits,
    usage: readUsage,
    now: () => performance.now(),
    onGivenUp,
  });
}

/** Reads as if every branch had that configuration. */
function withConfig(reads: Reads, config: Uint8Array): Reads {
  return {
    ...reads,
    file: async (projectId, path, sha) =>
      path === configFileName ? config : reads.file(projectId, path, sha),
  };
}
