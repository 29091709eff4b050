import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openQueue, type JobQueue } from "../../src/queue/queue.ts";
import type { RuleCounts } from "../../src/review/rule-health.ts";
import { writeFigures } from "../../src/worker/health/health-figures.ts";
import { overviewOf } from "../../src/worker/health/health-overview.ts";
import { findProgram } from "../stores/server-process.ts";
import { startReceiver, type Receiver } from "./receiver.ts";

const password = "correct-horse-battery";
function counts(rule: RuleCounts["rule"], applied: number, dismissed: number): RuleCounts {
  const none = { fixed: 0, resolved: 0, ignored: 0, up: 0, down: dismissed };
  return { rule, comments: applied + dismissed, applied, dismissed, ...none };
}

const figures = { countedAt: "2026-11-29T06:00:00.000Z", days: 90, mergeRequests: 60 };
const handbook = {
  ...figures,
  projectId: 7,
  project: "people/handbook",
  rules: [counts("prose/no-wordy-phrase", 10, 30), counts("links/no-missing-page", 41, 0)],
};
const legal = {
  ...figures,
  projectId: 8,
  project: "legal/<policies>",
  rules: [counts("links/no-missing-page", 9, 1)],
};

describe("the page of rule health", () => {
  let queue: JobQueue;
  let receiver: Receiver;
  let browser: Browser;

  beforeAll(async () => {
    const prefix = `health-${process.pid}`;
    queue = await openQueue({ url: inject("redisUrl"), dataDir: "unused", prefix });
    for (const each of [handbook, legal])
      await queue.keepFigures(each.projectId, writeFigures(each));
    await queue.keepFigures(9, '{"written":"by another version"}');
    const ruleHealth = async () => overviewOf(await queue.figures());
    receiver = await startReceiver(queue, {
      dashboardPassword: password,
      isMetricsPublic: true,
      ruleHealth,
      publicUrl: "https://bot.example.com/handbook-bot",
    });
    browser = await chromium.launch({
      executablePath: findProgram({ name: "chromium", package: "chromium", folders: [] }),
      args: ["--no-sandbox"],
    });
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await receiver?.close();
    await queue?.close();
  });

  /** Opens it at the address that a proxy passes on. */
  async function open(
    path: string,
    options: { readonly javaScriptEnabled?: boolean; readonly colorScheme?: "dark" } = {},
  ): Promise<Page> {
    const credentials = { username: "operator", password };
    const context = await browser.newContext({ ...options, httpCredentials: credentials });
    const page = await context.newPage();
    const answer = await page.goto(`${receiver.url}/handbook-bot/admin/health${path}`);
    expect(answer?.status()).toBe(200);
    return page;
  }

  const firstCells = (page: Page, caption: string): Promise<string[]> =>
    page
      .locator(`table:has(caption:text-is("${caption}")) tbody tr td:first-child`)
      .allInnerTexts();

  it("is closed to strangers", async () => {
    for (const path of ["", "/7", "/sort.js"]) {
      const answer = await fetch(`${receiver.url}/admin/health${path}`);
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain("people/handbook");
    }
  });

  it("shows every project and the sum of all, and leads to each", async () => {
    const page = await open("");
    expect(await firstCells(page, "Projects")).toEqual(["legal/<policies>", "people/handbook"]);
    expect(await firstCells(page, "Rules")).toEqual([
      "prose/no-wordy-phrase below 80 %",
      "links/no-missing-page",
    ]);
    // 50 of 51, as the Wilson interval has it.
    const row = page.getByRole("row", { name: /links\/no-missing-page/ });
    expect(await row.innerText()).toMatch(/51\s+98 %\s+90 % to 100 %/);
    await page.getByRole("link", { name: "legal/<policies>" }).click();
    await page.getByRole("heading", { name: "Rule health of legal/<policies>" }).waitFor();
    expect(await page.getByText("2026-11-29 06:00 UTC").count()).toBe(1);
    expect(await page.locator("svg.chart circle").count()).toBe(1);
  });

  it("sorts by the column that is clicked, and back, with the keyboard too", async () => {
    const page = await open("");
    const comments = page.getByRole("table", { name: "Rules" }).getByRole("button", { name: "Comments", exact: true }); // prettier-ignore
    await comments.click();
    expect(await firstCells(page, "Rules")).toEqual(["prose/no-wordy-phrase below 80 %", "links/no-missing-page"]); // prettier-ignore
    await comments.press("Enter");
    expect(await firstCells(page, "Rules")).toEqual(["links/no-missing-page", "prose/no-wordy-phrase below 80 %"]); // prettier-ignore
    expect(await page.locator('th[aria-sort="descending"]').innerText()).toContain("Comments");
  });

  it("says the same without JavaScript", async () => {
    const page = await open("/7", { javaScriptEnabled: false });
    expect(await firstCells(page, "Rules")).toHaveLength(2);
    expect(await page.locator("th button").count()).toBe(0);
    expect(await page.locator("svg.chart").count()).toBe(1);
  });

  it.each(["", "/7"])("has nothing that axe objects to, in light and dark: %s", async (path) => {
    for (const scheme of [{}, { colorScheme: "dark" }] as const) {
      const page = await open(path, scheme);
      // The page's own policy lets no script of others in; the debugger does.
      const session = await page.context().newCDPSession(page);
      await session.send("Runtime.evaluate", { expression: axe.source });
      const { result } = await session.send("Runtime.evaluate", {
        expression: "axe.run().then(({ violations }) => JSON.stringify(violations))",
        awaitPromise: true,
        returnByValue: true,
      });
      expect(JSON.parse(String(result.value))).toEqual([]);
    }
  });

  it("is in the metrics, without the name of a project", async () => {
    const answer = await fetch(`${receiver.url}/metrics`);
    const text = await answer.text();
    expect(text).toContain('handbook_bot_rule_comments{rule="links/no-missing-page",fate="applied"} 50'); // prettier-ignore
    expect(text).toMatch(/handbook_bot_rule_acted_on_ratio\{rule="prose\/no-wordy-phrase",bound="low"\} 0\.14\d/); // prettier-ignore
    expect(text).not.toContain("people/handbook");
  });
});
