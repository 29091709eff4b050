import type { ChildProcess } from "node:child_process";

import { createBirpc, type BirpcReturn } from "birpc";

import { setUntil } from "./bounded-map.ts";
import { serveReads } from "./remote-reads.ts";
import type { Reads } from "./reads.ts";
import type { FoundReview, Reviewer } from "./reviewer.ts";
import type { BotFunctions, ReviewerFunctions, ReviewerStart } from "./reviewer-channel.ts";
import type { ProcessUsage } from "./process-usage.ts";
import { allPages, changeSubject, type Work } from "./work.ts";
import { revived } from "./wire-error.ts";

/** What the work for one page, and for one merge request, may cost. */
export interface WorkLimits {
  /** CPU time of a page in milliseconds; the slowest page of a real handbook takes a tenth of it. */
  readonly cpuMs: number;
  /** CPU time of all pages of a merge request or branch in milliseconds. */
  readonly subjectCpuMs: number;
  /** Where the system does not say how much CPU time was used: time on the clock, in milliseconds. */
  readonly clockMs: number;
  /** Memory of the whole reviewer in bytes, the handbook included. */
  readonly rssBytes: number;
}

/** A page that cost too much, and was left out from then on. */
export interface GivenUp extends Work {
  readonly why: "time" | "memory" | "crash";
}

export interface SupervisedReviewer extends Reviewer {
  readonly close: () => Promise<void>;
}

/** How often the cost of a page is looked at, in milliseconds. */
const lookMs = 50;

/** Processes that may end under one request before it is given back to the queue. */
const attemptsMax = 30;

/** Subjects whose pages are remembered: a sweep or a second delivery does not try them again. */
const rememberedMax = 1_000;

/** The process ended while it worked for somebody; the request is asked again of the next one. */
class ReviewerEnded extends Error {}

interface Running {
  readonly child: ChildProcess;
  readonly rpc: BirpcReturn<ReviewerFunctions, BotFunctions>;
  work: Work | undefined;
  /** What the process had used when it began with that, and when that was. */
  usedMs: number | undefined;
  since: number;
  end: (why: GivenUp["why"] | "all") => void;
}

/**
 * A reviewer in a process of its own. Where a page takes too much time or memory, or brings the process
 * down, the process is ended, the page is left out, and everything else is done by the next process.
 */
export function superviseReviewer(parts: {
  readonly reads: Reads;
  /** Starts a process that calls `serveReviewer` with its first message. */
  readonly fork: () => ChildProcess;
  readonly start: Omit<ReviewerStart, "leftOut">;
  readonly limits: WorkLimits;
  readonly usage: (pid: number) => ProcessUsage | undefined;
  readonly now: () => number;
  readonly onGivenUp: (page: GivenUp) => void;
}): SupervisedReviewer {
  const { limits, usage, now } = parts;
  const leftOut = new Map<string, readonly string[]>();
  const why = new Map<string, GivenUp["why"]>();
  const spentMs = new Map<string, number>();
  let running: Running | undefined;
  let isClosed = false;

  function open(): Running {
    const child = parts.fork();
    const rpc = createBirpc<ReviewerFunctions, BotFunctions>(
      {
        ...serveReads(parts.reads),
        works: (work) => {
          const used = child.pid === undefined ? undefined : usage(child.pid)?.cpuMs;
          if (process.work !== undefined) spend(process.work, (used ?? 0) - (process.usedMs ?? 0));
          process.work = work;
          process.since = now();
          process.usedMs = used;
        },
      },
      {
        post: (message) => child.connected && child.send(message as object),
        on: (hear) => child.on("message", hear),
        timeout: -1,
      },
    );
    const watch = setInterval(() => look(process), lookMs);
    let isEnded = false;
    const process: Running = {
      child,
      rpc,
      work: undefined,
      usedMs: undefined,
      since: now(),
      end: (reason) => {
        if (isEnded) return;
        isEnded = true;
        clearInterval(watch);
        child.kill("SIGKILL");
        if (running === process) running = undefined;
        const { work } = process;
        if (work !== undefined && !isClosed) {
          if (reason === "all") giveUp({ subject: work.subject, page: allPages }, "time");
          else giveUp(work, reason);
        }
        rpc.$close(new ReviewerEnded("The process that reviews pages has ended."));
      },
    };
    child.once("exit", () => process.end("crash"));
    child.once("error", () => process.end("crash"));
    child.send({ ...parts.start, leftOut: new Map(leftOut) } satisfies ReviewerStart);
    return process;
  }

  function look({ child, work, usedMs, since, end }: Running): void {
    if (work === undefined || child.pid === undefined) return;
    const used = usage(child.pid);
    if (used === undefined || usedMs === undefined) {
      if (now() - since > limits.clockMs) end("time");
      return;
    }
    const spent = (spentMs.get(work.subject) ?? 0) + used.cpuMs - usedMs;
    if (used.cpuMs - usedMs > limits.cpuMs) end("time");
    else if (spent > limits.subjectCpuMs) end("all");
    else if (used.rssBytes > limits.rssBytes) end("memory");
  }

  function spend({ subject }: Work, ms: number): void {
    setUntil(spentMs, subject, (spentMs.get(subject) ?? 0) + ms, rememberedMax);
  }

  function giveUp(work: Work, reason: GivenUp["why"]): void {
    setUntil(
      leftOut,
      work.subject,
      [...(leftOut.get(work.subject) ?? []), work.page],
      rememberedMax,
    );
    setUntil(why, `${work.subject}\n${work.page}`, reason, rememberedMax);
    parts.onGivenUp({ ...work, why: reason });
  }

  /** Asks the running process, and the next one where it ends under the request. */
  async function ask<T>(request: (reviewer: ReviewerFunctions) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      if (isClosed) throw new Error("The bot is stopping.");
      running ??= open();
      try {
        return await revived(request(running.rpc));
      } catch (error) {
        if (!(error instanceof ReviewerEnded) || attempt >= attemptsMax) throw error;
      }
    }
  }

  return {
    open: (projectId, branch) => ask((reviewer) => reviewer.open(projectId, branch)),
    async find(mergeRequest) {
      const found = await ask((reviewer) => reviewer.find(mergeRequest));
      const subject = changeSubject(mergeRequest);
      return withFaults(
        found,
        (leftOut.get(subject) ?? []).map((page) => ({
          page,
          why: why.get(`${subject}\n${page}`) ?? "time",
        })),
      );
    },
    fix: (mergeRequest, wanted) => ask((reviewer) => reviewer.fix(mergeRequest, wanted)),
    explain: (mergeRequest, about) => ask((reviewer) => reviewer.explain(mergeRequest, about)),
    async close() {
      isClosed = true;
      running?.end("crash");
    },
  };
}

const reasons: Readonly<Record<GivenUp["why"], string>> = {
  time: "takes too long to check",
  memory: "takes too much memory to check",
  crash: "cannot be checked",
};

/** Nobody must take a page for good that was not looked at. */
function withFaults(
  found: FoundReview,
  pages: readonly { readonly page: string; readonly why: GivenUp["why"] }[],
): FoundReview {
  const faults = pages.map(({ page, why }) => ({
    path: page,
    rule: undefined,
    message: `${page === allPages ? "This change" : "This page"} ${reasons[why]} and was left out of the review. Split or simplify it.`,
  }));
  const { outcome } = found;
  return { ...found, outcome: { ...outcome, faults: [...outcome.faults, ...faults] } };
}
