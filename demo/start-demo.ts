import { createServer } from "node:net";
import { startGitLab, type StandIn } from "../test/gitlab/start-gitlab.ts";
import type { MergeRequest } from "../test/gitlab/world.ts";
import { readHandbookFiles } from "./handbook-files.ts";
import { openMergeRequests } from "./merge-requests.ts";
import { connectGitLab } from "./site/gitlab-api.ts";
import { startSite } from "./site/server.ts";

/** The bot's environment in the demo. */
export interface BotGiven {
  readonly gitlabUrl: string;
  readonly token: string;
  readonly webhookSecret: string;
  readonly port: number;
}

/** Starts a bot; `url` is where it listens. */
export type StartBot = (
  given: BotGiven,
) => Promise<{ readonly url: string; readonly close: () => Promise<void> }>;

export interface Demo {
  readonly siteUrl: string;
  readonly botUrl: string;
  readonly gitlab: StandIn;
  readonly mergeRequests: readonly MergeRequest[];
  readonly close: () => Promise<void>;
}

const PROJECT = "larkspur/handbook";
const WEBHOOK_SECRET = "a-secret-for-this-demo-only";

/** Starts a stand-in GitLab with a handbook, the bot, open merge requests and pages to look at them. */
export async function startDemo(startBot: StartBot, port: number): Promise<Demo> {
  const sitePort = await freePort(port);
  const gitlab = await startGitLab({ webUrl: `http://127.0.0.1:${sitePort}` });
  const { id } = gitlab.createProject({ path: PROJECT, files: readHandbookFiles() });
  const { token } = gitlab.createBot({ projectId: id, username: "handbook-bot" });
  const maya = gitlab.createUser({ username: "maya", name: "Maya Lindqvist" });
  gitlab.addMember(id, maya.id, "maintainer");
  const bot = await startBot({
    gitlabUrl: gitlab.url,
    token,
    webhookSecret: WEBHOOK_SECRET,
    port: await freePort(sitePort + 1),
  });
  gitlab.addWebhook({ url: `${bot.url}/webhook`, projectId: id, token: WEBHOOK_SECRET });
  const mergeRequests = openMergeRequests(gitlab, id);
  const site = await startSite({
    gitlab: connectGitLab({
      url: gitlab.url,
      token: gitlab.createToken({ userId: maya.id }),
      projectId: id,
    }),
    project: PROJECT,
    person: maya.name,
    port: sitePort,
  });
  return {
    siteUrl: site.url,
    botUrl: bot.url,
    gitlab,
    mergeRequests,
    close: async () => {
      await site.close();
      await bot.close();
      await gitlab.close();
    },
  };
}

/** The wanted port if nobody listens there, else one that the system gives. */
async function freePort(wanted: number): Promise<number> {
  for (const port of [wanted, 0]) {
    const found = await tryPort(port);
    if (found !== undefined) return found;
  }
  throw new Error("there is no free port");
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const found = typeof address === "object" && address !== null ? address.port : undefined;
      server.close(() => resolve(found));
    });
  });
}
