import { connect } from "node:net";
import { once } from "node:events";
import { networkInterfaces } from "node:os";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { openQueue, type JobQueue } from "../../src/queue/queue.ts";
import { createMetrics } from "../../src/server/metrics.ts";
import { startHealthServer } from "../../src/server/server.ts";
import { deliver, pushToLeavePolicy, startReceiver, type Receiver } from "./receiver.ts";

const password = "correct-horse-battery";
const signIn = (user: string, given: string) => ({
  Authorization: `Basic ${Buffer.from(`${user}:${given}`).toString("base64")}`,
});

let queue: JobQueue;
let receiver: Receiver;

beforeAll(async () => {
  queue = await openQueue({
    url: inject("redisUrl"),
    dataDir: "unused",
    prefix: `server-${process.pid}`,
  });
});
afterAll(() => queue.close());
afterEach(() => receiver.close());

describe("health", () => {
  it("is well as long as the process answers", async () => {
    receiver = await startReceiver(queue, { problem: () => "GitLab refuses the bot's token." });
    const response = await fetch(`${receiver.url}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  });

  it("is ready when the store answers and nothing else is wrong, and says what is", async () => {
    let problem: string | undefined;
    receiver = await startReceiver(queue, { problem: () => problem });
    expect((await fetch(`${receiver.url}/readyz`)).status).toBe(200);
    problem = "GitLab refuses the bot's token.";
    const response = await fetch(`${receiver.url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: "not ready", reasons: [problem] });
  });

  it("says when GitLab last delivered something and what it last answered", async () => {
    const metrics = createMetrics(() => Date.parse("2026-11-29T14:00:00Z"));
    receiver = await startReceiver(queue, { metrics });
    const gitlab = async (): Promise<unknown> =>
      ((await (await fetch(`${receiver.url}/readyz`)).json()) as { gitlab: unknown }).gitlab;
    await deliver(receiver, pushToLeavePolicy(99), { "X-Gitlab-Token": "wrong" });
    expect(await gitlab()).toEqual({ lastDelivery: null, lastAnswer: null });
    await deliver(receiver, pushToLeavePolicy(99));
    metrics.gitlabCall({ method: "GET", status: 401 });
    expect(await gitlab()).toEqual({
      lastDelivery: "2026-11-29T14:00:00.000Z",
      lastAnswer: { at: "2026-11-29T14:00:00.000Z", answer: "4xx" },
    });
    await queue.bull.obliterate({ force: true });
  });

  it("is what a worker answers, and nothing else", async () => {
    receiver = await startReceiver(queue);
    const worker = await startHealthServer({ ...receiver.parts, port: 0 });
    const statuses = await Promise.all(
      ["/healthz", "/readyz", "/metrics", "/webhook", "/rules/", "/admin/queues"].map(
        async (path) => (await fetch(worker.url + path)).status,
      ),
    );
    await worker.close();
    expect(statuses).toEqual([200, 200, 200, 404, 404, 404]);
  });

  it("names what is wrong beside that, and is ready all the same", async () => {
    const warnings = ["GitLab refuses the commit status of one merge request. The log says why."];
    receiver = await startReceiver(queue, { warnings: () => warnings });
    const response = await fetch(`${receiver.url}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "ready", warnings });
  });
});

describe("every answer", () => {
  it.each(["/healthz", "/webhook", "/metrics", "/nowhere", "/admin/queues", "/%ff"])(
    "of %s is neither framed, cached nor guessed at, and names no software",
    async (path) => {
      receiver = await startReceiver(queue);
      const { headers } = await fetch(receiver.url + path);
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  it("is 404 in JSON where there is nothing", async () => {
    receiver = await startReceiver(queue);
    const response = await fetch(`${receiver.url}/wp-login.php`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: "There is nothing here." });
  });
});

describe("metrics", () => {
  /** An address of this machine that is not loopback, as another container would come from one. */
  const elsewhere = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === "IPv4" && !address.internal)?.address;

  it("count deliveries, jobs, findings and calls, and show the queue's depth", async () => {
    const metrics = createMetrics();
    receiver = await startReceiver(queue, { metrics });
    await deliver(receiver, pushToLeavePolicy());
    await deliver(receiver, pushToLeavePolicy(), { "X-Gitlab-Token": "wrong" });
    metrics.queueEvent({ kind: "completed", job: "review", id: "job-1", tookMs: 420 });
    metrics.queueEvent({ kind: "rate-limited", waitMs: 1_500 });
    metrics.review({
      outcome: "commented",
      tookMs: 420,
      findings: new Map([["structure/no-skipped-heading", 2]]),
    });
    metrics.gitlabCall({ method: "GET", status: 200 });
    metrics.gitlabCall({ method: "POST", status: 429 });
    metrics.gitlabCall({ method: "GET", status: undefined });
    const response = await fetch(`${receiver.url}/metrics`);
    expect(response.headers.get("content-type")).toContain("text/plain");
    const lines = (await response.text()).split("\n");
    for (const line of [
      'handbook_bot_deliveries_total{outcome="queued"} 1',
      'handbook_bot_deliveries_total{outcome="unauthorized"} 1',
      'handbook_bot_jobs_total{job="review",state="completed"} 1',
      'handbook_bot_job_duration_seconds_bucket{le="0.5",job="review"} 1',
      "handbook_bot_rate_limit_wait_seconds_total 1.5",
      'handbook_bot_review_duration_seconds_count{outcome="commented"} 1',
      'handbook_bot_findings_total{rule="structure/no-skipped-heading"} 2',
      'handbook_bot_gitlab_calls_total{method="GET",answer="2xx"} 1',
      'handbook_bot_gitlab_calls_total{method="POST",answer="429"} 1',
      'handbook_bot_gitlab_calls_total{method="GET",answer="none"} 1',
      'handbook_bot_queue_jobs{state="waiting"} 1',
      "handbook_bot_store_up 1",
    ]) {
      expect(lines).toContain(line);
    }
    for (const name of ["process_resident_memory_bytes", "nodejs_eventloop_lag_p99_seconds"]) {
      expect(lines.some((line) => line.startsWith(name))).toBe(true);
    }
  });

  it("are answered to this machine only", async () => {
    receiver = await startReceiver(queue, { host: "0.0.0.0" });
    const { port } = new URL(receiver.url);
    const status = async (host: string, headers = {}): Promise<number> =>
      (await fetch(`http://${host}:${port}/metrics`, { headers })).status;
    expect(await status("127.0.0.1")).toBe(200);
    expect(await status("127.0.0.1", { "X-Forwarded-For": "203.0.113.9" })).toBe(403);
    if (elsewhere !== undefined) expect(await status(elsewhere)).toBe(403);
  });

  it("are answered to anybody where the operator says so", async () => {
    receiver = await startReceiver(queue, { isMetricsPublic: true });
    const headers = { "X-Forwarded-For": "203.0.113.9" };
    expect((await fetch(`${receiver.url}/metrics`, { headers })).status).toBe(200);
  });

  it("are answered to those with the password where there is one", async () => {
    receiver = await startReceiver(queue, { dashboardPassword: password });
    const url = `${receiver.url}/metrics`;
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: signIn("prometheus", password) })).status).toBe(200);
  });
});

