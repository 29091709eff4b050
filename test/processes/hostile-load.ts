import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startGitLab, type StandIn } from "../gitlab/start-gitlab.ts";
import type { MergeRequest } from "../gitlab/world.ts";
import type { ExpensivePage } from "../hostile/expensive/expensive-page.ts";
import { seededRandom } from "../random.ts";
import { freePort, type StartedStore } from "../stores/server-process.ts";
import { startBotProcesses } from "./bot-process.ts";
import { officeTimeoutMs, openPostOffice } from "./post-office.ts";
import { watchMemory } from "./process-memory.ts";
import { waitWhileMoving } from "./wait-while-moving.ts";

/** What the bot has to stand. */
export interface HostileLoad {
  /** What is started, see `startBotProcess`. */
  readonly program: string;
  /** Undefined: the bot is one process with the embedded database. */
  readonly store: StartedStore | undefined;
  /** A merge request each. */
  readonly pages: readonly ExpensivePage[];
  /** Pause between two of them in milliseconds. */
  readonly everyMs: number;
  /** Ordinary merge requests for each of them. */
  readonly ordinary: number;
  /** How often a process is killed and started again while they come. */
  readonly crashes: number;
  /** So long after the last verdict those that have none count as lost, in milliseconds. */
  readonly patienceMs: number;
}

/** How it stood that. */
export interface Withstood {
  readonly expensive: number;
  readonly ordinary: number;
  readonly crashes: number;
  /** Merge requests that have no verdict. */
  readonly lost: readonly string[];
  /** Expensive pages that no note of their merge request names. */
  readonly unnamed: readonly string[];
  /** Tries of deliveries that got another answer than 2xx, or none. */
  readonly refused: number;
  readonly acknowledgedMs: Quantiles;
  /** From opening an ordinary merge request to its verdict. */
  readonly reviewedMs: Quantiles;
  /** The most that one process held. */
  readonly peakMb: number;
  readonly pagesGivenUp: number;
}

export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

const secret = "a-secret-of-twenty-characters";
const wrong = "Ask the guys in payroll.\n\n";

