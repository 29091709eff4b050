import type { Settings } from "../config/env.ts";
import type { Log } from "../log.ts";
import type { JobQueue } from "../queue/queue.ts";
import type { Metrics } from "../server/metrics.ts";
import type { BotIdentity } from "../worker/bot-identity.ts";
import { createHealthWatch } from "../worker/watch-health.ts";
import type { GitLabSide } from "./gitlab-side.ts";

/** What the parts of a process know of each other. */
export interface BotState {
  problem: string | undefined;
  warnings: readonly string[];
  bot: BotIdentity | undefined;
}

/** So soon what is not in order is looked at again. */
const retryMs = 60_000;

/**
 * Looks at the start and from time to time whether GitLab lets the bot work. Deliveries are taken even while
 * it does not: they wait in the queue.
 */
export function watchBot(parts: {
  readonly settings: Settings;
  readonly side: GitLabSide;
  readonly queue: Pick<JobQueue, "projects">;
  /** A receiver asks for the bot's name only. */
  readonly isReceiver: boolean;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly state: BotState;
}): { readonly ready: Promise<void>; readonly stop: () => void } {
  const { settings, side, queue, isReceiver, metrics, log, state } = parts;
  const watch = createHealthWatch({
    gitlab: side.gitlab,
    projects: async () => (isReceiver ? [] : (settings.projects ?? (await queue.projects()))),
    publicUrl: settings.publicUrl,
    log,
    measure: (problems) => metrics.problems(problems),
    onProblem: (problem, warnings) => {
      state.problem = problem;
      state.warnings = warnings;
    },
  });
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const meet = async (): Promise<void> => {
    try {
      state.bot = await side.identify();
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
