import { z } from "zod";

/** From the most to the least that is written. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "silent"] as const;

/** What every variable of the bot begins with. */
export const prefix = "HANDBOOK_BOT_";

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an address that begins with https:// or http://" })
  .refine((url) => !hasCredentials(url), "must hold no user name and password")
  .transform((url) => url.replace(/\/{1,9}$/, ""));

function whole(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .refine((value) => value >= min && value <= max, error);
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

const user = z
  .string()
  .regex(
    /^(?:[1-9]\d{0,14}|\w[\w.-]{0,254})$/,
    "must be ids or names of users with commas between them: 4711,old-bot",
  )
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text));

function list<T extends z.ZodType<unknown, string>>(item: T, max: number) {
  return z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(item).min(1).max(max));
}

/** Every setting under the rest of its name. Those in `secretNames` may also come from a file. */
export const variables = {
  GITLAB_URL: httpUrl.transform((url) => url.replace(/\/api\/v4$/, "")),
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
  PORT: whole(0, 65_535).default(8080),
  /** Where a worker says how it is; unset: nowhere. */
  WORKER_PORT: whole(1, 65_535).optional(),
  PUBLIC_URL: httpUrl.optional(),
  DASHBOARD_PASSWORD: secret
    .min(12, "must have at least 12 characters; make one with: openssl rand -base64 18")
    .optional(),
  METRICS_PUBLIC: z
    .enum(["true", "false"], "must be true or false")
    .default("false")
    .transform((value) => value === "true"),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
  CONCURRENCY: whole(1, 64).default(4),
  PROJECTS: list(project, 1_000).optional(),
  INSTANCE: z
    .string()
    .regex(
      /^[A-Za-z0-9][\w.-]{0,59}$/,
      "must be a name of at most 60 letters, digits, dots, hyphens and underscores",
    )
    .default("handbook-bot"),
  FORMER_USERS: list(user, 100).optional(),
  SWEEP_MINUTES: whole(0, 1_440).default(15),
  /** How often it is counted what became of comments; 0: never. */
  HEALTH_HOURS: whole(0, 168).default(24),
  /** GitLab.com takes 60 notes a minute from one user, other instances 300. docs.gitlab.com, 2026-11 */
  NOTES_PER_MINUTE: whole(1, 1_000).default(50),
};

/** All of them together. */
export const environmentSchema = z.object(variables);

/** Those that may also come from a file. */
export const secretNames = [
  "GITLAB_TOKEN",
  "WEBHOOK_SECRET",
  "WEBHOOK_SIGNING_TOKEN",
  "QUEUE_URL",
  "DASHBOARD_PASSWORD",
] as const;

function hasCredentials(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username !== "" || password !== "";
}
