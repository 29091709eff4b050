import { startBot } from "../src/cli/start-bot.ts";
import { readEnvironment } from "../src/config/env.ts";
import type { StartBot } from "./start-demo.ts";

/** Starts the bot as an operator would: from settings, with its queue in a folder. */
export function realBot(dataDir: string, logLevel: string): StartBot {
  return async ({ gitlabUrl, token, webhookSecret, port }) => {
    const url = `http://127.0.0.1:${port}`;
    const settings = readEnvironment({
      HANDBOOK_BOT_GITLAB_URL: gitlabUrl,
      HANDBOOK_BOT_GITLAB_TOKEN: token,
      HANDBOOK_BOT_WEBHOOK_SECRET: webhookSecret,
      HANDBOOK_BOT_PORT: String(port),
      HANDBOOK_BOT_PUBLIC_URL: url,
      HANDBOOK_BOT_DATA_DIR: dataDir,
      HANDBOOK_BOT_LOG_LEVEL: logLevel,
    });
    const bot = await startBot(settings);
    return { url: bot.url ?? url, close: bot.close };
  };
}
