import { createGitLab } from "../../src/gitlab/gitlab.ts";
import type { Clock } from "../../src/gitlab/clock.ts";
import { createLog } from "../../src/log.ts";
import type { JobHandlers } from "../../src/queue/job-handlers.ts";
import type { Job } from "../../src/queue/job.ts";
import { createHandlers } from "../../src/worker/handlers.ts";
import { createRefusals } from "../../src/worker/refusals.ts";
import type { ReviewParts } from "../../src/worker/review-merge-request.ts";
import type { StandIn } from "../gitlab/start-gitlab.ts";
import { reviewerOf } from "../worker/reviewer-of.ts";
import type { Failure, Incident, Refused } from "./schedule.ts";
import { engineOf } from "./small-handbook.ts";

/** One life of the bot, from its start until it is killed. */
export interface BotProcess {
  readonly parts: ReviewParts;
  readonly handlers: JobHandlers;
  /** Sets what happens at which of the coming calls. */
  readonly expect: (incidents: readonly Incident[]) => void;
  readonly isDead: () => boolean;
  /** How many of the incidents that it expects have not come yet. */
  readonly missed: () => number;
  /** Whether GitLab has failed it since `expect`. */
  readonly hasMetFailures: () => boolean;
}

/** Starts the bot: its client, its copies of the handbook, and nothing remembered of an earlier life. */
export function startProcess(
  gitlab: StandIn,
  given: {
    readonly token: string;
    readonly bot: ReviewParts["bot"];
    readonly dataDir: string;
    readonly clock: Clock;
    readonly projectId: number;
    /** What GitLab does not take at the time. */
    readonly refused: ReadonlySet<Refused>;
    readonly act: (incident: Extract<Incident, { kind: "deed" }>) => void;
    /** Takes the jobs that the bot asks of itself. */
    readonly add: (job: Job) => void;
  },
): BotProcess {
  let isDead = false;
  let calls = 0;
  let pending: readonly Incident[] = [];
  let failure: { readonly failure: Failure; left: number } | undefined;
  let hasFailed = false;

  async function send(url: URL, init: RequestInit): Promise<Response> {
    if (isDead) throw new Error("the process is gone");
    const now = pending.filter(({ call }) => call === calls);
    calls += 1;
    let diesAfter = false;
    for (const incident of now) {
      if (incident.kind === "deed") given.act(incident);
      else if (incident.kind === "failure")
        failure = { failure: incident.failure, left: incident.failure.times };
      else if (incident.when === "before") isDead = true;
      else diesAfter = true;
    }
    if (isDead) throw new Error("the process is gone");
    if (failure !== undefined && failure.left > 0) {
      failure.left -= 1;
      hasFailed = true;
      orderFailure(gitlab, failure.failure);
    }
    const refused = init.method === "POST" ? writtenTo(url) : undefined;
    if (refused !== undefined && given.refused.has(refused)) {
      hasFailed = true;
      orderFailure(gitlab, { with: 403, when: "before", retryAfter: undefined, times: 1 });
    }
    const answer = await gitlab.fetch(url, init);
    if (diesAfter) {
      isDead = true;
      throw new Error("the process is gone");
    }
    return answer;
  }

  const client = createGitLab({
    url: gitlab.url,
    token: given.token,
    clock: given.clock,
    fetch: send,
  });
  const { dataDir, bot, projectId } = given;
  const reviewer = reviewerOf(client, dataDir, engineOf);
  const log = createLog({ level: "silent", secrets: [] });
  return {
    parts: { gitlab: client, bot, reviewer },
    handlers: createHandlers({
      gitlab: client,
      reviewer,
      identify: () => Promise.resolve(bot),
      queue: {
        add: (job) => {
          given.add(job);
          return Promise.resolve("queued");
        },
        keepFigures: () => Promise.resolve(),
      },
      projects: { includes: () => Promise.resolve(true), ids: () => Promise.resolve([projectId]) },
      refusals: createRefusals(log),
      log,
      measure: () => undefined,
      now: given.clock.now,
      sweepBackMs: 24 * 60 * 60_000,
    }),
    expect: (incidents) => {
      calls = 0;
      pending = incidents;
      failure = undefined;
      hasFailed = false;
    },
    missed: () => pending.filter(({ call }) => call >= calls).length,
    isDead: () => isDead,
    hasMetFailures: () => hasFailed,
  };
}

function writtenTo({ pathname }: URL): Refused | undefined {
  if (pathname.includes("/statuses/")) return "commit statuses";
  return /\/(?:notes|discussions|draft_notes)$/.test(pathname) ? "comments" : undefined;
}

function orderFailure(gitlab: StandIn, { with: how, when, retryAfter }: Failure): void {
  const headers =
    how === 429 && retryAfter !== undefined ? { "Retry-After": String(retryAfter) } : {};
  gitlab.failNext({ with: how, when, headers });
}
