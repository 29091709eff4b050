import { describe, expect, it } from "vitest";
import { createLog, type LogOptions } from "../src/log.ts";

const token = 'planted-token-"quoted\\"';

function logTo(lines: string[], options: Partial<LogOptions> = {}) {
  return createLog({
    level: "info",
    secrets: [token],
    stream: { write: (line) => void lines.push(line) },
    ...options,
  });
}

describe("the log", () => {
  it("writes one line of JSON an event", () => {
    const lines: string[] = [];
    logTo(lines).info({ projectId: 7, iid: 16 }, "reviewed");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toEqual({
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      projectId: 7,
      iid: 16,
      msg: "reviewed",
    });
  });

  it("writes nothing below its level", () => {
    const lines: string[] = [];
    logTo(lines, { level: "warn" }).info("reviewed");
    expect(lines).toEqual([]);
  });

  it("writes short lines for people", () => {
    const lines: string[] = [];
    const log = logTo(lines, { isPretty: true });
    log.warn({ iid: 16 }, "retrying");
    log.error({ err: new TypeError("no such page") }, "job failed");
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d warn {2}retrying iid=16\n$/);
    expect(lines[1]).toMatch(/error job failed\nTypeError: no such page\n {4}at /);
  });

  const withRequest = Object.assign(new Error(`401 for ${token}`), {
    config: { headers: { "private-token": token } },
    status: 401,
  });

  it.each<[string, object, string?]>([
    ["a message", {}, `sent ${token} to GitLab`],
    ["a value", { note: `see ${token}` }],
    ["a URL", { url: `https://gitlab.example.com/api?private_token=${encodeURIComponent(token)}` }],
    ["a header", { headers: { authorization: `Basic ${Buffer.from(token).toString("base64")}` } }],
    ["a list", { argv: ["--token", [token]] }],
    ["an error", { err: withRequest }],
    ["the cause of an error", { err: new Error("cannot post", { cause: withRequest }) }],
    ["an error among others", { err: new AggregateError([withRequest]) }],
    ["an error under another name", { reason: withRequest }],
  ])("keeps a planted secret out of %s", (_name, facts, message = "an event") => {
    const lines: string[] = [];
    logTo(lines).error(facts, message);
    const text = lines.join("");
    expect(() => JSON.parse(text) as unknown).not.toThrow();
    for (const form of [
      token,
      JSON.stringify(token).slice(1, -1),
      encodeURIComponent(token),
      Buffer.from(token).toString("base64"),
      "planted-token",
    ]) {
      expect(text).not.toContain(form);
    }
  });

  it.each([
    [{ "x-gitlab-token": "unknown-to-us" }, "unknown-to-us"],
    [{ job: { accessToken: "unknown-to-us" } }, "unknown-to-us"],
    [{ text: "glpat-NeverSeenBefore1234 leaked" }, "NeverSeenBefore"],
    [{ text: "redis://bot:tangerine@cache.example.com" }, "tangerine"],
  ])("keeps a secret that nobody told it of out of %j", (facts, leak) => {
    const lines: string[] = [];
    logTo(lines).info(facts, "an event");
    expect(lines.join("")).not.toContain(leak);
  });

  it("tells what helps about an error", () => {
    const lines: string[] = [];
    logTo(lines).error({ err: withRequest }, "job failed");
    expect(JSON.parse(lines[0]!)).toMatchObject({
      err: { type: "Error", message: "401 for [redacted]", status: 401 },
    });
    expect(lines[0]).toContain("log.test.ts");
    expect(lines[0]).not.toContain("config");
  });

  it("bounds what it writes", () => {
    const lines: string[] = [];
    const cyclic: Record<string, unknown> = { page: "x".repeat(1_000_000) };
    cyclic["self"] = cyclic;
    cyclic["many"] = Array.from({ length: 100_000 }, (_, index) => index);
    logTo(lines).info(cyclic, "an event");
    expect(lines[0]!.length).toBeLessThan(50_000);
  });
});