/** Opens merge requests that cost as much as their authors can make them, with ordinary ones between them. */
export async function withstand(load: HostileLoad): Promise<Withstood> {
  const random = seededRandom(20_261_129);
  const gitlab = await startGitLab({
    preparation: { polls: 0 },
    rateLimits: { notesPerMinute: Number.POSITIVE_INFINITY },
    webhookTimeoutMs: officeTimeoutMs,
  });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-hostile-"));
  const before = load.pages.flatMap((page, nth) =>
    page.before === undefined ? [] : [[pathOf(page, nth), page.before()] as const],
  );
  const project = gitlab.createProject({
    path: "people/handbook",
    files: {
      ".handbook-bot.yml": "preview: true\n",
      "handbook/people.md": "# People\n\nAsk the people team.\n",
      ...Object.fromEntries(before),
    },
  }).id;
  const { user, token } = gitlab.createBot({ projectId: project, role: "developer" });
  const port = await freePort();
  const office = await openPostOffice(`http://127.0.0.1:${port}/webhook`);
  gitlab.addWebhook({ url: office.url, projectId: project, token: secret });
  const processes = await startBotProcesses(load.program, load.store, {
    HANDBOOK_BOT_GITLAB_URL: gitlab.url,
    HANDBOOK_BOT_GITLAB_TOKEN: token,
    HANDBOOK_BOT_WEBHOOK_SECRET: secret,
    HANDBOOK_BOT_PORT: String(port),
    HANDBOOK_BOT_PUBLIC_URL: "https://bot.example.com",
    HANDBOOK_BOT_SWEEP_MINUTES: "0",
    HANDBOOK_BOT_NOTES_PER_MINUTE: "1000",
    HANDBOOK_BOT_DATA_DIR: dataDir,
  });
  const memory = watchMemory(() => processes.map(({ pid }) => pid()));
  const verdicts = watchVerdicts(gitlab, user.id);
  const open = (branch: string, files: Record<string, string>): MergeRequest => {
    gitlab.createBranch(project, branch);
    gitlab.pushCommit(project, branch, { files, author: "ana" });
    return gitlab.openMergeRequest({
      sourceProject: project,
      sourceBranch: branch,
      title: branch,
      author: "ana",
    });
  };
  const expensive: {
    readonly page: ExpensivePage;
    readonly path: string;
    readonly mergeRequest: MergeRequest;
  }[] = [];
  const ordinary: { readonly mergeRequest: MergeRequest; readonly at: number }[] = [];
  let crashes = 0;
  try {
    for (const [nth, page] of load.pages.entries()) {
      const path = pathOf(page, nth);
      expensive.push({
        page,
        path,
        mergeRequest: open(`expensive-${nth}`, { [path]: withWrong(page.text()) }),
      });
      for (let one = 0; one < load.ordinary; one += 1) {
        await wait(load.everyMs / (load.ordinary + 1));
        const name = `ordinary-${nth}-${one}`;
        const files = { [`handbook/${name}.md`]: `# Leave ${nth}\n\n${wrong}` };
        ordinary.push({ mergeRequest: open(name, files), at: performance.now() });
      }
      await wait(load.everyMs / (load.ordinary + 1));
      if (crashes < Math.floor(((nth + 1) * load.crashes) / load.pages.length)) {
        crashes += 1;
        await processes[Math.floor(random() * processes.length)]?.crash();
      }
    }
    await gitlab.idle();
    await office.delivered();
    const all = [...expensive, ...ordinary].map(({ mergeRequest }) => mergeRequest);
    await waitWhileMoving({
      isDone: () => all.every(({ headSha }) => verdicts.at.has(headSha)),
      moved: () => verdicts.at.size,
      patienceMs: load.patienceMs,
    });
    return {
      expensive: expensive.length,
      ordinary: ordinary.length,
      crashes,
      lost: all.filter(({ headSha }) => !verdicts.at.has(headSha)).map(({ title }) => title),
      unnamed: expensive
        .filter(({ path, mergeRequest }) => !isNamed(gitlab, mergeRequest, user.id, path))
        .map(({ page }) => page.name),
      refused: office.failed(),
      acknowledgedMs: quantiles(office.tookMs),
      reviewedMs: quantiles(
        ordinary.map(
          ({ mergeRequest, at }) => (verdicts.at.get(mergeRequest.headSha) ?? Infinity) - at,
        ),
      ),
      peakMb: memory.peakMb(),
      pagesGivenUp: processes.flatMap(({ log }) => log).filter(({ msg }) => msg === "page given up")
        .length,
    };
  } finally {
    memory.stop();
    verdicts.stop();
    await Promise.all(processes.map((one) => one.stop()));
    await office.close();
    await gitlab.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A page of its own for each, under the name by which its kind is known. */
function pathOf({ path }: ExpensivePage, nth: number): string {
  return `${dirname(path)}/${nth}/${path.slice(path.lastIndexOf("/") + 1)}`;
}

/** Puts something on a page that has to be reported, above or below what keeps a reviewer busy. */
function withWrong(text: string): string {
  return /^(?:---|\+\+\+)/.test(text) ? `${text}\n\n${wrong}` : wrong + text;
}

/** Notes when the first verdict on each commit was there. */
function watchVerdicts(
  gitlab: StandIn,
  botId: number,
): { readonly at: ReadonlyMap<string, number>; readonly stop: () => void } {
  const at = new Map<string, number>();
  let read = 0;
  const timer = setInterval(() => {
    for (const { sha, state, authorId } of gitlab.statuses.slice(read)) {
      if (authorId === botId && state !== "running" && !at.has(sha)) at.set(sha, performance.now());
    }
    read = gitlab.statuses.length;
  }, 50);
  return { at, stop: () => clearInterval(timer) };
}

function isNamed(
  gitlab: StandIn,
  mergeRequest: MergeRequest,
  botId: number,
  path: string,
): boolean {
  return gitlab
    .notes(mergeRequest)
    .some(
      ({ authorId, body, position }) =>
        authorId === botId && (body.includes(path) || position?.newPath === path),
    );
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN,
    );
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}
