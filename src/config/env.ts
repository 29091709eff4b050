import { readFileSync } from "node:fs";
import { nearestWord } from "../text/near-misses.ts";
import { z } from "zod";

/** Everything that is set from outside a handbook: where GitLab is, what the secrets are, how to run. */
export interface Settings {
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
  /** Where people and GitLab reach the bot, for links. */
  readonly publicUrl: string | undefined;
  readonly dashboardPassword: string | undefined;
  readonly isMetricsPublic: boolean;
  readonly logLevel: LogLevel;
  readonly concurrency: number;
  /** Ids or paths; undefined: every project that sends deliveries. */
  readonly projects: readonly (number | string)[] | undefined;
  readonly sweepMinutes: number;
  readonly notesPerMinute: number;
}

/** From the most to the least that is written. */
export type LogLevel = (typeof logLevels)[number];

const logLevels = ["trace", "debug", "info", "warn", "error", "silent"] as const;

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

const prefix = "HANDBOOK_BOT_";

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an address that begins with https:// or http://" })
  .refine((url) => !hasCredentials(url), "must hold no user name and password")
  .transform((url) => url.replace(/\/{1,9}$/, ""));

function whole(min: number, max: number, ifUnset: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .refine((value) => value >= min && value <= max, error)
    .default(ifUnset);
}

const secret = z
  .string()
  .min(1)
  .refine((value) => !/\s/.test(value), "must hold no white space");

const project = z
  .string()
  .regex(
    /^(?:[1-9]\d{0,14}|[\w.-]+(?:\/[\w.-]+)+)$/,
    "must be project ids or paths with commas between them: 42,people/handbook",
  )
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text));

/** Every setting under the rest of its name. Those in `secretNames` may also come from a file. */
const variables = {
  GITLAB_URL: httpUrl,
  GITLAB_TOKEN: secret,
  WEBHOOK_SECRET: secret
    .min(16, "must have at least 16 characters; make one with: openssl rand -hex 32")
    .optional(),
  WEBHOOK_SIGNING_TOKEN: secret
    .regex(
      /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/,
      "must be the signing token that GitLab shows when it makes one: it begins with whsec_",
    )
    .optional(),
  QUEUE_URL: z
    .string()
    .refine(
      (url) => URL.canParse(url) && /^(?:rediss?|postgres(?:ql)?):$/.test(new URL(url).protocol),
      "must begin with redis://, rediss:// or postgres://; leave it unset to keep the queue in the data folder",
    )
    .optional(),
  DATA_DIR: z.string().default(".handbook-bot-data"),
  HOST: z.string().default("127.0.0.1"),
  PORT: whole(0, 65_535, 8080),
  PUBLIC_URL: httpUrl.optional(),
  DASHBOARD_PASSWORD: secret
    .min(12, "must have at least 12 characters; make one with: openssl rand -base64 18")
    .optional(),
  METRICS_PUBLIC: z
    .enum(["true", "false"], "must be true or false")
    .default("false")
    .transform((value) => value === "true"),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
  CONCURRENCY: whole(1, 64, 4),
  PROJECTS: z
    .string()
    .transform((list) => list.split(",").map((item) => item.trim()))
    .pipe(z.array(project).min(1).max(1_000))
    .optional(),
  SWEEP_MINUTES: whole(0, 1_440, 15),
  /** GitLab.com takes 60 notes a minute from one user, other instances 300. docs.gitlab.com, 2026-11 */
  NOTES_PER_MINUTE: whole(1, 1_000, 50),
};

const environmentSchema = z.object(variables);

const secretNames = [
  "GITLAB_TOKEN",
  "WEBHOOK_SECRET",
  "WEBHOOK_SIGNING_TOKEN",
  "QUEUE_URL",
  "DASHBOARD_PASSWORD",
] as const;

/**
 * Every name that the bot reads from the environment.
 * @testing The documentation lists them all.
 */
export const settingNames = Object.keys(variables).map((name) => prefix + name);

const knownNames = [...settingNames, ...secretNames.map((name) => `${prefix}${name}_FILE`)];

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
  return toSettings(parsed.data);
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

function toSettings(values: z.infer<typeof environmentSchema>): Settings {
  return {
    gitlab: { url: values.GITLAB_URL, token: values.GITLAB_TOKEN },
    webhook: { token: values.WEBHOOK_SECRET, signing: values.WEBHOOK_SIGNING_TOKEN },
    queueUrl: values.QUEUE_URL,
    dataDir: values.DATA_DIR,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    dashboardPassword: values.DASHBOARD_PASSWORD,
    isMetricsPublic: values.METRICS_PUBLIC,
    logLevel: values.LOG_LEVEL,
    concurrency: values.CONCURRENCY,
    projects: values.PROJECTS,
    sweepMinutes: values.SWEEP_MINUTES,
    notesPerMinute: values.NOTES_PER_MINUTE,
  };
}

type Reporter = (name: string, message: string) => void;

/** The bot's own variables, secrets read from their files. An empty one counts as unset, as compose files write it. */
function collect(
  env: Readonly<Record<string, string | undefined>>,
  report: Reporter,
): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(prefix) || value === undefined || value === "") continue;
    if (!knownNames.includes(name)) {
      const meant = nearestWord(name, knownNames);
      const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
      report(name, `is no setting of handbook-bot.${hint}`);
    } else if (name.endsWith("_FILE")) {
      const target = name.slice(prefix.length, -"_FILE".length);
      if (env[prefix + target]) {
        report(name, `and ${prefix}${target} are both set: remove one of them.`);
        continue;
      }
      const content = readSecret(name, value, report);
      if (content !== undefined) given[target] = content;
    } else {
      given[name.slice(prefix.length)] = value.trim();
    }
  }
  return given;
}

/** The longest secret is a URL; a larger file was named by mistake. */
const SECRET_CHARACTERS_MAX = 4_096;

function readSecret(name: string, path: string, report: Reporter): string | undefined {
  try {
    const content = readFileSync(path, "utf8").trim();
    if (content === "") report(name, `names ${path}, which is empty.`);
    else if (content.length > SECRET_CHARACTERS_MAX)
      report(name, `names ${path}, which is too long for a secret.`);
    else return content;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    report(name, `names ${path}, which cannot be read (${code}).`);
  }
  return undefined;
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

function hasCredentials(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username !== "" || password !== "";
}
