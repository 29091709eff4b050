import { engineFactory } from "../../../src/config/engine.ts";
import { noOptions, type PageRule } from "../../../src/lint/rule.ts";
import { type ReviewerStart } from "../../../src/worker/reviewer/reviewer-channel.ts";
import { serveReviewer } from "../../../src/worker/reviewer/serve-reviewer.ts";

/*
 * A reviewer as the bot starts it, with a rule that does what the page says: `run forever`, `take memory`,
 * `take … a while`, `exit`, or nothing.
 */

const meta = { summary: "It ends.", why: "It must.", severity: "error", status: "stable" } as const;

const obey: PageRule<Record<string, never>> = {
  ...meta,
  id: "test/obey",
  scope: "page",
  isFixable: false,
  options: noOptions,
  *check(page) {
    if (page.source.includes("run forever")) for (;;);
    if (page.source.includes("a while")) {
      const { user } = process.cpuUsage();
      while (process.cpuUsage().user - user < 30_000);
    }
    if (page.source.includes("exit")) process.exit(1);
    if (page.source.includes("take memory")) {
      const held: Buffer[] = [];
      for (;;) held.push(Buffer.alloc(8 * 1024 * 1024, 1));
    }
    const at = page.source.indexOf("wrong");
    if (at !== -1) yield { span: { start: at, end: at + 5 }, message: "This is wrong." };
  },
};

process.once("disconnect", () => process.exit());
process.once("message", (start: ReviewerStart) => {
  const book = { rules: [obey], docsBase: start.docsBase, detectLanguage: () => "en" };
  serveReviewer(
    {
      post: (message) => process.send?.(message),
      on: (hear) => process.on("message", hear),
    },
    start,
    engineFactory(book, () => "2026-11-29"),
  );
});
