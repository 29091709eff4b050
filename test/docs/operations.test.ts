import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { settingNames } from "../../src/config/env-collect.ts";
import { readEnvironment } from "../../src/config/env.ts";

const guide = readFileSync(new URL("../../docs/guide/operations.md", import.meta.url), "utf8");

/** What stands in backquotes in one cell of a table. */
const quoted = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);

describe("the guide for operators", () => {
  const rows = [...guide.matchAll(/^\| (`HANDBOOK_BOT_[^|]+)\|([^|]+)\|/gm)].flatMap(
    ([, names = "", defaults = ""]) =>
      quoted(names).map((name, index) => ({ name, fallback: quoted(defaults)[index] })),
  );

  it("lists exactly the settings there are", () => {
    expect(rows.map(({ name }) => name).sort()).toEqual(settingNames.toSorted());
  });

  it("tells their defaults", () => {
    const settings = readEnvironment({
      HANDBOOK_BOT_GITLAB_URL: "https://gitlab.example.com",
      HANDBOOK_BOT_GITLAB_TOKEN: "glpat-of-the-bot",
      HANDBOOK_BOT_WEBHOOK_SECRET: "f3a91c0de4b27788",
    });
    const told = rows.filter(({ fallback }) => fallback !== undefined);
    expect(Object.fromEntries(told.map(({ name, fallback }) => [name, fallback]))).toEqual({
      HANDBOOK_BOT_DATA_DIR: settings.dataDir,
      HANDBOOK_BOT_HOST: settings.host,
      HANDBOOK_BOT_INSTANCE: settings.instance,
      HANDBOOK_BOT_PORT: String(settings.port),
      HANDBOOK_BOT_METRICS_PUBLIC: String(settings.isMetricsPublic),
      HANDBOOK_BOT_LOG_LEVEL: settings.logLevel,
      HANDBOOK_BOT_CONCURRENCY: String(settings.concurrency),
      HANDBOOK_BOT_SWEEP_MINUTES: String(settings.sweepMinutes),
      HANDBOOK_BOT_HEALTH_HOURS: String(settings.healthHours),
      HANDBOOK_BOT_NOTES_PER_MINUTE: String(settings.notesPerMinute),
    });
  });

  it("names no setting that the bot does not know", () => {
    const known = settingNames.flatMap((name) => [name, `${name}_FILE`]);
    for (const name of guide.match(/HANDBOOK_BOT_[A-Z_]+/g) ?? []) expect(known).toContain(name);
  });
});
