import { describe, expect, it, onTestFinished } from "vitest";
import { createGitLab } from "../../src/gitlab/gitlab.ts";
import { createLog } from "../../src/log.ts";
import { createHealthWatch } from "../../src/worker/watch-health.ts";
import { startGitLab } from "../gitlab/start-gitlab.ts";
import type { Role } from "../gitlab/world.ts";

const today = Date.UTC(2026, 10, 23);

async function watchHandbook({ role = "maintainer" }: { readonly role?: Role } = {}) {
  const gitlab = await startGitLab({ now: () => today, webhookTimeoutMs: 500 });
  onTestFinished(() => gitlab.close());
  const { id: projectId } = gitlab.createProject({ path: "people/handbook", files: {} });
  const { user, token } = gitlab.createBot({ projectId, role });
  const lines: Record<string, unknown>[] = [];
  const state = { problem: undefined as string | undefined, counts: new Map<string, number>() };
  const clock = {
    now: () => today,
    sleep: () => Promise.resolve(),
    random: () => 0.5,
  };
  const client = (secret: string) =>
    createGitLab({ url: gitlab.url, token: secret, fetch: gitlab.fetch, clock });
  const watch = (secret = token) =>
    createHealthWatch({
      gitlab: client(secret),
      projects: () => Promise.resolve([projectId]),
      publicUrl: undefined,
      log: createLog({
        level: "info",
        secrets: [],
        stream: { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
      }),
      measure: (counts) => {
        state.counts = new Map(counts);
      },
      onProblem: (problem) => {
        state.problem = problem;
      },
    });
  return { gitlab, projectId, user, token, lines, state, watch, client };
}

describe("the watch over the bot's own health", () => {
  it("has nothing to say where everything is in order", async () => {
    const { lines, state, watch } = await watchHandbook();
    expect(await watch().look()).toBe(true);
    expect([lines, state.problem, [...state.counts]]).toEqual([[], undefined, []]);
  });

  it("says once that the token is revoked, and makes the bot unready", async () => {
    const { gitlab, token, lines, state, watch } = await watchHandbook();
    const watching = watch();
    await watching.look();
    gitlab.revokeToken(token);
    expect(await watching.look()).toBe(false);
    await watching.look();
    expect(lines).toMatchObject([{ level: "error", msg: "problem found", about: "identity" }]);
    expect(state.problem).toContain("The bot's token is wrong, expired or revoked.");
    expect([...state.counts]).toEqual([["identity", 1]]);
  });

  it("says that the token expires soon, and goes on working", async () => {
    const { gitlab, user, lines, state, watch } = await watchHandbook();
    const short = gitlab.createToken({ userId: user.id, expiresAt: "2026-12-01" });
    expect(await watch(short).look()).toBe(true);
    expect(lines).toMatchObject([
      { level: "warn", remedy: "The token expires on 2026-12-01: rotate it." },
    ]);
    expect(state.problem).toBe(undefined);
  });

  it("says which role is missing, and that it is there again", async () => {
    const { gitlab, projectId, user, lines, state, watch } = await watchHandbook({
      role: "reporter",
    });
    const watching = watch();
    await watching.look();
    expect(state.problem).toContain("make it a Developer");
    gitlab.addMember(projectId, user.id, "developer");
    expect(await watching.look()).toBe(true);
    expect(state.problem).toBe(undefined);
    expect(lines.map(({ msg }) => msg)).toEqual(["problem found", "problem fixed"]);
  });

  it("says that GitLab has disabled the webhook, and stays ready for the delivery that enables it", async () => {
    const { gitlab, projectId, lines, state, watch } = await watchHandbook();
    gitlab.addWebhook({ url: "http://127.0.0.1:9/webhook", projectId });
    for (let push = 0; push < 4; push += 1)
      gitlab.pushCommit(projectId, "main", { files: { "leave.md": `Take ${push} days.\n` } });
    await gitlab.idle();
    await watch().look();
    expect(lines).toMatchObject([{ level: "error", about: "disabled webhook" }]);
    expect(JSON.stringify(lines)).toContain("Press Test in Settings, Webhooks.");
    expect(state.problem).toBe(undefined);
    expect([...state.counts]).toEqual([["disabled webhook", 1]]);
  });
});
