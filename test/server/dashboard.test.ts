import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openQueue, type JobQueue } from "../../src/queue/queue.ts";
import { findProgram } from "../stores/server-process.ts";
import { startReceiver, type Receiver } from "./receiver.ts";

const password = "correct-horse-battery";
let queue: JobQueue;
let receiver: Receiver;
let browser: Browser;

beforeAll(async () => {
  queue = await openQueue({
    url: inject("postgresUrl"),
    dataDir: "unused",
    prefix: `dashboard-${process.pid}`,
  });
  receiver = await startReceiver(queue, { dashboardPassword: password });
  browser = await chromium.launch({
    executablePath: findProgram({ name: "chromium", package: "chromium", folders: [] }),
    args: ["--no-sandbox"],
  });
});
afterAll(async () => {
  await browser.close();
  await receiver.close();
  await queue.close();
});

it("shows the operator why a review failed, and starts it again", async () => {
  let isMember = false;
  const take = async (): Promise<void> => {
    if (!isMember) throw Object.assign(new Error("404 Project Not Found"), { retryable: false });
  };
  await queue.work(
    { review: take, follow: take, gate: take, sweep: take, health: take },
    { concurrency: 1 },
  );
  await queue.add({ kind: "review", projectId: 7, iid: 16, reason: "opened", receivedAt: 0 });
  await queue.idle();

  const context = await browser.newContext({
    httpCredentials: { username: "operator", password },
  });
  const page = await context.newPage();
  const blocked: string[] = [];
  page.on("requestfailed", (request) => blocked.push(new URL(request.url()).host));
  page.on("pageerror", (error) => blocked.push(error.message));
  await page.goto(`${receiver.url}/admin/queues/queue/${queue.bull.name}?status=failed`);
  await page.getByText("404 Project Not Found").first().waitFor();
  expect(await page.getByText("review-7-16").count()).toBeGreaterThan(0);

  isMember = true;
  await page.getByRole("button", { name: "Retry all" }).click();
  const confirm = page.getByRole("button", { name: /^(confirm|ok|yes)/i });
  if (await confirm.isVisible().catch(() => false)) await confirm.click();
  await expect.poll(() => queue.counts()).toMatchObject({ failed: 0, completed: 1 });
  // The page is told not to fetch anything from elsewhere; it asks for a font, and does without.
  expect(new Set(blocked)).toEqual(new Set(["fonts.googleapis.com"]));
});
