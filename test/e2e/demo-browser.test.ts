import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemo, type Demo } from "../../demo/start-demo.ts";
import { realBot } from "../../demo/start-real-bot.ts";
import { pgliteDataDir } from "../stores/pglite-data-dir.ts";
import { startBrowser } from "../browser/browser.ts";

describe("the demo in a browser", () => {
  const { dataDir, remove } = pgliteDataDir();
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser();
    demo = await startDemo(realBot(dataDir, "error"), 0);
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
    remove();
  });

  test("a maintainer reads the review, applies a suggestion, and sees the thread resolve", async () => {
    const page = await browser.newPage();
    await page.goto(demo.siteUrl);
    await page.getByRole("link", { name: /People Operations Generalist/ }).click();
    const suggestions = page.locator("figure.suggestion");
    await suggestions.first().waitFor({ timeout: 300_000 });
    const thread = page.locator("article.thread", { hasText: "Requirments" });
    expect(await thread.innerText()).toContain("structure/no-misspelt-section");
    const id = await thread.getAttribute("id");
    await thread.getByRole("button", { name: "Apply suggestion" }).click();
    await page.locator(`details.resolved#${id}`).waitFor({ timeout: 300_000 });
    const head = demo.gitlab.mergeRequest({ projectId: 101, iid: 1 }).headSha;
    await expect
      .poll(() => demo.gitlab.statuses.some(({ sha }) => sha === head), { timeout: 300_000 })
      .toBe(true);
    expect(demo.gitlab.mistakes).toEqual([]);
  });

  test("a person replies with a command, and reads the answer below it", async () => {
    const page = await browser.newPage();
    await page.goto(`${demo.siteUrl}/larkspur/handbook/-/merge_requests/2`);
    const thread = page.locator("article.thread[id]").first();
    await thread.waitFor({ timeout: 300_000 });
    const id = (await thread.getAttribute("id")) ?? "";
    await thread.getByRole("textbox", { name: "Reply" }).fill("why");
    await thread.getByRole("button", { name: "Reply" }).click();
    await page.locator(`#${id}`, { hasText: "Set by:" }).waitFor({ timeout: 300_000 });
    await page.locator(`#${id}`).getByRole("textbox").fill("dismiss The law says it so.");
    await page.locator(`#${id}`).getByRole("button", { name: "Reply" }).click();
    await page.locator(`details.resolved#${id}`).waitFor({ timeout: 300_000 });
    await page.getByText("The law says it so.").first().waitFor({ timeout: 300_000 });
    await page.getByRole("textbox", { name: "Comment" }).fill("@handbook-bot fix all");
    await page.getByRole("button", { name: "Comment" }).click();
    await page.getByText(/applied in commit|safe to apply/).waitFor({ timeout: 300_000 });
    expect(demo.gitlab.mistakes).toEqual([]);
  });

  test("the first review speaks of every family, once each in one notification", async () => {
    const notes = demo.gitlab.notes({ projectId: 101, iid: 1 }).map(({ body }) => body);
    for (const family of ["structure", "inclusive", "prose", "duplication", "links"]) {
      expect(
        notes.some((body) => body.includes(`\`${family}/`)),
        family,
      ).toBe(true);
    }
    const told = demo.gitlab.notifications.filter(
      ({ actor, iid, kind }) =>
        actor === "handbook-bot" && iid === 1 && kind !== "resolve_all_discussions",
    );
    expect(told).toHaveLength(1);
  });

  test("a comment's rule link opens the rule's page", async () => {
    const page = await browser.newPage();
    await page.goto(`${demo.siteUrl}/larkspur/handbook/-/merge_requests/1`);
    const link = page.getByRole("link", { name: "inclusive/no-paired-pronoun" }).first();
    const answer = await page.goto((await link.getAttribute("href")) ?? "");
    expect(answer?.status()).toBe(200);
    expect(await page.locator("h1").innerText()).toBe("inclusive/no-paired-pronoun");
  });

  async function passes(iid: number): Promise<void> {
    const { headSha } = demo.gitlab.mergeRequest({ projectId: 101, iid });
    await expect
      .poll(() => demo.gitlab.statuses.find(({ sha }) => sha === headSha)?.state, {
        timeout: 300_000,
      })
      .toBe("success");
  }

  test("higher limits pass, and the owner of the policy sees them side by side", async () => {
    await passes(3);
    const page = await browser.newPage();
    await page.goto(`${demo.siteUrl}/larkspur/handbook/-/merge_requests/3`);
    const row = page.getByRole("row", { name: /expenses.*140 euros/ });
    expect(await row.innerText()).toContain("160 euros");
    expect(demo.gitlab.notes({ projectId: 101, iid: 3 })).toHaveLength(1);
  });

  test("the clean merge request stays without a note and passes", async () => {
    await passes(5);
    expect(demo.gitlab.notes({ projectId: 101, iid: 5 })).toEqual([]);
  });
});
