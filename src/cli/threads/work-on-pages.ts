import { availableParallelism } from "node:os";

import { inTurns } from "../../worker/in-turns.ts";
import {
  type LoadedHandbook,
  type OpenHandbook,
  readRevision,
  remarkOnRedirects,
} from "../open-handbook.ts";
import { progress } from "../own-progress.ts";
import { shareFiles } from "../shared-files.ts";
import { doPage, type PageOutcome, type PageTask } from "./page-task.ts";
import type { PageThreads } from "./page-threads.ts";

/**
 * Each thread loads the rules and compiles them for itself: of 592 pages two threads took 65 % more CPU time than
 * one, for a sixth less time on the clock.
 */
const threadPagesMin = 1_000;

/** More threads than this wait for each other's memory. */
const threadsMax = 4;

/** Reads a handbook and does a task with some of its pages; where it is large and there are cores, in threads. */
export async function workOnPages(
  opened: OpenHandbook,
  loaded: LoadedHandbook,
  paths: readonly string[],
  options: { readonly slow: boolean; readonly task: PageTask; readonly threads?: number },
): Promise<readonly PageOutcome[]> {
  const threads = options.threads ?? threadsFor(opened);
  if (threads < 2) return workHere(opened, loaded, paths, options.task);
  return workInThreads(opened, loaded, paths, { ...options, threads });
}

function threadsFor({ paths }: OpenHandbook): number {
  return paths.length < threadPagesMin ? 1 : Math.min(availableParallelism(), threadsMax);
}

async function workHere(
  { files, read }: OpenHandbook,
  { engine }: LoadedHandbook,
  paths: readonly string[],
  task: PageTask,
): Promise<readonly PageOutcome[]> {
  const revision = await readRevision(engine, files, read);
  const outcomes = await inTurns(
    (function* steps() {
      const done: PageOutcome[] = [];
      for (const [index, path] of paths.entries()) {
        progress().step(verbs[task.kind], index, paths.length);
        done.push(doPage(revision, path, read(path), task));
        yield path;
      }
      return done;
    })(),
  );
  progress().clear();
  return outcomes;
}

async function workInThreads(
  opened: OpenHandbook,
  { engine }: LoadedHandbook,
  paths: readonly string[],
  { slow, task, threads: count }: { slow: boolean; task: PageTask; threads: number },
): Promise<readonly PageOutcome[]> {
  const { files, isWanted, config, choice } = opened;
  remarkOnRedirects(engine, files);
  const contents = shareFiles(files.filter(isWanted), opened.read);
  let done = 0;
  const { startPageThreads } = await import("./page-threads.ts");
  const threads: PageThreads = startPageThreads(
    { choice, config, slow, files, contents },
    {
      count,
      onProgress: (pages) => {
        done += pages;
        progress().step(verbs[task.kind], done, paths.length);
      },
    },
  );
  try {
    await threads.readIndex(opened.paths);
    return await threads.doPages(paths, task);
  } finally {
    progress().clear();
    await threads.close();
  }
}

const verbs: Readonly<Record<PageTask["kind"], string>> = { lint: "Linting", fix: "Fixing" };
