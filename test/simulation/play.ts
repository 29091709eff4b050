import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEvent } from "../../src/gitlab/event.ts";
import { createGitLab } from "../../src/gitlab/gitlab.ts";
import type { Job } from "../../src/queue/job.ts";
import { reviewMergeRequest } from "../../src/worker/review-merge-request.ts";
import { startGitLab, type StandIn } from "../gitlab/start-gitlab.ts";
import type { PipelineKind } from "../gitlab/pipelines.ts";
import type { MergeRequest } from "../gitlab/world.ts";
import { startProcess, type BotProcess } from "./bot-process.ts";
import { BotUsers } from "./bot-users.ts";
import { flawsOf } from "./ideal.ts";
import { JobList } from "./job-list.ts";
import { createPeople, type Memory } from "./people.ts";
import type { Incident, Refused, Schedule } from "./schedule.ts";
import { configurations, firstPages, pagePaths, writePage } from "./small-handbook.ts";
import { speakers, unanswered } from "./talk.ts";
import { lookBefore, trespasses } from "./trespass.ts";

const helpUrl = "https://bot.example.com/rules/";
const instance = "handbook-bot";

/** How a story ended. */
export interface Played {
  /** Everything that went wrong, one sentence each. */
  readonly flaws: readonly string[];
  /** Incidents that never came, because the bot made fewer calls. */
  readonly missed: number;
}

