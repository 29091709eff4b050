import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import express from "express";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { servePages } from "../../src/server/pages/serve-pages.ts";
import { projectFolder } from "../rules/built-in.ts";

/** The pages alone, as they lie behind a proxy that serves the bot below a path. */
let server: Server;
let home: string;

beforeAll(async () => {
  const app = express();
  app.use("/bot", await servePages());
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bot/`;
});

afterAll(() => server.close());

interface Seen {
  readonly status: number;
  readonly type: string;
  readonly html: string;
  readonly links: readonly string[];
}

async function see(url: string): Promise<Seen> {
  const answer = await fetch(url);
  const html = await answer.text();
  const type = answer.headers.get("content-type") ?? "";
  const hrefs = type.includes("html")
    ? [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"))
    : [];
  return {
    status: answer.status,
    type,
    html,
    links: hrefs.map((href) => new URL(href, answer.url).href),
  };
}

/** Every page that can be reached from the home page by links. */
async function crawl(): Promise<ReadonlyMap<string, Seen>> {
  const seen = new Map<string, Seen>();
  const queue = [home];
  for (let url = queue.pop(); url !== undefined; url = queue.pop()) {
    if (seen.has(url)) continue;
    const page = await see(url);
    seen.set(url, page);
    queue.push(
      ...page.links.filter((link) => link.startsWith(home)).map((link) => link.split("#")[0] ?? ""),
    );
  }
  return seen;
}

describe("the pages that the bot serves", () => {
  test("lead to each other: every link has its page, and every anchor its heading", async () => {
    const pages = await crawl();
    const missing: string[] = [];
    for (const [url, { status, links }] of pages) {
      if (status !== 200) missing.push(url);
      for (const link of links.filter((each) => each.startsWith(home))) {
        const [address = "", anchor] = link.split("#");
        const isThere = anchor === undefined || pages.get(address)?.html.includes(`id="${anchor}"`);
        if (isThere !== true) missing.push(`${url} → ${link}`);
      }
    }
    expect(missing).toEqual([]);
    const rules = readdirSync(join(projectFolder, "docs/rules"), {
      recursive: true,
      encoding: "utf8",
    });
    const guides = readdirSync(join(projectFolder, "docs/guide"));
    for (const name of rules.filter((each) => each.endsWith(".md")))
      expect(pages.has(`${home}rules/${name}`), name).toBe(true);
    for (const name of guides) expect(pages.has(`${home}guide/${name}`), name).toBe(true);
  });

  test("of rules say what the rule is like, and lead back", async () => {
    const { html, links } = await see(`${home}rules/duplication/no-copied-passage.md`);
    expect(html).toContain("<strong>Severity:</strong> warning");
    expect(html).toContain("<strong>Pages:</strong> all");
    expect(html).toContain("on in gitlab-handbook, job-pages, strict");
    expect(html).toContain("findings may come with a suggestion");
    expect(html).toMatch(/<figcaption>Bad: this is reported<\/figcaption>\n<pre tabindex="0">/);
    expect(html).toContain("<figcaption>Good: nothing is reported</figcaption>");
    expect(html).toContain("Line 5: This passage also appears");
    expect(html).toContain("minWords: 30");
    expect(html).toContain(
      "&lt;!-- handbook-bot-disable-next-line duplication/no-copied-passage -- the reason --&gt;",
    );
    expect(links).toContain(home);
    expect(links).toContain(`${home}rules/#duplication`);
  });

  test("offer the schemas to editors", async () => {
    const { status, type } = await see(`${home}schema/handbook-bot.schema.json`);
    expect([status, type]).toEqual([200, "application/json; charset=utf-8"]);
  });

  test.each([
    "package.json",
    "rules/../package.json",
    "rules/%2e%2e/%2e%2e/package.json",
    "rules/..%2f..%2fpackage.json",
    "rules/none/no-such-rule.md",
    "dependencies.md",
    "adr/0001-one-engine-four-doors.md",
    "rules.json",
  ])("are no way to %s", async (path) => {
    expect((await fetch(home + path)).status).toBe(404);
  });
});
