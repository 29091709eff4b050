import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createGitLab } from "../../src/gitlab/gitlab.ts";
import { startGitLab, type StandIn } from "../gitlab/start-gitlab.ts";
import type { MergeRequest } from "../gitlab/world.ts";
import { seededRandom } from "../random.ts";
import { BotUsers } from "../simulation/bot-users.ts";
import { flawsOf } from "../simulation/ideal.ts";
import {
  blockCount,
  configurations,
  firstPages,
  pagePaths,
  writePage,
} from "../simulation/small-handbook.ts";
import { freePort, type StartedStore } from "../stores/server-process.ts";
import { startBotProcesses, type BotProcess } from "./bot-process.ts";
import { officeTimeoutMs, openPostOffice, type PostOffice } from "./post-office.ts";
import { waitWhileMoving } from "./wait-while-moving.ts";

/** What is to be gone through. */
export interface Ordeal {
  /** What is started, see `startBotProcess`. */
  readonly program: string;
  /** Undefined: the bot is one process with the embedded database. */
  readonly store: StartedStore | undefined;
  readonly mergeRequests: number;
  /** Merge requests that get a push at the same time. */
  readonly atOnce: number;
  readonly crashes: number;
  readonly seed: number;
}

/** What was seen. */
export interface Outcome {
  readonly pushes: number;
  /** Deliveries that the bot has taken. */
  readonly acknowledged: number;
  readonly refusedOrLost: number;
  readonly crashes: number;
  /** Merge requests whose newest head has a review and a gate. */
  readonly reviewed: number;
  readonly lost: number;
  /** Where the review is not exactly what it should be, a finding said twice among them. */
  readonly flaws: readonly string[];
  /** Comments said more than once in one merge request, word for word at the same place. */
  readonly duplicates: number;
  readonly seconds: number;
}

const secret = "a-secret-of-twenty-characters";

/**
 * Opens merge requests and pushes to them while the bot's processes are killed one after another, and its
 * store is restarted in the middle. Nothing is swept: what is reviewed in the end was acknowledged and kept.
 */
