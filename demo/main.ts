/**
 * `npm run demo`: a stand-in GitLab with a small handbook, five open merge requests and the bot, all in
 * one process. Nothing is installed, nothing leaves the machine, and nothing is left when it ends.
 * With `--once` it prints the review of the first merge request and ends.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printReview, waitForVerdict } from "./print-review.ts";
import { startDemo } from "./start-demo.ts";
import { realBot } from "./start-real-bot.ts";

const stopped = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
});
const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-demo-"));

process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));

print("Starting GitLab's stand-in, the bot and its queue ...\n");
const demo = await startDemo(
  realBot(dataDir, process.env["HANDBOOK_BOT_LOG_LEVEL"] ?? "warn"),
  Number(process.env["PORT"] ?? 8088),
);
if (process.argv.includes("--once")) {
  const [first] = demo.mergeRequests;
  if (first === undefined) throw new Error("The demo has no merge request.");
  print("The webhook is delivered. Waiting for the review ...\n\n");
  const verdict = await waitForVerdict(demo.gitlab, first);
  print(printReview(demo.gitlab, first, verdict));
} else {
  print(`
  Merge requests   ${demo.siteUrl}
  The bot          ${demo.botUrl}
  GitLab's API     ${demo.gitlab.url}/api/v4

  Open a merge request, read what the bot says, apply a suggestion, and reply with a command such as why. Ctrl-C ends the demo.

`);

  await stopped;
}
await demo.close();

/** The bot takes what is printed through the console into its log. */
function print(text: string): void {
  process.stdout.write(text);
}
