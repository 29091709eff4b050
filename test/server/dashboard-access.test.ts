import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { openQueue, type JobQueue } from "../../src/queue/queue.ts";
import { startReceiver, type Receiver } from "./receiver.ts";

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
    prefix: `dashboard-access-${process.pid}`,
  });
});
afterAll(() => queue.close());
afterEach(() => receiver.close());

describe("the dashboard", () => {
  it("is not there without a password", async () => {
    receiver = await startReceiver(queue);
    expect((await fetch(`${receiver.url}/admin/queues`)).status).toBe(404);
  });

  it("lets in who has the password, and nobody else", async () => {
    receiver = await startReceiver(queue, { dashboardPassword: password });
    const url = `${receiver.url}/admin/queues/api/queues`;
    const refused = await fetch(url);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toContain("Basic realm");
    for (const headers of [
      signIn("operator", "wrong"),
      signIn("operator", `${password} `),
      signIn("", ""),
      { Authorization: `Bearer ${password}` },
      { Authorization: "Basic !!!" },
    ]) {
      expect((await fetch(url, { headers })).status).toBe(401);
    }
    const response = await fetch(url, { headers: signIn("operator", password) });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ queues: [{ name: queue.bull.name }] });
    expect(receiver.log.join("")).not.toContain(password);
  });

  const changes: readonly [string, Record<string, string>, number][] = [
    ["another site, in a browser that says so", { "Sec-Fetch-Site": "cross-site" }, 403],
    ["a neighbour site", { "Sec-Fetch-Site": "same-site" }, 403],
    ["another site over plain http", { Origin: "http://evil.example.com" }, 403],
    ["a page without an origin", { Origin: "null" }, 403],
    ["nobody knows where", {}, 403],
    ["the address bar", { "Sec-Fetch-Site": "none" }, 403],
    ["our own page, and an origin of another", { "Sec-Fetch-Site": "same-origin", Origin: "https://evil.example.com" }, 403], // prettier-ignore
    ["our own page", { "Sec-Fetch-Site": "same-origin" }, 200],
    ["our own page behind a proxy", { Origin: "https://bot.example.com" }, 200],
  ];

  it.each(changes)("takes changes from our own pages alone: %s", async (_, headers, status) => {
    const publicUrl = "https://bot.example.com/handbook";
    receiver = await startReceiver(queue, { dashboardPassword: password, publicUrl });
    const pause = `${receiver.url}/admin/queues/api/queues/${queue.bull.name}/pause`;
    const response = await fetch(pause, {
      method: "PUT",
      headers: { ...signIn("operator", password), ...headers },
    });
    expect(response.status).toBe(status);
    expect(await queue.bull.isPaused()).toBe(status === 200);
    await queue.resume();
  });

  it("takes changes from its own page over plain http", async () => {
    receiver = await startReceiver(queue, { dashboardPassword: password });
    const pause = `${receiver.url}/admin/queues/api/queues/${queue.bull.name}/pause`;
    const headers = { ...signIn("operator", password), Origin: receiver.url };
    expect((await fetch(pause, { method: "PUT", headers })).status).toBe(200);
    await queue.resume();
  });

  it("listens to nobody for a while who guesses at the password", async () => {
    let time = Date.now();
    receiver = await startReceiver(queue, { dashboardPassword: password, now: () => time });
    const url = `${receiver.url}/admin/queues/api/queues`;
    const status = async (given: string): Promise<number> =>
      (await fetch(url, { headers: signIn("operator", given) })).status;
    for (let guess = 0; guess < 10; guess += 1) expect(await status(`guess-${guess}`)).toBe(401);
    expect(await status("guess-10")).toBe(429);
    expect(await status(password)).toBe(429);
    time += 61_000;
    expect(await status(password)).toBe(200);
  });

  it.each(["", "/handbook"])(
    "finds its scripts below the path of the public address, with “%s” left by the proxy",
    async (passedOn) => {
      const publicUrl = "https://bot.example.com/handbook";
      receiver = await startReceiver(queue, { dashboardPassword: password, publicUrl });
      const headers = signIn("operator", password);
      const page = await fetch(`${receiver.url}${passedOn}/admin/queues`, { headers });
      const html = await page.text();
      expect(page.status).toBe(200);
      expect(html).toContain('href="/handbook/admin/queues');
      const script = /src="([^"]+\.js)"/.exec(html)?.[1] ?? "";
      const base = "https://bot.example.com/handbook/admin/queues/";
      const path = new URL(script, base).pathname.replace("/handbook", passedOn);
      expect((await fetch(receiver.url + path, { headers })).status).toBe(200);
    },
  );
});
