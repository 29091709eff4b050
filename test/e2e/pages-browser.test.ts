import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { servePages } from "../../src/server/pages/serve-pages.ts";
import { startBrowser } from "../browser/browser.ts";
import { checkPage } from "../browser/check-page.ts";

let server: Server;
let browser: Browser;
let home: string;

beforeAll(async () => {
  const app = express();
  app.use(await servePages());
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await startBrowser();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  server.close();
});

test.each([
  ["the home page", ""],
  ["the list of rules", "rules/"],
  ["a rule with examples and options", "rules/duplication/no-copied-passage.md"],
  ["a rule about the configuration", "rules/configuration/no-error.md"],
  ["the guide to comments", "guide/comments.md"],
  ["a guide with tables", "guide/operations.md"],
  ["the reference of the configuration", "guide/configuration-reference.md"],
])("%s can be read by everybody, on a phone too", async (_, path) => {
  expect(await checkPage(browser, home + path)).toEqual([]);
});
