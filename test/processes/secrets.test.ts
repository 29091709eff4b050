import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { expect, inject, onTestFinished, test } from "vitest";
import { startGitLab } from "../gitlab/start-gitlab.ts";
import { pagePaths, writePage } from "../simulation/small-handbook.ts";
import { freePort } from "../stores/server-process.ts";
import { startRedis } from "../stores/redis.ts";
import { startBotProcess } from "./bot-process.ts";

const webhookSecret = "planted-webhook-secret-4711";
const password = "planted-dashboard-password-4712";

test("no secret reaches a log, a metric, a job, a file or a note", async () => {
  const gitlab = await startGitLab();
  const redis = await startRedis();
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-secrets-"));
  const files = { [pagePaths[0]]: writePage(0, [0]), ".handbook-bot.yml": "" };
  const project = gitlab.createProject({ path: "people/handbook", files }).id;
  const { user, token } = gitlab.createBot({ projectId: project, role: "developer" });
  const written: string[] = [];
  const client = new Redis(redis.url);
  const monitor = await client.monitor();
  monitor.on("monitor", (_time: string, args: string[]) => written.push(args.join(" ")));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const bot = await startBotProcess(inject("program"), "all", {
    HANDBOOK_BOT_GITLAB_URL: gitlab.url,
    HANDBOOK_BOT_GITLAB_TOKEN: token,
    HANDBOOK_BOT_WEBHOOK_SECRET: webhookSecret,
    HANDBOOK_BOT_DASHBOARD_PASSWORD: password,
    HANDBOOK_BOT_QUEUE_URL: redis.url,
    HANDBOOK_BOT_PORT: String(port),
    HANDBOOK_BOT_DATA_DIR: dataDir,
    HANDBOOK_BOT_METRICS_PUBLIC: "true",
    HANDBOOK_BOT_LOG_LEVEL: "trace",
  });
  onTestFinished(async () => {
    await bot.stop();
    monitor.disconnect();
    client.disconnect();
    await redis.stop();
    await gitlab.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  gitlab.addWebhook({ url: `${url}/webhook`, projectId: project, token: webhookSecret });

  // What goes wrong is what gets logged: a refused delivery, a wrong password, a GitLab that fails.
  gitlab.failNext({ match: (_, path) => path.includes("/diffs"), with: 500, times: 2 });
  const open = (branch: string): ReturnType<typeof gitlab.openMergeRequest> => {
    gitlab.createBranch(project, branch);
    gitlab.pushCommit(project, branch, { files: { [pagePaths[0]]: writePage(0, [1, 2]) } });
    return gitlab.openMergeRequest({
      sourceProject: project,
      sourceBranch: branch,
      title: branch,
    });
  };
  const mergeRequest = open("first");
  await expect
    .poll(() => gitlab.notes(mergeRequest).filter(({ authorId }) => authorId === user.id).length, {
      timeout: 300_000,
    })
    .toBeGreaterThan(0);
  const refused = await fetch(`${url}/webhook`, {
    method: "POST",
    headers: { "x-gitlab-token": `${webhookSecret}x`, "content-type": "application/json" },
    body: JSON.stringify({ token, webhookSecret, password }),
  });
  const dashboard = `${url}/admin/queues?private_token=${token}`;
  const wrong = {
    authorization: `Basic ${Buffer.from(`admin:${password}x`).toString("base64")}`,
  };
  const locked = await fetch(dashboard, { headers: wrong });
  const right = { authorization: `Basic ${Buffer.from(`admin:${password}`).toString("base64")}` };
  await fetch(dashboard, { headers: right });
  gitlab.revokeToken(token);
  open("second");
  await expect
    .poll(() => bot.log.some(({ msg, level }) => msg === "job failed" && level === "error"), {
      timeout: 300_000,
    })
    .toBe(true);

  expect([refused.status, locked.status]).toEqual([401, 401]);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toContain("handbook_bot");
  expect(written.some((command) => command.includes('"kind":"review"'))).toBe(true);
  const kept = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
  const notes = gitlab.notes(mergeRequest).map(({ body }) => body);
  const places = { log: bot.output, metrics: [metrics], jobs: written, files: kept, notes };
  const basic = Buffer.from(`admin:${password}`).toString("base64");
  for (const [place, texts] of Object.entries(places)) {
    for (const secret of [token, webhookSecret, password, basic]) {
      expect(texts.join("\n").includes(secret), `${secret} in ${place}`).toBe(false);
    }
  }
});