export async function goThrough(ordeal: Ordeal): Promise<Outcome> {
  const start = performance.now();
  const random = seededRandom(ordeal.seed);
  const gitlab = await startGitLab({
    webUrl: "https://gitlab.example.com",
    rateLimits: { notesPerMinute: Number.POSITIVE_INFINITY },
    webhookTimeoutMs: officeTimeoutMs,
  });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-crashes-"));
  const pages = firstPages.flatMap((pieces, page) =>
    pieces === undefined ? [] : [[pagePaths[page] ?? "", writePage(page, pieces)]],
  );
  const files = Object.fromEntries([...pages, [".handbook-bot.yml", configurations.roomy]]);
  const project = gitlab.createProject({ path: "people/handbook", files }).id;
  const { user, token } = gitlab.createBot({ projectId: project, role: "developer" });
  const port = await freePort();
  const office = await openPostOffice(`http://127.0.0.1:${port}/webhook`);
  gitlab.addWebhook({ url: office.url, projectId: project, token: secret });
  const processes = await startBotProcesses(ordeal.program, ordeal.store, {
    HANDBOOK_BOT_GITLAB_URL: gitlab.url,
    HANDBOOK_BOT_GITLAB_TOKEN: token,
    HANDBOOK_BOT_WEBHOOK_SECRET: secret,
    HANDBOOK_BOT_PORT: String(port),
    HANDBOOK_BOT_PUBLIC_URL: "https://bot.example.com",
    HANDBOOK_BOT_SWEEP_MINUTES: "0",
    HANDBOOK_BOT_NOTES_PER_MINUTE: "1000",
    HANDBOOK_BOT_DATA_DIR: dataDir,
  });
  try {
    const opened = openAll(gitlab, project, ordeal.mergeRequests, random);
    let pushes = 0;
    const isPushing = { now: true };
    const pushing = (async () => {
      const queue = [...opened, ...opened];
      while (queue.length > 0) {
        for (const mergeRequest of queue.splice(0, ordeal.atOnce)) {
          push(gitlab, mergeRequest, random);
          pushes += 1;
        }
        await wait(50 + random() * 200);
      }
      isPushing.now = false;
    })();
    const crashes = await crash(processes, ordeal, random, isPushing);
    await pushing;
    await gitlab.idle();
    await office.delivered();
    await waitUntilQuiet(gitlab, opened, user.id);
    const outcome = await judge(gitlab, opened, user, token);
    return {
      pushes,
      acknowledged: office.acknowledged(),
      refusedOrLost: office.failed(),
      crashes,
      ...outcome,
      seconds: Math.round((performance.now() - start) / 1000),
    };
  } finally {
    await close(processes, office, gitlab);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function openAll(
  gitlab: StandIn,
  project: number,
  count: number,
  random: () => number,
): readonly MergeRequest[] {
  return Array.from({ length: count }, (_, at) => {
    const branch = `change-${at}`;
    gitlab.createBranch(project, branch);
    gitlab.pushCommit(project, branch, { files: change(random), author: "ana" });
    return gitlab.openMergeRequest({
      sourceProject: project,
      sourceBranch: branch,
      title: `Change ${at}`,
      author: "ana",
    });
  });
}

function push(gitlab: StandIn, mergeRequest: MergeRequest, random: () => number): void {
  const { sourceProjectId, sourceBranch } = mergeRequest;
  gitlab.pushCommit(sourceProjectId, sourceBranch, { files: change(random), author: "ana" });
}

/** One page, written anew from random pieces; the mark makes each push a change. */
function change(random: () => number): Record<string, string> {
  const page = Math.floor(random() * 3);
  const pieces = Array.from({ length: 1 + Math.floor(random() * 5) }, () =>
    Math.floor(random() * blockCount),
  );
  return {
    [pagePaths[page] ?? ""]: writePage(page, pieces),
    "mark.txt": `${random()}`,
  };
}

/** Kills one process after another, and restarts the store once, half way through. */
async function crash(
  processes: readonly BotProcess[],
  { store, crashes }: Ordeal,
  random: () => number,
  isPushing: { readonly now: boolean },
): Promise<number> {
  let done = 0;
  while (done < crashes || isPushing.now) {
    await wait(500 + random() * 2_500);
    await processes[Math.floor(random() * processes.length)]?.crash();
    done += 1;
    if (done === Math.ceil(crashes / 2)) await store?.restart();
  }
  return done;
}

/** A job of a killed process is taken up by another when its lock of 30 s has ended; a busy machine takes long. */
const patienceMs = 300_000;

/** Waits until every newest head has its gate and GitLab hears nothing more, or until patience ends. */
async function waitUntilQuiet(
  gitlab: StandIn,
  opened: readonly MergeRequest[],
  botId: number,
): Promise<void> {
  const moved = (): number => gitlab.requests.length;
  const isDone = (): boolean => opened.every((one) => hasGate(gitlab, one, botId));
  for (let before = -1; before !== moved(); await wait(1_000)) {
    before = moved();
    await waitWhileMoving({ isDone, moved, patienceMs });
  }
}

function hasGate({ statuses }: StandIn, { headSha }: MergeRequest, botId: number): boolean {
  const newest = statuses.findLast(({ sha, authorId }) => sha === headSha && authorId === botId);
  return newest !== undefined && ["success", "failed"].includes(newest.state);
}

async function judge(
  gitlab: StandIn,
  opened: readonly MergeRequest[],
  user: { readonly id: number; readonly username: string },
  token: string,
): Promise<Pick<Outcome, "reviewed" | "lost" | "flaws" | "duplicates">> {
  const client = createGitLab({ url: gitlab.url, token });
  const flaws: string[] = [];
  let duplicates = 0;
  for (const mergeRequest of opened) {
    const found = await flawsOf({
      gitlab,
      client,
      mergeRequest,
      bot: {
        users: new BotUsers(user),
        instance: "handbook-bot",
        helpUrl: "https://bot.example.com/rules/",
      },
      memory: { edited: new Set() },
      configuration: "roomy",
    });
    flaws.push(...found.map((flaw) => `!${mergeRequest.iid}: ${flaw}`));
    const said = gitlab
      .notes(mergeRequest)
      .filter(({ authorId, resolvedAt }) => authorId === user.id && resolvedAt === undefined)
      .map(({ body, position }) => `${position?.newPath} ${position?.newLine} ${body}`);
    duplicates += said.length - new Set(said).size;
  }
  const reviewed = opened.filter((one) => hasGate(gitlab, one, user.id)).length;
  return { reviewed, lost: opened.length - reviewed, flaws, duplicates };
}

async function close(
  processes: readonly BotProcess[],
  office: PostOffice,
  gitlab: StandIn,
): Promise<void> {
  await Promise.all(processes.map((one) => one.stop()));
  await office.close();
  await gitlab.close();
}
