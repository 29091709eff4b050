/**
 * `npm run demo`: a stand-in GitLab with a small handbook, four open merge requests and the bot, all in
 * one process. Nothing is installed, nothing leaves the machine, and nothing is left when it ends.
 * With `--once` it prints the review of the first merge request and ends.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBot } from "../src/cli/start-bot.ts";
import { readEnvironment } from "../src/config/env.ts";
import { printReview, waitForVerdict } from "./print-review.ts";
import { startDemo, type StartBot } from "./start-demo.ts";

const stopped = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
});
const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-demo-"));

const startRealBot: StartBot = async ({ gitlabUrl, token, webhookSecret, port }) => {
  const url = `http://127.0.0.1:${port}`;
  const settings = readEnvironment({
    HANDBOOK_BOT_GITLAB_URL: gitlabUrl,
    HANDBOOK_BOT_GITLAB_TOKEN: token,
    HANDBOOK_BOT_WEBHOOK_SECRET: webhookSecret,
    HANDBOOK_BOT_PORT: String(port),
    HANDBOOK_BOT_PUBLIC_URL: url,
    HANDBOOK_BOT_DATA_DIR: dataDir,
    HANDBOOK_BOT_LOG_LEVEL: process.env["HANDBOOK_BOT_LOG_LEVEL"] ?? "warn",
  });
  const bot = await startBot(settings);
  return { url: bot.url ?? url, close: bot.close };
};

process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));

console.log("Starting GitLab's stand-in, the bot and its queue ...");
const demo = await startDemo(startRealBot, Number(process.env["PORT"] ?? 8088));
if (process.argv.includes("--once")) {
  const [first] = demo.mergeRequests;
  if (first === undefined) throw new Error("The demo has no merge request.");
  console.log("The webhook is delivered. Waiting for the review ...\n");
  const verdict = await waitForVerdict(demo.gitlab, first);
  process.stdout.write(printReview(demo.gitlab, first, verdict));
} else {
  console.log(`
  Merge requests   ${demo.siteUrl}
  The bot          ${demo.botUrl}
  GitLab's API     ${demo.gitlab.url}/api/v4

  Open a merge request, read what the bot says, and apply a suggestion. Ctrl-C ends the demo.
`);

  await stopped;
}
await demo.close();
