import { parentPort, workerData } from "node:worker_threads";
import { createEngine } from "../../../src/config/engine.ts";
import { noOptions, type PageRule } from "../../../src/lint/rule.ts";
import type { ThreadStart } from "../../../src/cli/threads/channel.ts";
import { servePages } from "../../../src/cli/threads/serve-pages.ts";

/*
 * A thread as the command line starts it, with a rule that does what the page says: `run forever`, `take memory`,
 * `exit`, or nothing.
 */

const obey: PageRule<Record<string, never>> = {
  id: "test/obey",
  scope: "page",
  summary: "It ends.",
  why: "It must.",
  severity: "error",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    if (page.source.includes("run forever")) for (;;);
    if (page.source.includes("exit")) process.exit(1);
    if (page.source.includes("take memory")) {
      const held: object[] = [];
      for (;;) held.push({ of: page.path });
    }
    const at = page.source.indexOf("wrong");
    if (at !== -1) yield { span: { start: at, end: at + 5 }, message: "This is wrong." };
  },
};

const start = workerData as ThreadStart;
const book = { rules: [obey], docsBase: "https://example.com/rules", detectLanguage: () => "en" };
servePages(
  {
    post: (message) => parentPort?.postMessage(message, []),
    on: (hear) => parentPort?.on("message", hear),
  },
  start,
  async () => createEngine(start.config, book),
);
