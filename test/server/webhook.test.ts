import { request as httpRequest } from "node:http";
import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { admitDelivery, verifyDelivery } from "../../src/gitlab/verify.ts";
import { openQueue, type JobQueue } from "../../src/queue/queue.ts";
import { pgliteDataDir } from "../stores/pglite-data-dir.ts";
import { startRedis } from "../stores/redis.ts";
import {
  deliver,
  pushToLeavePolicy,
  startReceiver,
  webhookSecret,
  type Receiver,
} from "./receiver.ts";

const data = pgliteDataDir();
let queue: JobQueue;
let receiver: Receiver;

beforeAll(async () => {
  queue = await openQueue({ dataDir: data.dataDir });
});
afterAll(async () => {
  await queue.close();
  data.remove();
});
beforeEach(async () => {
  await queue.bull.obliterate({ force: true });
  receiver = await startReceiver(queue);
});
afterEach(() => receiver.close());

const jobs = async (): Promise<unknown[]> => {
  const waiting = await queue.bull.getJobs(["waiting", "prioritized", "delayed"]);
  return waiting.map(({ data }) => data);
};

describe("a delivery", () => {
  it("is answered with 202 once its job is stored", async () => {
    const before = Date.now();
    const response = await deliver(receiver, pushToLeavePolicy());
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ status: "queued" });
    const [job] = await jobs();
    expect(job).toEqual({
      kind: "review",
      projectId: 7,
      iid: 16,
      headSha: "a".repeat(40),
      reason: "pushed",
      receivedAt: expect.any(Number),
    });
    expect(job).toHaveProperty("receivedAt", expect.closeTo(before, -4));
  });

  it("follows a push to the default branch", async () => {
    const push = {
      object_kind: "push",
      ref: "refs/heads/main",
      after: "b".repeat(40),
      project_id: 7,
      project: { default_branch: "main" },
    };
    expect((await deliver(receiver, push)).status).toBe(202);
    expect(await jobs()).toEqual([
      { kind: "follow", projectId: 7, branch: "main", after: "b".repeat(40) },
    ]);
  });

  it("of the same merge request joins the one that waits", async () => {
    await deliver(receiver, pushToLeavePolicy(16, "a".repeat(40)), {
      "Idempotency-Key": "project",
    });
    const second = await deliver(receiver, pushToLeavePolicy(16, "b".repeat(40)), {
      "Idempotency-Key": "group",
    });
    expect(second.status).toBe(202);
    expect(await second.json()).toEqual({ status: "coalesced" });
    expect(await jobs()).toEqual([expect.objectContaining({ headSha: "b".repeat(40) })]);
  });

  it("that is sent again makes no second job", async () => {
    const key = { "Idempotency-Key": "0ac1f2b6-6b0f-4f5d-a0a7-b4d2d7d0c7f1" };
    await deliver(receiver, pushToLeavePolicy(), key);
    const again = await deliver(receiver, pushToLeavePolicy(), key);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ status: "duplicate" });
    expect(await jobs()).toHaveLength(1);
  });

  it("of no interest is answered with success, for four refusals disable a webhook", async () => {
    const response = await deliver(receiver, { object_kind: "wiki_page" });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: "ignored",
      reason: "no interest in wiki_page events",
    });
    expect(await jobs()).toEqual([]);
  });

  it("may be as large as GitLab sends them", async () => {
    const body = { ...pushToLeavePolicy(), padding: "x".repeat(25 * 1024 * 1024 - 2_000) };
    expect((await deliver(receiver, body)).status).toBe(202);
  });
});