/** Plays a story from its beginning. */
export async function play(schedule: Schedule): Promise<Played> {
  let time = Date.UTC(2026, 10, 23, 9, 0);
  const clock = {
    now: () => time,
    sleep: (ms: number) => {
      time += ms;
      return Promise.resolve();
    },
    random: () => 0.5,
  };
  const gitlab = await startGitLab({
    now: clock.now,
    webUrl: "https://gitlab.example.com",
    preparation: { polls: schedule.polls },
  });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-simulation-"));
  try {
    return await new Play(schedule, gitlab, dataDir, clock).run();
  } finally {
    await gitlab.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type PlayClock = Parameters<typeof startProcess>[1]["clock"];

class Play {
  readonly #schedule: Schedule;
  readonly #gitlab: StandIn;
  readonly #dataDir: string;
  readonly #clock: PlayClock;
  readonly #projectId: number;
  readonly #bot: BotUsers;
  #token: string;
  readonly #mergeRequests: readonly MergeRequest[];
  readonly #memory: Memory;
  readonly #jobs = new JobList();
  readonly #flaws: string[] = [];
  #missed = 0;
  readonly #act: ReturnType<typeof createPeople>;
  #process: BotProcess;
  readonly #onTheirWay: Job[] = [];
  readonly #refused = new Set<Refused>();
  #deliveriesSeen = 0;

  constructor(schedule: Schedule, gitlab: StandIn, dataDir: string, clock: PlayClock) {
    this.#schedule = schedule;
    this.#gitlab = gitlab;
    this.#dataDir = dataDir;
    this.#clock = clock;
    const { project, mergeRequests } = setScene(gitlab, schedule);
    this.#projectId = project;
    this.#mergeRequests = mergeRequests;
    const { user, token } = gitlab.createBot({ projectId: project });
    this.#bot = new BotUsers(user);
    this.#token = token;
    const speaker = gitlab.createUser({ username: speakers[1] });
    gitlab.addMember(project, speaker.id, "guest");
    const roles = [{ since: clock.now(), role: "guest" as const }];
    const talk = { now: clock.now, speakerId: speaker.id, roles, commands: new Map() };
    this.#memory = { edited: new Set(), touched: new Set(), talk };
    this.#act = createPeople(gitlab, mergeRequests, this.#bot, this.#memory);
    this.#process = this.#startProcess();
    this.#collect();
  }

  async run(): Promise<Played> {
    for (const step of this.#schedule.steps) {
      await this.#clock.sleep(20_000);
      if (step.kind === "deed") this.#act(step.deed);
      if (step.kind === "deliver") {
        for (const job of this.#takeDelivery(step.pick))
          for (let copy = 0; copy < step.copies; copy += 1) this.#jobs.add(job);
      }
      if (step.kind === "lose") this.#takeDelivery(step.pick);
      if (step.kind === "sweep") await this.#sweep([]);
      if (step.kind === "change the token") this.#changeToken();
      if (step.kind === "start a pipeline") this.#startPipeline(step.on, step.as);
      if (step.kind === "refuse" && step.isRefused) this.#refused.add(step.what);
      if (step.kind === "refuse" && !step.isRefused) this.#refused.delete(step.what);
      if (step.kind === "settle") {
        for (const job of this.#onTheirWay.splice(0)) this.#jobs.add(job);
        await this.#workAll(step.incidents);
      }
      if (step.kind === "work") await this.#work(step.pick, step.incidents);
      this.#collect();
    }
    await this.#end();
    return { flaws: this.#flaws, missed: this.#missed };
  }

  /** The failures stop, one more event comes for each merge request, and everything must be right. */
  async #end(): Promise<void> {
    const { rest, ending } = this.#schedule;
    this.#refused.clear();
    for (const [on, { state, draft }] of this.#mergeRequests.entries()) {
      if (state === "closed") this.#act({ kind: "close or reopen", on });
      if (draft) this.#act({ kind: "switch draft", on });
      this.#collect();
    }
    const late = this.#onTheirWay.splice(0);
    if (rest === "delivered") for (const job of late) this.#jobs.add(job);
    for (const on of this.#mergeRequests.keys()) {
      if (ending === "ask") this.#act({ kind: "ask for a review", on });
      if (ending === "push") this.#act({ kind: "push", on, page: 0, pieces: [0, 2, 6] });
    }
    this.#collect();
    for (const job of this.#onTheirWay) this.#jobs.add(job);
    await this.#clock.sleep(20 * 60_000);
    const due = ending === "sweep" ? await this.#sweepAll() : undefined;
    await this.#workAll();
    for (const mergeRequest of this.#mergeRequests) {
      const lost = unanswered(this.#gitlab, mergeRequest, this.#bot, this.#memory.talk);
      this.#flaws.push(...lost.map((flaw) => `!${mergeRequest.iid}: ${flaw}`));
      // What a sweep passes over has a verdict; what people did since waits for the next event.
      if (due !== undefined && !due.has(mergeRequest.iid)) continue;
      await this.#expectIdeal(mergeRequest);
    }
  }

  /** What was found in vain before is looked for less and less often, so a few sweeps are due. */
  async #sweepAll(): Promise<ReadonlySet<number>> {
    const due = new Set<number>();
    for (let sweeps = 0; sweeps < 16; sweeps += 1) {
      await this.#clock.sleep(15 * 60_000);
      for (const iid of await this.#sweep([])) due.add(iid);
    }
    return due;
  }

  async #workAll(incidents: readonly Incident[] = []): Promise<void> {
    for (let runs = 0; await this.#work(0, runs === 0 ? incidents : []); runs += 1) {
      if (runs > 40) throw new Error("the bot does not come to an end");
    }
  }

  async #expectIdeal(mergeRequest: MergeRequest): Promise<void> {
    const { iid } = mergeRequest;
    const client = createGitLab({
      url: this.#gitlab.url,
      token: this.#token,
      clock: this.#clock,
      fetch: this.#gitlab.fetch,
    });
    const flaws = await flawsOf({
      gitlab: this.#gitlab,
      client,
      mergeRequest,
      bot: { users: this.#bot, instance, helpUrl },
      memory: this.#memory,
      configuration: this.#schedule.configuration,
    });
    this.#flaws.push(...flaws.map((flaw) => `!${iid}: ${flaw}`));
    const requests = this.#gitlab.requests.length;
    await reviewMergeRequest(this.#process.parts, { projectId: this.#projectId, iid });
    const writes = this.#gitlab.requests.slice(requests).filter(({ method }) => method !== "GET");
    for (const { method, path, status } of writes) {
      // Where the bot may not set a status, it must try each time.
      if (!(path.includes("/statuses/") && status >= 400))
        this.#flaws.push(`!${iid}: a second review does ${method} ${path}`);
    }
  }

  /** Reads new deliveries as the receiver would; those that ask for nothing are gone at once. */
  #collect(): void {
    const { deliveries } = this.#gitlab.webhooks;
    for (const { payload } of deliveries.slice(this.#deliveriesSeen)) {
      const bot = { userId: this.#bot.current.id, username: this.#bot.current.username };
      const event = parseEvent(payload, { bot });
      if (event.kind === "follow" || event.kind === "gate") this.#onTheirWay.push(event);
      if (event.kind === "review")
        this.#onTheirWay.push({ ...event, receivedAt: this.#clock.now() });
    }
    this.#deliveriesSeen = deliveries.length;
  }

  #startPipeline(on: number, as: PipelineKind): void {
    const mergeRequest = this.#mergeRequests[on];
    if (mergeRequest?.state === "opened") this.#gitlab.startPipeline(mergeRequest, as);
  }

  #takeDelivery(pick: number): readonly Job[] {
    return this.#onTheirWay.splice(pick % Math.max(1, this.#onTheirWay.length), 1);
  }

  #changeToken(): void {
    this.#gitlab.revokeToken(this.#token);
    const { user, token } = this.#gitlab.createBot({
      projectId: this.#projectId,
      role: "maintainer",
    });
    this.#bot.replaceBy(user);
    this.#token = token;
    this.#process = this.#startProcess();
  }

  #startProcess(): BotProcess {
    const { id: userId, username } = this.#bot.current;
    return startProcess(this.#gitlab, {
      token: this.#token,
      bot: { userId, username, instance, helpUrl },
      projectId: this.#projectId,
      dataDir: this.#dataDir,
      clock: this.#clock,
      act: ({ deed }) => this.#act(deed),
      refused: this.#refused,
      add: (job) => this.#jobs.add(job),
    });
  }

  /** Lets the bot work on one job, whatever happens meanwhile. False where nothing waits. */
  async #work(pick: number, incidents: readonly Incident[]): Promise<boolean> {
    const waiting = this.#jobs.take(pick);
    if (waiting === undefined) return false;
    await this.#watched(incidents, async ({ handlers }) => {
      const { job } = waiting;
      const context = this.#jobs.contextOf(waiting);
      try {
        if (job.kind === "review") await handlers.review(job, context);
        if (job.kind === "follow") await handlers.follow(job, context);
        if (job.kind === "gate") await handlers.gate(job, context);
      } catch (error) {
        this.#jobs.putBack(waiting, this.#process.isDead() ? undefined : error);
        await this.#clock.sleep(60_000);
      }
    });
    return true;
  }

  /** Gives the numbers of the merge requests that it found due. */
  async #sweep(incidents: readonly Incident[]): Promise<ReadonlySet<number>> {
    const before = new Set(this.#jobs.reviews());
    await this.#watched(incidents, async ({ handlers }) => {
      const job = { kind: "sweep" } as const;
      await handlers.sweep(job, this.#jobs.contextOf({ job, tries: 0 }));
    });
    const found = this.#jobs.reviews().filter((job) => !before.has(job));
    return new Set(found.map(({ iid }) => iid));
  }

  async #watched(
    incidents: readonly Incident[],
    work: (process: BotProcess) => Promise<void>,
  ): Promise<void> {
    const process = this.#process;
    const memory = this.#memory;
    const before = lookBefore(this.#gitlab, this.#mergeRequests, this.#bot, memory);
    process.expect(incidents);
    await work(process);
    const isUndisturbed = !process.hasMetFailures();
    this.#missed += process.missed();
    process.expect([]);
    this.#gitlab.clearFaults();
    const look = { before, memory, isUndisturbed };
    this.#flaws.push(...trespasses(this.#gitlab, this.#mergeRequests, this.#bot, look));
    if (process.isDead()) this.#process = this.#startProcess();
  }
}

