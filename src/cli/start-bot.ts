import { resolve } from "node:path";

import { secretsOf, type Settings } from "../config/env.ts";
import { deliveryId, parseEvent } from "../gitlab/event.ts";
import { admitDelivery, verifyDelivery } from "../gitlab/verify.ts";
import { createLog, type Log } from "../log.ts";
import { makeDataFolder } from "../queue/data-folder.ts";
import { openQueue, type JobQueue } from "../queue/queue.ts";
import { createMetrics, type Metrics } from "../server/metrics.ts";
import { startHealthServer, startServer, type RunningServer } from "../server/server.ts";
import { createHandlers } from "../worker/handlers.ts";
import { overviewOf } from "../worker/health/health-overview.ts";
import { createProjects } from "../worker/projects.ts";
import { createRefusals, type Refusals } from "../worker/refusals.ts";
import { keepHeapSmall } from "../worker/release-memory.ts";
import { captureConsole } from "./capture-console.ts";
import { openGitLabSide, type GitLabSide } from "./gitlab-side.ts";
import { watchBot, type BotState } from "./watch-bot.ts";

/** Which part of the bot a process is. */
export type Role = "all" | "receiver" | "worker";

/** A running bot, or its part in this process. */
export interface RunningBot {
  /** Where it listens; undefined for a worker. */
  readonly url: string | undefined;
  /** Stops taking work, ends what is in hand, and closes everything. */
  readonly close: () => Promise<void>;
}

/** Starts the bot as the settings say. @throws when the queue or the address cannot be had. */
export async function startBot(settings: Settings, role: Role = "all"): Promise<RunningBot> {
  keepHeapSmall();
  const log = createLog({ level: settings.logLevel, secrets: secretsOf(settings) });
  const release = captureConsole(log);
  const metrics = createMetrics();
  let queue: JobQueue | undefined;
  try {
    // A receiver keeps nothing there.
    if (role !== "receiver") await makeDataFolder(resolve(settings.dataDir));
    queue = await openBotQueue(settings, metrics, log);
    return await startParts(settings, role, { queue, metrics, log, release });
  } catch (error) {
    await queue?.close();
    release();
    throw error;
  }
}

async function startParts(
  settings: Settings,
  role: Role,
  {
    queue,
    metrics,
    log,
    release,
  }: Pick<Parts, "queue" | "metrics" | "log"> & {
    readonly release: () => void;
  },
): Promise<RunningBot> {
  const side = openGitLabSide(settings, metrics, queue, (page) => {
    metrics.pageGivenUp(page.why);
    log.warn(page, "page given up");
  });
  const state: BotState = { problem: undefined, warnings: [], bot: undefined };
  const isReceiver = role === "receiver";
  const watch = watchBot({ settings, side, queue, isReceiver, metrics, log, state });
  await watch.ready;
  const refusals = createRefusals(log, (counts) => metrics.refusals(counts));
  const parts = { settings, queue, metrics, log, side, state, refusals };
  const server = await listen(parts, role);
  if (role !== "receiver") await work(parts);
  log.info({ role, url: server?.url, queue: queue.place, bot: state.bot?.username }, "bot started");
  return {
    url: server?.url,
    close: async () => {
      watch.stop();
      await server?.close();
      await queue.close();
      await side.reviewer.close();
      log.info({ role }, "bot stopped");
      release();
    },
  };
}

function openBotQueue(settings: Settings, metrics: Metrics, log: Log): Promise<JobQueue> {
  return openQueue({
    url: settings.queueUrl,
    dataDir: resolve(settings.dataDir),
    onEvent: (event) => {
      metrics.queueEvent(event);
      if (event.kind === "failed") {
        const { job, id, attempt, willRetry, error } = event;
        log.error({ job, id, attempt, willRetry, err: error }, "job failed");
      } else if (event.kind === "store-error") {
        log.error({ err: event.error }, "store failed");
      } else if (event.kind === "store-emptied") {
        log.warn({}, "store was emptied: its schedule is made again");
      } else if (event.kind === "rate-limited" || event.kind === "stalled") {
        log.warn(event, "queue waits");
      }
    },
  });
}

interface Parts {
  readonly settings: Settings;
  readonly queue: JobQueue;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly side: GitLabSide;
  readonly state: BotState;
  readonly refusals: Refusals;
}

/** A worker answers how it is only where the configuration names a port for it. */
async function listen(
  { settings, queue, metrics, log, state, refusals }: Parts,
  role: Role,
): Promise<RunningServer | undefined> {
  const { host, port, workerPort, publicUrl, dashboardPassword, isMetricsPublic } = settings;
  const health = {
    host,
    queue,
    metrics,
    log,
    now: Date.now,
    ruleHealth: async () => overviewOf(await queue.figures()),
    problem: () => state.problem,
    warnings: () => [...state.warnings, ...refusals.sentences()],
    dashboardPassword,
    isMetricsPublic,
  };
  if (role === "worker") {
    return workerPort === undefined
      ? undefined
      : startHealthServer({ ...health, port: workerPort });
  }
  return startServer({
    ...health,
    queue,
    port,
    publicUrl,
    deliveries: {
      admit: (headers) => admitDelivery(headers, settings.webhook, Date.now()),
      verify: (headers, rawBody) => verifyDelivery(headers, rawBody, settings.webhook, Date.now()),
      parseEvent: (_headers, body) => parseEvent(body, { bot: state.bot }),
      deliveryId,
    },
  });
}

async function work({ settings, queue, metrics, log, side, refusals }: Parts): Promise<void> {
  const projects = createProjects({
    named: settings.projects,
    gitlab: side.gitlab,
    delivering: () => queue.projects(),
    log,
  });
  const handlers = createHandlers({
    ...side,
    queue,
    projects,
    refusals,
    log,
    measure: (review) => metrics.review(review),
    now: Date.now,
    // Twice the pause between two sweeps, and a day at least: the bot may have been away.
    sweepBackMs: Math.max(2 * settings.sweepMinutes * 60_000, 24 * 60 * 60_000),
  });
  await queue.work(handlers, { concurrency: settings.concurrency });
  await queue.repeat("sweep", settings.sweepMinutes);
  await queue.repeat("health", settings.healthHours * 60);
}