describe("the receiver refuses", () => {
  afterEach(async () => {
    expect(await jobs()).toEqual([]);
    // It goes on answering.
    expect((await fetch(`${receiver.url}/healthz`)).status).toBe(200);
  });

  it.each(["GET", "PUT", "DELETE"])("%s with 405", async (method) => {
    const response = await fetch(`${receiver.url}/webhook`, {
      method,
      headers: { "X-Gitlab-Token": webhookSecret },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it.each<[string, Record<string, string>]>([
    ["a form", { "Content-Type": "application/x-www-form-urlencoded" }],
    ["plain text", { "Content-Type": "text/plain" }],
    ["a compressed body", { "Content-Encoding": "gzip" }],
  ])("%s with 415", async (_name, headers) => {
    expect((await deliver(receiver, pushToLeavePolicy(), headers)).status).toBe(415);
  });

  it("26 MB with 413, whether it says so or not", async () => {
    const body = `{"padding":"${"x".repeat(26 * 1024 * 1024)}"}`;
    const announced = await deliver(receiver, body);
    expect(announced.status).toBe(413);
    expect(await announced.json()).toEqual({ error: "A delivery has at most 25 MiB." });
    const chunks = new Blob([body]).stream();
    const chunked = await deliver(receiver, "", {}, { body: chunks, duplex: "half" });
    expect(chunked.status).toBe(413);
  });

  it.each<[string, Record<string, string>]>([
    ["without a secret token", { "X-Gitlab-Token": "" }],
    ["with a wrong one", { "X-Gitlab-Token": `${webhookSecret}x` }],
    ["with the beginning of the right one", { "X-Gitlab-Token": webhookSecret.slice(0, -1) }],
  ])("a delivery %s with 401 and keeps nothing of it", async (_name, headers) => {
    const stranger = { ...pushToLeavePolicy(), object_kind: "planted-in-the-body" };
    const response = await deliver(receiver, stranger, headers);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain(webhookSecret);
    const log = receiver.log.join("");
    expect(log).toContain("delivery refused");
    expect(log).not.toContain("planted-in-the-body");
    expect(log).not.toContain(webhookSecret.slice(0, -1));
  });

  it("what is no JSON with 400, after the secret was right", async () => {
    const broken = '{"object_kind": "merge_request", "planted": tru';
    const response = await deliver(receiver, broken);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: "The body is not JSON. A custom template of the webhook must be removed.",
    });
    expect(receiver.log.join("")).not.toContain("planted");
    expect((await deliver(receiver, broken, { "X-Gitlab-Token": "wrong" })).status).toBe(401);
  });

  it("an event without the fields it needs, but with success", async () => {
    const response = await deliver(receiver, { object_kind: "merge_request" });
    expect(response.status).toBe(200);
  });

  it("a sender that goes away in the middle, without a trace", async () => {
    const half = httpRequest(`${receiver.url}/webhook`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Content-Length": "1000" },
    });
    half.on("error", () => undefined);
    half.write('{"object_kind"');
    await new Promise((resolve) =>
      half.once("socket", (socket) => socket.once("connect", resolve)),
    );
    half.destroy();
  });
});

describe("signed deliveries", () => {
  it("are checked over the bytes that were sent", async () => {
    const signing = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    const signed = await startReceiver(queue, {
      deliveries: {
        admit: (headers) => admitDelivery(headers, { signing }, Date.now()),
        verify: (headers, body) => verifyDelivery(headers, body, { signing }, Date.now()),
        parseEvent: () => ({ kind: "ignore", why: "this test looks at the signature" }),
        deliveryId: () => undefined,
      },
    });
    // Spaces and escapes that JSON.stringify would not write.
    const body = '{ "title": "Caf\\u00e9 policy" }';
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac("sha256", Buffer.alloc(32, 7))
      .update(`delivery-1.${timestamp}.${body}`)
      .digest("base64");
    const headers = {
      "webhook-id": "delivery-1",
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,bm90LXRoaXMtb25l v1,${signature}`,
    };
    expect((await deliver(signed, body, headers)).status).toBe(200);
    const sameJson = JSON.stringify(JSON.parse(body));
    expect((await deliver(signed, sameJson, headers)).status).toBe(401);
    await signed.close();
  });
});

describe("without its store", () => {
  it("says 503 and when to try again, and takes deliveries when it is back", async () => {
    const before = await startRedis();
    const port = Number(new URL(before.url).port);
    const onRedis = await openQueue({ url: before.url, dataDir: "unused" });
    const cutOff = await startReceiver(onRedis);
    await before.stop();
    const refused = await deliver(cutOff, pushToLeavePolicy());
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("10");
    expect(await refused.json()).toEqual({ error: "The job could not be stored." });
    expect((await fetch(`${cutOff.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${cutOff.url}/healthz`)).status).toBe(200);
    const after = await startRedis({ port });
    await expect
      .poll(async () => (await deliver(cutOff, pushToLeavePolicy())).status, { timeout: 300_000 })
      .toBe(202);
    await cutOff.close();
    await onRedis.close();
    await after.stop();
  });
});
