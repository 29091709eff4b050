import { createServer } from "node:http";
import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import { askRunningBot } from "../../src/cli/ask-running-bot.ts";
import { folderOf, runCli } from "./run-cli.ts";

/** A bot at an address of this machine that answers with one text. */
async function answering(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

const at = "2026-11-29T14:00:00.000Z";
const well = {
  status: "ready",
  gitlab: { lastDelivery: at, lastAnswer: { at, answer: "2xx" } },
};

describe("what doctor hears from the bot that runs", () => {
  test.each([
    [
      "well",
      200,
      well,
      [
        "ok The bot at HERE is ready.",
        `ok GitLab last delivered an event to the bot at ${at}.`,
        `ok GitLab last answered the bot at ${at}, with success.`,
      ],
    ],
    [
      "deaf and refused",
      503,
      {
        status: "not ready",
        reasons: ["GitLab refuses the bot's token."],
        warnings: ["The disk is full."],
        gitlab: { lastDelivery: null, lastAnswer: { at, answer: "4xx" } },
      },
      [
        "problem The bot at HERE is not ready: GitLab refuses the bot's token.",
        "warning The bot at HERE says: The disk is full.",
        "warning The bot has had no delivery from GitLab since it started. Press “Test” at the webhook in GitLab.",
        `warning GitLab answered the bot with 4xx at ${at}. The bot's log says to which request.`,
      ],
    ],
    [
      "without GitLab",
      200,
      { ...well, gitlab: { lastDelivery: at, lastAnswer: { at, answer: "none" } } },
      [
        "ok The bot at HERE is ready.",
        `ok GitLab last delivered an event to the bot at ${at}.`,
        `warning GitLab did not answer the bot at ${at}. The bot's log says to which request.`,
      ],
    ],
    [
      "something else",
      404,
      "<html>",
      [
        "warning HERE/readyz answers with 404, but not as handbook-bot does. Set HANDBOOK_BOT_PUBLIC_URL to where the bot runs.",
      ],
    ],
  ])("where it is %s", async (_, status, said, expected) => {
    const url = await answering(status, typeof said === "string" ? said : JSON.stringify(said));
    const checks = await askRunningBot(url);
    expect(checks.map(({ level, message }) => `${level} ${message}`)).toEqual(
      expected.map((line) => line.replace("HERE", url)),
    );
  });

  test("where nobody answers", async () => {
    const checks = await askRunningBot("http://127.0.0.1:9");
    expect(checks.map(({ level, message }) => `${level} ${message}`)).toEqual([
      expect.stringMatching(
        /^warning No bot answers at http:\/\/127\.0\.0\.1:9\/readyz \([^)]+\)\. Start it, or set HANDBOOK_BOT_PUBLIC_URL to where it runs\.$/,
      ),
    ]);
  });
});

describe("--env-file", () => {
  test("gives the settings that the environment does not", async () => {
    const folder = folderOf({ "bot.env": "HANDBOOK_BOT_GITLAB_URL=ftp://gitlab.example.com\n" });
    const { code, stderr } = await runCli(folder, ["doctor", "--env-file", "bot.env"]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "HANDBOOK_BOT_GITLAB_URL must be an address that begins with https://",
    );
    expect(stderr).toContain("HANDBOOK_BOT_GITLAB_TOKEN is not set");
  });

  test("that is not there is named", async () => {
    // Node reads a file of this name itself, before the program starts, and speaks first.
    const { code, stderr } = await runCli(folderOf({}), ["serve", "--env-file", "bot.env"]);
    expect(code).not.toBe(0);
    expect(stderr).toContain("bot.env");
  });
});
