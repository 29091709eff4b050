import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startGitLab, type StandIn } from "../gitlab/start-gitlab.ts";
import { freePort, type StartedStore } from "../stores/server-process.ts";
import { startBotProcesses } from "./bot-process.ts";
import { officeTimeoutMs, openPostOffice } from "./post-office.ts";
import { waitWhileMoving } from "./wait-while-moving.ts";

/** What came of a burst. */
export interface Burst {
  readonly reviewed: number;
  readonly notes: number;
  /** The most new notes in any minute, over all workers. */
  readonly notesInAMinute: number;
  /** Requests that GitLab answered with 429. */
  readonly refused: number;
  /** How many places too late the review began that began most out of turn. */
  readonly outOfTurn: number;
  readonly seconds: number;
}

const secret = "a-secret-of-twenty-characters";

/**
 * Opens many merge requests at once before a GitLab that allows `allowed` new notes a minute, and lets two
 * workers with one store review them, which may write `budget` of them together.
 */
export async function burst(given: {
  readonly program: string;
  readonly store: StartedStore;
  readonly mergeRequests: number;
  readonly budget: number;
  readonly allowed: number;
}): Promise<Burst> {
  const start = performance.now();
  const gitlab = await startGitLab({
    rateLimits: { notesPerMinute: given.allowed },
    webhookTimeoutMs: officeTimeoutMs,
  });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-burst-"));
  const project = gitlab.createProject({
    path: "people/handbook",
    files: {
      ".handbook-bot.yml": "{}\n",
      "handbook/leave.md": "# Leave\n\nAsk the people team.\n",
    },
  }).id;
  const { user, token } = gitlab.createBot({ projectId: project, role: "developer" });
  const port = await freePort();
  const office = await openPostOffice(`http://127.0.0.1:${port}/webhook`);
  gitlab.addWebhook({ url: office.url, projectId: project, token: secret });
  const settings = {
    HANDBOOK_BOT_GITLAB_URL: gitlab.url,
    HANDBOOK_BOT_GITLAB_TOKEN: token,
    HANDBOOK_BOT_WEBHOOK_SECRET: secret,
    HANDBOOK_BOT_PORT: String(port),
    HANDBOOK_BOT_PUBLIC_URL: "https://bot.example.com",
    HANDBOOK_BOT_SWEEP_MINUTES: "0",
    HANDBOOK_BOT_NOTES_PER_MINUTE: String(given.budget),
    HANDBOOK_BOT_DATA_DIR: dataDir,
  };
  const processes = await startBotProcesses(given.program, given.store, settings);
  // A window never longer than a minute, however late a busy machine looks: what is over the limit GitLab refuses.
  const counts: { readonly at: number; readonly notes: number }[] = [];
  let most = 0;
  const watch = setInterval(() => {
    const now = { at: performance.now(), notes: newNotes(gitlab) };
    counts.push(now);
    const first = counts.find(({ at }) => at >= now.at - 60_000);
    most = Math.max(most, now.notes - (first?.notes ?? 0));
  }, 1_000);
  try {
    const iids: number[] = [];
    for (let at = 0; at < given.mergeRequests; at += 1) {
      const branch = `change-${at}`;
      gitlab.createBranch(project, branch);
      const page = `# Leave ${at}\n\nAsk the guys in payroll.\n\nEach chairman decides alone.\n`;
      gitlab.pushCommit(project, branch, {
        files: { [`handbook/leave-${at}.md`]: page },
        author: "ana",
      });
      iids.push(
        gitlab.openMergeRequest({
          sourceProject: project,
          sourceBranch: branch,
          title: `Leave ${at}`,
          author: "ana",
        }).iid,
      );
      // As fast as people cannot, and yet one after the other, so that there is an order to keep.
      if (at % 5 === 4) await wait(20);
    }
    await gitlab.idle();
    await office.delivered();
    const gates = (): ReadonlySet<string> => {
      const own = gitlab.statuses.filter(({ authorId }) => authorId === user.id);
      return new Set(own.filter(({ state }) => state !== "running").map(({ sha }) => sha));
    };
    await waitWhileMoving({
      isDone: () => gates().size >= iids.length,
      moved: () => gates().size,
      patienceMs: 300_000,
    });
    const reviewed = gates();
    const heads = iids.map((iid) => gitlab.mergeRequest({ projectId: project, iid }).headSha);
    const places = beginnings(gitlab);
    return {
      reviewed: heads.filter((head) => reviewed.has(head)).length,
      notes: newNotes(gitlab),
      notesInAMinute: most,
      refused: gitlab.requests.filter(({ status }) => status === 429).length,
      outOfTurn: Math.max(...iids.map((iid, nth) => places.indexOf(iid) - nth)),
      seconds: Math.round((performance.now() - start) / 1_000),
    };
  } finally {
    clearInterval(watch);
    await Promise.all(processes.map((one) => one.stop()));
    await office.close();
    await gitlab.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The merge requests in the order in which their reviews began: when they end depends on the limit and the machine. */
function beginnings({ requests }: StandIn): readonly number[] {
  const iids = requests.flatMap(({ method, path }) => {
    const iid = /\/merge_requests\/(\d+)(?![^/?])/.exec(path)?.[1];
    return method === "GET" && iid !== undefined ? [Number(iid)] : [];
  });
  return [...new Set(iids)];
}

function newNotes({ requests }: StandIn): number {
  return requests.filter(
    ({ method, path }) => method === "POST" && /\/(?:notes|discussions|draft_notes)$/.test(path),
  ).length;
}
