import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { EnvironmentError, readEnvironment, secretsOf } from "../../src/config/env.ts";

const folder = mkdtempSync(join(tmpdir(), "handbook-bot-env-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const webhookSecret = "f3a91c0de4b27788";
const enough = {
  HANDBOOK_BOT_GITLAB_URL: "https://gitlab.example.com/",
  HANDBOOK_BOT_GITLAB_TOKEN: "glpat-planted-0123456789",
  HANDBOOK_BOT_WEBHOOK_SECRET: webhookSecret,
};

function problemsOf(env: Record<string, string>, purpose?: "serve" | "review"): string[] {
  try {
    readEnvironment(env, purpose);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("the environment", () => {
  it("needs GitLab's address, a token and a webhook secret, and has a default for the rest", () => {
    expect(readEnvironment({ ...enough, PATH: "/usr/bin", HANDBOOK_BOT_QUEUE_URL: "" })).toEqual({
      instance: "handbook-bot",
      formerUsers: [],
      proxy: undefined,
      gitlab: { url: "https://gitlab.example.com", token: "glpat-planted-0123456789" },
      webhook: { token: webhookSecret, signing: undefined },
      queueUrl: undefined,
      dataDir: ".handbook-bot-data",
      host: "127.0.0.1",
      port: 8080,
      publicUrl: undefined,
      dashboardPassword: undefined,
      isMetricsPublic: false,
      logLevel: "info",
      concurrency: 4,
      projects: undefined,
      sweepMinutes: 15,
      healthHours: 24,
      notesPerMinute: 50,
    });
  });

  it("reads every setting", () => {
    expect(
      readEnvironment({
        ...enough,
        HANDBOOK_BOT_WEBHOOK_SIGNING_TOKEN: `whsec_${"QUJD".repeat(10)}A==`,
        HANDBOOK_BOT_QUEUE_URL: "rediss://bot:pass@cache.example.com/2",
        HANDBOOK_BOT_DATA_DIR: "/var/lib/handbook-bot",
        HANDBOOK_BOT_HOST: "0.0.0.0",
        HANDBOOK_BOT_PORT: "3000",
        HANDBOOK_BOT_PUBLIC_URL: "https://bot.example.com",
        HANDBOOK_BOT_DASHBOARD_PASSWORD: "correct-horse-battery",
        HANDBOOK_BOT_METRICS_PUBLIC: "true",
        HANDBOOK_BOT_LOG_LEVEL: "debug",
        HANDBOOK_BOT_CONCURRENCY: "8",
        HANDBOOK_BOT_PROJECTS: "42, people/handbook",
        HANDBOOK_BOT_SWEEP_MINUTES: "0",
        HANDBOOK_BOT_HEALTH_HOURS: "168",
        HANDBOOK_BOT_NOTES_PER_MINUTE: "200",
      }),
    ).toMatchObject({
      queueUrl: "rediss://bot:pass@cache.example.com/2",
      port: 3000,
      isMetricsPublic: true,
      concurrency: 8,
      projects: [42, "people/handbook"],
      sweepMinutes: 0,
      healthHours: 168,
      notesPerMinute: 200,
    });
  });

  it("tells every problem at once, with what to do, and no secret", () => {
    const problems = problemsOf({
      HANDBOOK_BOT_GITLAB_URL: "gitlab.example.com",
      HANDBOOK_BOT_WEBHOOK_SECRET: "hunter2",
      HANDBOOK_BOT_PORT: "eighty",
      HANDBOOK_BOT_LOG_LEVEL: "loud",
      HANDBOOK_BOT_PROJECTS: "42,the handbook",
      HANDBOOK_BOT_WEBHOK_SECRET: "x",
    });
    expect(problems).toEqual([
      "HANDBOOK_BOT_WEBHOK_SECRET is no setting of handbook-bot. Did you mean HANDBOOK_BOT_WEBHOOK_SECRET?",
      "HANDBOOK_BOT_GITLAB_URL must be an address that begins with https:// or http://.",
      "HANDBOOK_BOT_GITLAB_TOKEN is not set: set it to an access token of the bot's user with the scope api.",
      "HANDBOOK_BOT_WEBHOOK_SECRET must have at least 16 characters; make one with: openssl rand -hex 32.",
      "HANDBOOK_BOT_PORT must be a whole number from 0 to 65535.",
      "HANDBOOK_BOT_LOG_LEVEL must be one of trace, debug, info, warn, error, silent.",
      "HANDBOOK_BOT_PROJECTS must be project ids or paths with commas between them: 42,people/handbook.",
    ]);
    expect(problems.join("\n")).not.toContain("hunter2");
  });

  it.each([
    ["HANDBOOK_BOT_GITLAB_URL", "https://root:pass@gitlab.example.com", "no user name"],
    ["HANDBOOK_BOT_GITLAB_URL", "ftp://gitlab.example.com", "https://"],
    ["HANDBOOK_BOT_GITLAB_TOKEN", "glpat with spaces", "white space"],
    ["HANDBOOK_BOT_WEBHOOK_SIGNING_TOKEN", "not-a-signing-token", "whsec_"],
    ["HANDBOOK_BOT_QUEUE_URL", "mysql://db", "redis://"],
    ["HANDBOOK_BOT_PORT", "65536", "0 to 65535"],
    ["HANDBOOK_BOT_CONCURRENCY", "0", "1 to 64"],
    ["HANDBOOK_BOT_CONCURRENCY", "1.5", "1 to 64"],
    ["HANDBOOK_BOT_SWEEP_MINUTES", "-1", "0 to 1440"],
    ["HANDBOOK_BOT_METRICS_PUBLIC", "yes", "true or false"],
    ["HANDBOOK_BOT_DASHBOARD_PASSWORD", "admin", "12 characters"],
  ])("refuses %s=%s", (name, value, expected) => {
    const problems = problemsOf({ ...enough, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} .*${expected}`));
  });

  it("needs one of the two webhook secrets to receive, and none to review", () => {
    const { HANDBOOK_BOT_WEBHOOK_SECRET: _, ...without } = enough;
    expect(problemsOf(without)).toEqual([expect.stringContaining("anybody could send deliveries")]);
    expect(problemsOf(without, "review")).toEqual([]);
    const signed = { ...without, HANDBOOK_BOT_WEBHOOK_SIGNING_TOKEN: `whsec_${"QUJD".repeat(11)}` };
    expect(problemsOf(signed)).toEqual([]);
  });

  describe("secrets in files", () => {
    const { HANDBOOK_BOT_GITLAB_TOKEN: token, ...rest } = enough;

    it("are read without the newline at their end", () => {
      const path = file("token", `${token}\n`);
      const settings = readEnvironment({ ...rest, HANDBOOK_BOT_GITLAB_TOKEN_FILE: path });
      expect(settings.gitlab.token).toBe(token);
    });

    it.each([
      ["is missing", () => join(folder, "none"), "cannot be read (ENOENT)"],
      ["is empty", () => file("empty", "\n"), "which is empty"],
      ["is no secret's size", () => file("large", "x".repeat(5_000)), "too long for a secret"],
    ])("are reported when the file %s", (_name, path, expected) => {
      const problems = problemsOf({ ...rest, HANDBOOK_BOT_GITLAB_TOKEN_FILE: path() });
      expect(problems[0]).toContain("HANDBOOK_BOT_GITLAB_TOKEN_FILE names ");
      expect(problems[0]).toContain(expected);
    });

    it("are reported when the variable is set too", () => {
      const both = { ...enough, HANDBOOK_BOT_GITLAB_TOKEN_FILE: file("token", "other") };
      expect(problemsOf(both)).toEqual([
        "HANDBOOK_BOT_GITLAB_TOKEN_FILE and HANDBOOK_BOT_GITLAB_TOKEN are both set: remove one of them.",
      ]);
    });
  });

  it("knows all its secrets", () => {
    const settings = readEnvironment({
      ...enough,
      HANDBOOK_BOT_QUEUE_URL: "redis://bot:p%40ss-word@cache.example.com",
    });
    expect(secretsOf(settings)).toEqual([
      "glpat-planted-0123456789",
      webhookSecret,
      "p%40ss-word",
      "p@ss-word",
    ]);
  });
});

describe("the address of GitLab", () => {
  it.each([
    ["https://gitlab.example.com/api/v4", "https://gitlab.example.com"],
    ["https://example.com/gitlab/api/v4/", "https://example.com/gitlab"],
    ["https://example.com/gitlab/", "https://example.com/gitlab"],
  ])("may be given as %s", (given, url) => {
    const env = { ...enough, HANDBOOK_BOT_GITLAB_URL: given };
    expect(readEnvironment(env).gitlab.url).toBe(url);
  });
});

describe("the name of the bot and its earlier users", () => {
  it("are read, ids as numbers", () => {
    const settings = readEnvironment({
      ...enough,
      HANDBOOK_BOT_INSTANCE: "people-bot",
      HANDBOOK_BOT_FORMER_USERS: "4711, handbook-reviewer",
    });
    expect(settings).toMatchObject({
      instance: "people-bot",
      formerUsers: [4711, "handbook-reviewer"],
    });
  });

  it.each(["people bot", "-", "x".repeat(61), "<!-- a -->"])("cannot be %s", (name) => {
    expect(problemsOf({ ...enough, HANDBOOK_BOT_INSTANCE: name })).toEqual([
      expect.stringContaining("HANDBOOK_BOT_INSTANCE must be a name of at most 60 letters"),
    ]);
  });
});

describe("the proxy", () => {
  const proxy = { HTTPS_PROXY: "http://user:planted@proxy.example.com:3128" };

  it("is the one of the scheme, without its password", () => {
    expect(readEnvironment({ ...enough, ...proxy }).proxy).toBe("http://proxy.example.com:3128");
    expect(readEnvironment({ ...enough, HTTP_PROXY: "http://proxy:3128" }).proxy).toBe(undefined);
  });

  it.each([
    "gitlab.example.com",
    ".example.com",
    "*.example.com",
    "*",
    "a.test, gitlab.example.com",
  ])("is not used for %s", (NO_PROXY) => {
    expect(readEnvironment({ ...enough, ...proxy, NO_PROXY }).proxy).toBe(undefined);
  });

  it.each(["example.com", "lab.example.com", "gitlab.example.com:8443"])(
    "is used where %s goes without",
    (NO_PROXY) => {
      expect(readEnvironment({ ...enough, ...proxy, NO_PROXY }).proxy).toBeDefined();
    },
  );
});