describe("the server", () => {
  it("says which address it cannot have", async () => {
    receiver = await startReceiver(queue);
    const port = Number(new URL(receiver.url).port);
    await expect(startReceiver(queue, { port })).rejects.toThrow(
      /cannot listen on 127\.0\.0\.1, port \d+: .*EADDRINUSE.*HANDBOOK_BOT_PORT/,
    );
  });

  it("answers what is in hand before it closes, and takes nothing new", async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    receiver = await startReceiver(queue, {
      deliveries: {
        admit: () => ({ kind: "trusted" }),
        verify: () => ({ ok: true, by: "token" }),
        parseEvent: () => ({
          kind: "review",
          projectId: 7,
          iid: 16,
          headSha: undefined,
          reason: "pushed",
        }),
        deliveryId: () => undefined,
      },
      queue: {
        ...queue,
        async add() {
          reach();
          await held;
          return "queued";
        },
      },
    });
    const inHand = deliver(receiver, pushToLeavePolicy());
    await reached;
    const closed = receiver.close();
    await expect(fetch(`${receiver.url}/healthz`)).rejects.toThrow();
    release();
    expect((await inHand).status).toBe(202);
    await closed;
  });

  it("cuts off what takes too long when it closes", async () => {
    receiver = await startReceiver(queue);
    const { port } = new URL(receiver.url);
    const slow = connect(Number(port), "127.0.0.1");
    slow.write("POST /webhook HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n");
    await once(slow, "connect");
    const ended = once(slow, "close");
    slow.on("error", () => undefined);
    await receiver.close(50);
    await ended;
  });
});