/** A handbook with two target branches, and two merge requests that have just been opened. */
function setScene(
  gitlab: StandIn,
  { configuration, isFork }: Schedule,
): { readonly project: number; readonly mergeRequests: readonly MergeRequest[] } {
  const files: Record<string, string> = { ".handbook-bot.yml": configurations[configuration] };
  for (const [page, pieces] of firstPages.entries()) {
    const path = pagePaths[page];
    if (path !== undefined && pieces !== undefined) files[path] = writePage(page, pieces);
  }
  const { id: project } = gitlab.createProject({ path: "people/handbook", files });
  gitlab.webhooks.hold();
  gitlab.addWebhook({ url: "http://127.0.0.1:9/webhook", projectId: project });
  gitlab.createBranch(project, "release");
  gitlab.pushCommit(project, "release", {
    files: { [pagePaths[0]]: writePage(0, [0, 1, 13]) },
  });
  const source = isFork ? gitlab.fork(project, "sofia/handbook").id : project;
  gitlab.pushCommit(project, "leave", { files: { [pagePaths[0]]: writePage(0, [0, 1, 2, 6]) } });
  gitlab.pushCommit(source, "holidays", {
    files: { [pagePaths[3]]: writePage(3, [1, 3]), [pagePaths[1]]: writePage(1, [0]) },
  });
  const mergeRequests = [
    { sourceProject: project, sourceBranch: "leave", title: "Say how to take leave" },
    { sourceProject: source, sourceBranch: "holidays", title: "List the holidays" },
  ].map((opening) => gitlab.openMergeRequest({ ...opening, targetBranch: "main", targetProject: project })); // prettier-ignore
  return { project, mergeRequests };
}
