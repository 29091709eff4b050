/**
 * Checks the site that was built: every link of its pages leads to a file, every anchor to a heading, and axe finds
 * nothing on a page of each kind, on a phone and on a laptop. `--pictures FOLDER` keeps a picture of each.
 * Needs Chromium.
 */
import { once } from "node:events";
import { existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import express from "express";

import { startBrowser } from "../test/browser/browser.ts";
import { checkPage } from "../test/browser/check-page.ts";
import { readBase } from "./base.ts";

/** One of each kind. */
const kinds = [
  "index.html",
  "rules/index.html",
  "rules/duplication/no-copied-passage.html",
  "guide/comments.html",
  "guide/configuration-reference.html",
  "architecture.html",
  "404.html",
];

const { pictures } = parseArgs({ options: { pictures: { type: "string" } } }).values;
const dist = join(import.meta.dirname, "dist");
const base = readBase();
if (pictures !== undefined) mkdirSync(pictures, { recursive: true });

const problems = [...deadLinks(), ...(await unreadablePages())];
for (const problem of problems) console.error(problem);
console.log(`${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;

function deadLinks(): readonly string[] {
  const texts = new Map(
    globSync("**/*.html", { cwd: dist }).map((path) => [
      path,
      readFileSync(join(dist, path), "utf8"),
    ]),
  );
  return [...texts].flatMap(([path, text]) => {
    const hrefs = [...text.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href = ""]) => href);
    return [...new Set(hrefs)].flatMap((href) => {
      const url = new URL(href.replaceAll("&amp;", "&"), `https://site.example${base}${path}`);
      if (url.host !== "site.example") return [];
      const below = decodeURI(url.pathname).slice(base.length);
      const file = below === "" || below.endsWith("/") ? `${below}index.html` : below;
      const isThere = url.pathname.startsWith(base) && existsSync(join(dist, file));
      const anchor = decodeURIComponent(url.hash.slice(1));
      const hasAnchor = anchor === "" || texts.get(file)?.includes(`id="${anchor}"`) !== false;
      return isThere && hasAnchor ? [] : [`${path}: ${href} leads nowhere`];
    });
  });
}

async function unreadablePages(): Promise<readonly string[]> {
  const app = express();
  app.use(base, express.static(dist));
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`;
  const browser = await startBrowser();
  const found: string[] = [];
  for (const kind of kinds) {
    const name = kind.replaceAll("/", "-");
    const picture =
      pictures === undefined ? undefined : (of: string) => join(pictures, `${name}-${of}.png`);
    found.push(...(await checkPage(browser, address + kind, picture)));
  }
  await browser.close();
  server.close();
  return found;
}
