import { resolve } from "node:path";

import { secretsOf, type Settings } from "../config/env.ts";
import { deliveryId, parseEvent } from "../gitlab/event.ts";
import { createGitLab, type GitLab } from "../gitlab/gitlab.ts";
import { verifyDelivery } from "../gitlab/verify.ts";
import { createLog, type Log } from "../log.ts";
import { openQueue, type JobQueue } from "../queue/queue.ts";
import { createMetrics, type Metrics } from "../server/metrics.ts";
import { startServer, type RunningServer } from "../server/server.ts";
import { once, type BotIdentity } from "../worker/bot-identity.ts";
import { createHealthWatch } from "../worker/watch-health.ts";
import { createHandlers } from "../worker/handlers.ts";
import { keepHeapSmall } from "../worker/release-memory.ts";
import type { GivenUp, SupervisedReviewer } from "../worker/reviewer/supervisor.ts";
import { openReviewer } from "./reviewer.ts";

/** Which part of the bot a process is. */
export type Role = "all" | "receiver" | "worker";

/** A running bot, or its part in this process. */
export interface RunningBot {
  /** Where it listens; undefined for a worker. */
  readonly url: string | undefined;
  /** Stops taking work, ends what is in hand, and closes everything. */
  readonly close: () => Promise<void>;
}

/** What speaks to GitLab on the bot's behalf. */
export interface GitLabSide {
  readonly gitlab: GitLab;
  readonly identify: () => Promise<BotIdentity>;
  /** Runs in a process of its own, which starts with the first request. */
  readonly reviewer: SupervisedReviewer;
}

/** Wires the side of the bot that speaks to GitLab. No request is sent yet. */
export function openGitLabSide(
  settings: Settings,
  metrics?: Pick<Metrics, "gitlabCall">,
  queue?: Pick<JobQueue, "reserve">,
  onGivenUp: (page: GivenUp) => void = () => {},
): GitLabSide {
  const gitlab = createGitLab({
    ...settings.gitlab,
    notesPerMinute: settings.notesPerMinute,
    reserve: queue?.reserve,
    onAnswer: (call) => metrics?.gitlabCall(call),
  });
  const docsBase = docsAddress(settings);
  return {
    gitlab,
    reviewer: openReviewer(settings, gitlab, docsBase, onGivenUp),
    identify: once(async () => {
      const { id, username } = await gitlab.currentUser();
      return { userId: id, username, instance: "handbook-bot", helpUrl: `${docsBase}/` };
    }),
  };
}

/** Starts the bot as the settings say. @throws when the queue or the address cannot be had. */
export async function startBot(settings: Settings, role: Role = "all"): Promise<RunningBot> {
  keepHeapSmall();
  const log = createLog({ level: settings.logLevel, secrets: secretsOf(settings) });
  const metrics = createMetrics();
  const queue = await openQueue({
    url: settings.queueUrl,
    dataDir: resolve(settings.dataDir),
    onEvent: (event) => {
      metrics.queueEvent(event);
      if (event.kind === "failed") {
        const { job, id, attempt, willRetry, error } = event;
        log.error({ job, id, attempt, willRetry, err: error }, "job failed");
      } else if (event.kind === "store-error") {
        log.error({ err: event.error }, "store failed");
      } else if (event.kind === "rate-limited" || event.kind === "stalled") {
        log.warn(event, "queue waits");
      }
    },
  });
  try {
    const side = openGitLabSide(settings, metrics, queue, (page) => {
      metrics.pageGivenUp(page.why);
      log.warn(page, "page given up");
    });
    const state: State = { problem: undefined, bot: undefined };
    const watch = watchHealth(settings, role, metrics, log, side, state);
    await watch.ready;
    const server =
      role === "worker" ? undefined : await receive(settings, queue, metrics, log, state);
    if (role !== "receiver") await work(settings, queue, metrics, log, side);
    log.info(
      { role, url: server?.url, queue: queue.place, bot: state.bot?.username },
      "bot started",
    );
    return {
      url: server?.url,
      close: async () => {
        watch.stop();
        await server?.close();
        await queue.close();
        await side.reviewer.close();
        log.info({ role }, "bot stopped");
      },
    };
  } catch (error) {
    await queue.close();
    throw error;
  }
}

/** What the parts of a process know of each other. */
interface State {
  problem: string | undefined;
  bot: BotIdentity | undefined;
}

/** So soon what is not in order is looked at again. */
const retryMs = 60_000;

/**
 * Looks at the start and from time to time whether GitLab lets the bot work. Deliveries are taken even while
 * it does not: they wait in the queue. A receiver asks for the bot's name only.
 */
function watchHealth(
  settings: Settings,
  role: Role,
  metrics: Metrics,
  log: Log,
  { gitlab, identify }: GitLabSide,
  state: State,
): { readonly ready: Promise<void>; readonly stop: () => void } {
  const watch = createHealthWatch({
    gitlab,
    projects: async () =>
      role === "receiver" ? [] : (settings.projects ?? (await gitlab.memberProjects())),
    publicUrl: settings.publicUrl,
    log,
    measure: (problems) => metrics.problems(problems),
    onProblem: (problem) => {
      state.problem = problem;
    },
  });
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const meet = async (): Promise<void> => {
    try {
      state.bot = await identify();
    } catch (error) {
      state.problem = error instanceof Error ? error.message : String(error);
    }
  };
  const look = async (): Promise<void> => {
    const isWell = await watch.look();
    if (state.bot === undefined) await meet();
    if (isStopped) return;
    const pauseMs = isWell ? Math.max(retryMs, settings.sweepMinutes * 60_000) : retryMs;
    timer = setTimeout(() => void look(), pauseMs).unref();
  };
  return {
    // The projects are looked at while the bot works already.
    ready: meet().then(() => void look()),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function receive(
  settings: Settings,
  queue: JobQueue,
  metrics: Metrics,
  log: Log,
  state: State,
): Promise<RunningServer> {
  return startServer({
    host: settings.host,
    port: settings.port,
    queue,
    metrics,
    log,
    now: Date.now,
    problem: () => state.problem,
    dashboardPassword: settings.dashboardPassword,
    isMetricsPublic: settings.isMetricsPublic,
    deliveries: {
      verify: (headers, rawBody) => {
        const { webhook } = settings;
        const verified = verifyDelivery(headers, rawBody, webhook, Date.now());
        return verified.ok ? verified : { ok: false, why: verified.why };
      },
      parseEvent: (_headers, body) => parseEvent(body, { bot: state.bot }),
      deliveryId,
    },
  });
}

async function work(
  settings: Settings,
  queue: JobQueue,
  metrics: Metrics,
  log: Log,
  side: GitLabSide,
): Promise<void> {
  const projects = once(async () => {
    const { projects: named } = settings;
    if (named === undefined) return undefined;
    return Promise.all(
      named.map(async (name) =>
        typeof name === "number" ? name : (await side.gitlab.project(name)).id,
      ),
    );
  });
  const handlers = createHandlers({
    ...side,
    queue,
    projects,
    log,
    measure: (review) => metrics.review(review),
    now: Date.now,
    // Twice the pause between two sweeps, and a day at least: the bot may have been away.
    sweepBackMs: Math.max(2 * settings.sweepMinutes * 60_000, 24 * 60 * 60_000),
  });
  await queue.work(handlers, { concurrency: settings.concurrency });
  await queue.sweepEvery(settings.sweepMinutes);
}

/** Where the rules' pages are: the bot serves them itself. */
function docsAddress({ publicUrl, host, port }: Settings): string {
  return `${publicUrl ?? `http://${host}:${port}`}/rules`;
}
