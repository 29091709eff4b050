import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createGitLab } from "../../src/gitlab/gitlab.ts";
import { createLog } from "../../src/log.ts";
import type { Job } from "../../src/queue/job.ts";
import { createHandlers } from "../../src/worker/handlers.ts";
import { reviewerOf } from "./reviewer-of.ts";
import { startGitLab } from "../gitlab/start-gitlab.ts";
import { configurations, engineOf } from "../simulation/small-handbook.ts";

/**
 * A handbook in a stand-in GitLab with the handlers of a worker. Jobs that they ask for are collected and not
 * run.
 */
export async function setHandlersScene(
  files: Readonly<Record<string, string>>,
  configuration: string = configurations.roomy,
) {
  const gitlab = await startGitLab({ preparation: { polls: 0 } });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-handlers-"));
  onTestFinished(async () => {
    await gitlab.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const { id: projectId } = gitlab.createProject({
    path: "people/handbook",
    files: { ".handbook-bot.yml": configuration, ...files },
  });
  const { user, token } = gitlab.createBot({ projectId });
  const clock = { now: Date.now, sleep: () => Promise.resolve(), random: () => 0.5 };
  const client = createGitLab({ url: gitlab.url, token, fetch: gitlab.fetch, clock });
  const added: Job[] = [];
  const handlers = createHandlers({
    gitlab: client,
    reviewer: reviewerOf(client, dataDir, engineOf),
    identify: () =>
      Promise.resolve({
        userId: user.id,
        username: user.username,
        instance: "handbook-bot",
        helpUrl: undefined,
      }),
    queue: {
      add: (job) => {
        added.push(job);
        return Promise.resolve("queued");
      },
    },
    projects: () => Promise.resolve(undefined),
    log: createLog({ level: "silent", secrets: [] }),
    measure: () => undefined,
    now: Date.now,
    sweepBackMs: 24 * 60 * 60_000,
  });
  return { gitlab, projectId, user, handlers, added };
}
