import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { JobCounts } from "../queue/queue.ts";
import type { QueueEvent } from "../queue/job-handlers.ts";
import { fates, type RuleFigures } from "./rule-figures.ts";

/** What the bot counts about itself, for Prometheus. No label holds a project's, page's or person's name. */
export interface Metrics {
  /** A delivery was answered with `status`; `outcome` is one of a handful of words. */
  delivery(outcome: string, status: number): void;
  queueEvent(event: QueueEvent): void;
  /** A review ended; `findings` counts what it found by rule. */
  review(review: {
    readonly outcome: string;
    readonly tookMs: number;
    readonly findings?: ReadonlyMap<string, number>;
  }): void;
  /** GitLab answered a request, or did not: then `status` is undefined. */
  gitlabCall(call: { readonly method: string; readonly status: number | undefined }): void;
  /** A page was left out of a review because it cost too much. */
  pageGivenUp(why: "time" | "memory" | "crash"): void;
  /** How many merge requests GitLab refuses something of, by what. */
  refusals(counts: ReadonlyMap<string, number>): void;
  /** What is not in order, by kind; what is not named is in order again. */
  problems(counts: ReadonlyMap<string, number>): void;
  /** When GitLab was heard of last. */
  contact(): Contact;
  /** The text that Prometheus reads. What the store does not give now is undefined. */
  render(counts: JobCounts | undefined, rules?: readonly RuleFigures[]): Promise<string>;
  readonly contentType: string;
}

/** When GitLab was heard of last, in milliseconds since 1970. Undefined: not since the start. */
export interface Contact {
  /** A delivery that had the right secret. */
  readonly delivered: number | undefined;
  readonly answered: { readonly at: number; readonly answer: string } | undefined;
}

