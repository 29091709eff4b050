import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createGitLab } from "../../src/gitlab/gitlab.ts";
import { createLog } from "../../src/log.ts";
import type { Job } from "../../src/queue/job.ts";
import { createHandlers, type ReviewMeasure } from "../../src/worker/handlers.ts";
import { createProjects } from "../../src/worker/projects.ts";
import { reviewerOf } from "./reviewer-of.ts";
import { createRefusals } from "../../src/worker/refusals.ts";
import { startGitLab } from "../gitlab/start-gitlab.ts";
import { configurations, engineOf } from "../simulation/small-handbook.ts";

/**
 * A handbook in a stand-in GitLab with the handlers of a worker. Jobs that they ask for are collected and not
 * run.
 */
export async function setHandlersScene(
  files: Readonly<Record<string, string>>,
  configuration: string = configurations.roomy,
  options: {
    readonly named?: readonly (number | string)[];
    readonly now?: () => number;
  } = {},
) {
  const { now = Date.now } = options;
  const gitlab = await startGitLab({ preparation: { polls: 0 }, now });
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
  const clock = { now, sleep: () => Promise.resolve(), random: () => 0.5 };
  const client = createGitLab({ url: gitlab.url, token, fetch: gitlab.fetch, clock });
  const added: Job[] = [];
  const figures: string[] = [];
  const delivering = [projectId];
  const log = createLog({
    level: "info",
    secrets: [],
    stream: { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const measured: ReviewMeasure[] = [];
  const lines: Record<string, unknown>[] = [];
  const refusals = createRefusals(log);
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
      keepFigures: (_project, text) => {
        figures.push(text);
        return Promise.resolve();
      },
    },
    projects: createProjects({
      named: options.named,
      gitlab: client,
      delivering: () => Promise.resolve(delivering),
      log,
    }),
    refusals,
    log,
    measure: (review) => measured.push(review),
    now,
    sweepBackMs: 24 * 60 * 60_000,
  });
  return {
    gitlab,
    projectId,
    user,
    token,
    handlers,
    added,
    figures,
    delivering,
    refusals,
    lines,
    measured,
  };
}
