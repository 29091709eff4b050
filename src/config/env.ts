import type { z } from "zod";
import { collect, type Reporter } from "./env-collect.ts";
import { environmentSchema, prefix, type logLevels } from "./env-variables.ts";
import { proxyOf } from "./proxy.ts";

/** Everything that is set from outside a handbook: where GitLab is, what the secrets are, how to run. */
export interface Settings {
  /** Name of this bot among others of the same project: in its notes, and of its commit status. */
  readonly instance: string;
  /** Users of earlier tokens, ids or names, whose notes are the bot's too. */
  readonly formerUsers: readonly (number | string)[];
  /** Address of the proxy that requests to GitLab go through, without its password. */
  readonly proxy: string | undefined;
  readonly gitlab: { readonly url: string; readonly token: string };
  /** What GitLab and the bot share; the receiver needs at least one. */
  readonly webhook: {
    readonly token: string | undefined;
    readonly signing: string | undefined;
  };
  /** Undefined: the queue is kept in the data folder. */
  readonly queueUrl: string | undefined;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Where a worker answers `/healthz`, `/readyz` and `/metrics`; undefined: nowhere. */
  readonly workerPort: number | undefined;
  /** Where people and GitLab reach the bot, for links. */
  readonly publicUrl: string | undefined;
  readonly dashboardPassword: string | undefined;
  readonly isMetricsPublic: boolean;
  readonly logLevel: LogLevel;
  readonly concurrency: number;
  /** Ids or paths; undefined: every project that sends deliveries. */
  readonly projects: readonly (number | string)[] | undefined;
  readonly sweepMinutes: number;
  /** How often it is counted what became of comments; 0: never. */
  readonly healthHours: number;
  readonly notesPerMinute: number;
}

/** From the most to the least that is written. */
export type LogLevel = (typeof logLevels)[number];

/** One thing wrong with the environment, in words for the operator. */
export interface EnvironmentProblem {
  readonly name: string;
  readonly message: string;
}

/** The environment does not say what it should. Its message names every problem, and no secret. */
export class EnvironmentError extends Error {
  readonly problems: readonly EnvironmentProblem[];

  constructor(problems: readonly EnvironmentProblem[]) {
    super(problems.map(({ name, message }) => `${name} ${message}`).join("\n"));
    this.name = "EnvironmentError";
    this.problems = problems;
  }
}

/**
 * Reads the settings, once. `purpose` says what they are for: only the receiver of webhooks needs a
 * webhook secret, and there is no default one.
 * @throws EnvironmentError with every problem at once.
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  purpose: "serve" | "review" = "serve",
): Settings {
  const problems: EnvironmentProblem[] = [];
  const report = (name: string, message: string): void => {
    problems.push({ name, message });
  };
  const given = collect(env, report);
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) reportIssues(given, parsed.error.issues, report);
  if (
    purpose === "serve" &&
    given["WEBHOOK_SECRET"] === undefined &&
    given["WEBHOOK_SIGNING_TOKEN"] === undefined &&
    !problems.some(({ name }) => name.startsWith(`${prefix}WEBHOOK_`))
  ) {
    report(
      `${prefix}WEBHOOK_SECRET`,
      `is not set, nor is ${prefix}WEBHOOK_SIGNING_TOKEN: set the one that the webhook in GitLab has, for without one anybody could send deliveries.`,
    );
  }
  if (!parsed.success || problems.length > 0) throw new EnvironmentError(problems);
  return toSettings(parsed.data, proxyOf(env, parsed.data.GITLAB_URL));
}

/** Every value that must not be seen anywhere: in a log, a comment, an answer. */
export function secretsOf(settings: Settings): readonly string[] {
  const { gitlab, webhook, dashboardPassword, queueUrl } = settings;
  // As it stands in the URL, and as the store's client sends it.
  const queuePassword = queueUrl === undefined ? "" : new URL(queueUrl).password;
  const values = [
    ...[gitlab.token, webhook.token, webhook.signing, dashboardPassword],
    ...[queuePassword, decodeURIComponent(queuePassword)],
  ];
  return values.filter((value) => typeof value === "string").filter((value) => value !== "");
}

function toSettings(
  values: z.infer<typeof environmentSchema>,
  proxy: string | undefined,
): Settings {
  return {
    instance: values.INSTANCE,
    formerUsers: values.FORMER_USERS ?? [],
    proxy,
    gitlab: { url: values.GITLAB_URL, token: values.GITLAB_TOKEN },
    webhook: { token: values.WEBHOOK_SECRET, signing: values.WEBHOOK_SIGNING_TOKEN },
    queueUrl: values.QUEUE_URL,
    dataDir: values.DATA_DIR,
    host: values.HOST,
    port: values.PORT,
    workerPort: values.WORKER_PORT,
    publicUrl: values.PUBLIC_URL,
    dashboardPassword: values.DASHBOARD_PASSWORD,
    isMetricsPublic: values.METRICS_PUBLIC,
    logLevel: values.LOG_LEVEL,
    concurrency: values.CONCURRENCY,
    projects: values.PROJECTS,
    sweepMinutes: values.SWEEP_MINUTES,
    healthHours: values.HEALTH_HOURS,
    notesPerMinute: values.NOTES_PER_MINUTE,
  };
}

function reportIssues(
  given: Record<string, string>,
  issues: readonly z.core.$ZodIssue[],
  report: Reporter,
): void {
  const reported = new Set<string>();
  for (const { path, message } of issues) {
    const name = String(path[0]);
    if (reported.has(name)) continue;
    reported.add(name);
    if (given[name] !== undefined) report(prefix + name, `${message}.`);
    else report(prefix + name, `is not set: ${missing[name] ?? "it is needed"}.`);
  }
}

const missing: Readonly<Record<string, string>> = {
  GITLAB_URL: "set it to the address of your GitLab, such as https://gitlab.example.com",
  GITLAB_TOKEN: "set it to an access token of the bot's user with the scope api",
};