/** From a cached answer to a merge request of a thousand pages. */
const secondsBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Makes the bot's own registry; nothing is kept in the library's global one. */
export function createMetrics(now: () => number = Date.now): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `handbook_bot_${name}`, help, labelNames, registers });
  const seconds = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Histogram({
      name: `handbook_bot_${name}`,
      help,
      labelNames,
      registers,
      buckets: secondsBuckets,
    });

  const deliveries = counter("deliveries_total", "Webhook deliveries by what became of them.", [
    "outcome",
  ]);
  const added = counter("jobs_added_total", "Jobs handed to the queue.", ["job", "outcome"]);
  const jobs = counter("jobs_total", "Tries of jobs by how they ended.", ["job", "state"]);
  const stalled = counter("jobs_stalled_total", "Jobs whose process was lost.", []);
  const waits = seconds("job_wait_seconds", "From being due to being started.", ["job"]);
  const runs = seconds("job_duration_seconds", "From start to success.", ["job"]);
  const rateLimits = counter(
    "rate_limits_total",
    "Times GitLab's rate limit stopped all work.",
    [],
  );
  const rateLimitWaits = counter(
    "rate_limit_wait_seconds_total",
    "How long GitLab asked the bot to wait.",
    [],
  );
  const storeErrors = counter("store_errors_total", "Errors of the queue's store.", []);
  const reviews = seconds("review_duration_seconds", "Reviews by outcome.", ["outcome"]);
  const findings = counter("findings_total", "Findings that reviews introduced, by rule.", [
    "rule",
  ]);
  const calls = counter("gitlab_calls_total", "Requests to GitLab by answer.", [
    "method",
    "answer",
  ]);
  const pagesGivenUp = counter(
    "pages_given_up_total",
    "Pages left out of a review because they cost too much, by reason.",
    ["reason"],
  );
  const problems = new Gauge({
    name: "handbook_bot_problems",
    help: "Problems that an operator or maintainer must fix, by kind.",
    labelNames: ["about"],
    registers,
  });
  const refused = new Gauge({
    name: "handbook_bot_refused_merge_requests",
    help: "Merge requests of which GitLab refuses the commit status or the comments.",
    labelNames: ["what"],
    registers,
  });
  const emptied = counter("store_emptied_total", "Times the store had lost what was in it.", []);
  const depth = new Gauge({
    name: "handbook_bot_queue_jobs",
    help: "Jobs in the queue by state.",
    labelNames: ["state"],
    registers,
  });
  const isUp = new Gauge({
    name: "handbook_bot_store_up",
    help: "Whether the queue's store answers.",
    registers,
  });

  const ruleHealth = ruleGauges(registers);
  const delivered = new Gauge({
    name: "handbook_bot_last_delivery_timestamp_seconds",
    help: "When the last delivery with the right secret came; 0: none since the start.",
    registers,
  });
  const answered = new Gauge({
    name: "handbook_bot_last_gitlab_answer_timestamp_seconds",
    help: "When GitLab last answered a request with 2xx; 0: not since the start.",
    registers,
  });
  let contact: Contact = { delivered: undefined, answered: undefined };

  return {
    contentType: registry.contentType,
    contact: () => contact,
    delivery(outcome, status) {
      deliveries.inc({ outcome });
      if (status >= 300) return;
      contact = { ...contact, delivered: now() };
      delivered.set(now() / 1_000);
    },
    queueEvent(event) {
      switch (event.kind) {
        case "added":
          return added.inc({ job: event.job, outcome: event.added });
        case "started":
          return waits.observe({ job: event.job }, event.waitedMs / 1_000);
        case "completed":
          jobs.inc({ job: event.job, state: "completed" });
          return runs.observe({ job: event.job }, event.tookMs / 1_000);
        case "failed":
          return jobs.inc({ job: event.job, state: event.willRetry ? "retried" : "failed" });
        case "rate-limited":
          rateLimits.inc();
          return rateLimitWaits.inc(event.waitMs / 1_000);
        case "stalled":
          return stalled.inc();
        case "store-error":
          return storeErrors.inc();
        case "store-emptied":
          return emptied.inc();
      }
    },
    review(review) {
      reviews.observe({ outcome: review.outcome }, review.tookMs / 1_000);
      for (const [rule, count] of review.findings ?? []) findings.inc({ rule }, count);
    },
    gitlabCall({ method, status }) {
      const answer = answerClass(status);
      calls.inc({ method, answer });
      contact = { ...contact, answered: { at: now(), answer } };
      if (answer === "2xx") answered.set(now() / 1_000);
    },
    pageGivenUp: (reason) => pagesGivenUp.inc({ reason }),
    refusals(counts) {
      for (const [what, count] of counts) refused.set({ what }, count);
    },
    problems(counts) {
      problems.reset();
      for (const [about, count] of counts) problems.set({ about }, count);
    },
    render(counts, rules) {
      ruleHealth.set(rules ?? []);
      isUp.set(counts === undefined ? 0 : 1);
      for (const [state, count] of Object.entries(counts ?? {})) depth.set({ state }, count);
      return registry.metrics();
    },
  };
}

/** A 429 matters on its own; of the others the class does. */
function answerClass(status: number | undefined): string {
  if (status === undefined) return "none";
  return status === 429 ? "429" : `${Math.floor(status / 100)}xx`;
}

/** What became of the bot's comments in all projects, by rule. */
function ruleGauges(registers: Registry[]): { set(rules: readonly RuleFigures[]): void } {
  const comments = new Gauge({
    name: "handbook_bot_rule_comments",
    help: "Comments of the last months by rule and what became of them.",
    labelNames: ["rule", "fate"],
    registers,
  });
  const actedOn = new Gauge({
    name: "handbook_bot_rule_acted_on_ratio",
    help: "Share of a rule's comments that was acted on, with the bounds of its 95 % interval.",
    labelNames: ["rule", "bound"],
    registers,
  });
  return {
    set(rules) {
      comments.reset();
      actedOn.reset();
      for (const each of rules) {
        const { rule } = each;
        for (const { fate } of fates) comments.set({ rule, fate }, each[fate]);
        for (const bound of ["low", "share", "high"] as const)
          actedOn.set({ rule, bound }, each.actedOn[bound]);
      }
    },
  };
}
