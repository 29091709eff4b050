import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

import { type BirpcReturn, createBirpc } from "birpc";

import type { StoredIndex } from "../../change/revision.ts";
import { projectFolder } from "../../project-folder.ts";
import { restingAt, type ThreadFunctions, type ThreadStart } from "./channel.ts";
import { failedPage, type PageOutcome, type PageTask } from "./page-task.ts";
import { splitEvenly } from "./split-evenly.ts";
import { watchPages } from "./watch-pages.ts";

/** What a page may cost in a thread. */
export interface ThreadLimits {
  /** CPU time in milliseconds. */
  readonly cpuMs: number;
  /** Time on the clock in milliseconds, where a thread does not even say what it has used. */
  readonly clockMs: number;
  /** Memory of all objects of a thread in megabytes. */
  readonly heapMb: number;
}

/**
 * The slowest page of the handbooks we know, 250 kB, takes 0.3 s of CPU time here, and a machine that runs pipelines
 * may be several times slower.
 */
const defaultLimits: ThreadLimits = { cpuMs: 10_000, clockMs: 120_000, heapMb: 1024 };

/** Pages that a thread is given at once: few enough that all threads end at about the same time. */
const batchPages = 16;

/** Space for new objects, in megabytes: most of a page's are dead when the next one begins. */
const youngMb = 24;

/** Threads that may end before it is the program that is at fault, and not a page. */
const endsMax = 30;

/** In the built package the thread is a file of its own. */
const built = join(projectFolder, "page-thread.js");
const ownProgram = existsSync(built)
  ? built
  : join(projectFolder, "src/cli/threads/page-thread.ts");

/** A thread ended while it worked; what it was asked is asked again of the next one. */
class ThreadEnded extends Error {}

/** What several threads do with the pages of one handbook. */
export interface PageThreads {
  /** How many there are. */
  readonly count: number;
  /** Reads all pages into the index, of which each thread reads a part. */
  readonly readIndex: (paths: readonly string[]) => Promise<void>;
  /** Does a task with pages; outcomes come in the order of the pages. */
  readonly doPages: (paths: readonly string[], task: PageTask) => Promise<readonly PageOutcome[]>;
  readonly close: () => Promise<void>;
}

interface Running {
  readonly worker: Worker;
  readonly rpc: BirpcReturn<ThreadFunctions, object>;
  readonly ended: Promise<never>;
  readonly end: (why: GivenUp) => void;
  hasIndexes: boolean;
}

type GivenUp = "time" | "memory" | "crash";

const reasons: Readonly<Record<GivenUp, string>> = {
  time: "takes too long to check",
  memory: "takes too much memory to check",
  crash: "cannot be checked",
};

/**
 * Starts threads that work on pages. Where a page takes too much time or memory, or brings its thread down, the
 * thread is ended, the page is a fault, and another thread goes on with the others.
 */
export function startPageThreads(
  start: Omit<ThreadStart, "at">,
  {
    count,
    program = ownProgram,
    limits = defaultLimits,
    onProgress = () => {},
  }: {
    readonly count: number;
    /** What each thread runs: it serves pages. */
    readonly program?: string;
    readonly limits?: ThreadLimits;
    /** Hears that so many more pages are done. */
    readonly onProgress?: (pages: number) => void;
  },
): PageThreads {
  const threads = Array.from({ length: count }, (): Running | undefined => undefined);
  const leftOut = new Map<string, GivenUp>();
  let indexes: readonly StoredIndex[] = [];
  let ends = 0;

  function open(): Running {
    const at = new Int32Array(new SharedArrayBuffer(4)).fill(restingAt);
    const worker = new Worker(program, {
      workerData: { ...start, at } satisfies ThreadStart,
      resourceLimits: {
        maxOldGenerationSizeMb: limits.heapMb,
        maxYoungGenerationSizeMb: youngMb,
      },
    });
    const { promise: ended, reject } = Promise.withResolvers<never>();
    // Nobody may be listening at the moment.
    ended.catch(() => {});
    const stopLooking = watchPages(worker, at, limits, () => thread.end("time"));
    let isEnded = false;
    const end: Running["end"] = (why) => {
      if (isEnded) return;
      isEnded = true;
      stopLooking();
      void worker.terminate();
      const page = start.files[Atomics.load(at, 0)];
      if (page !== undefined) leftOut.set(page, why);
      ends += 1;
      reject(new ThreadEnded(`A thread ended at ${page ?? "no page"}: ${why}`));
    };
    const thread: Running = {
      worker,
      ended,
      end,
      hasIndexes: false,
      rpc: createBirpc<ThreadFunctions, object>(
        {},
        {
          post: (message) => worker.postMessage(message, []),
          on: (hear) => worker.on("message", hear),
          timeout: -1,
        },
      ),
    };
    worker.once("error", (error: NodeJS.ErrnoException) => {
      thread.end(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "crash");
    });
    worker.once("exit", () => thread.end("crash"));
    return thread;
  }

  /** Asks a thread, and the next one in its place where it ends over a page. */
  async function ask<T>(place: number, request: (thread: Running) => Promise<T>): Promise<T> {
    for (;;) {
      const thread = (threads[place] ??= open());
      try {
        return await Promise.race([request(thread), thread.ended]);
      } catch (error) {
        if (!(error instanceof ThreadEnded) || ends > endsMax) throw error;
        threads[place] = undefined;
      }
    }
  }

  const isLeft = (path: string): boolean => !leftOut.has(path);

  async function doBatch(place: number, paths: readonly string[], task: PageTask) {
    const outcomes = await ask(place, async (thread) => {
      if (!thread.hasIndexes) await thread.rpc.useIndexes(indexes);
      thread.hasIndexes = true;
      const left = paths.filter(isLeft);
      const done = await thread.rpc.doPages(left, task);
      return new Map(left.map((path, index) => [path, done[index]]));
    });
    return paths.map((path) => outcomes.get(path) ?? givenUp(path));
  }

  function givenUp(path: string): PageOutcome {
    const why = reasons[leftOut.get(path) ?? "crash"];
    return failedPage(path, `This page ${why} and was left out. Split or simplify it.`);
  }

  return {
    count,
    async readIndex(paths) {
      const parts = splitEvenly(paths, count, (path) => sizeOf(start, path));
      indexes = await Promise.all(
        parts.map(async (part, place) =>
          ask(place, async ({ rpc }) => rpc.readIndex(part.filter(isLeft))),
        ),
      );
    },
    async doPages(paths, task) {
      const outcomes: PageOutcome[] = [];
      let next = 0;
      const work = async (place: number): Promise<void> => {
        while (next < paths.length) {
          const from = next;
          next += batchPages;
          const done = await doBatch(place, paths.slice(from, next), task);
          for (const [index, outcome] of done.entries()) outcomes[from + index] = outcome;
          onProgress(done.length);
        }
      };
      await Promise.all(threads.map(async (_, place) => work(place)));
      return outcomes;
    },
    async close() {
      await Promise.all(threads.map(async (thread) => thread?.worker.terminate()));
    },
  };
}

function sizeOf({ contents }: Pick<ThreadStart, "contents">, path: string): number {
  const [from, to] = contents.places.get(path) ?? [0, 0];
  return to - from;
}
