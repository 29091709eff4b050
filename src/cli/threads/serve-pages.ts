import { createBirpc } from "birpc";

import {
  buildRevision,
  type OtherFiles,
  restoreRevision,
  type Revision,
} from "../../change/revision.ts";
import type { Engine } from "../../config/engine.ts";
import { storeHandbook } from "../../handbook/create-handbook.ts";
import type { Page } from "../../page/page.ts";
import { inTurns } from "../../worker/in-turns.ts";
import type { Port } from "../../worker/reviewer/serve-reviewer.ts";
import { dataFilesOf } from "../open-handbook.ts";
import { sharedFile } from "../shared-files.ts";
import { restingAt, type ThreadFunctions, type ThreadStart } from "./channel.ts";
import { doPage, type PageOutcome } from "./page-task.ts";

/** Works on pages for the thread at the other end of `port`. */
export function servePages(
  port: Port,
  { files, contents, at }: ThreadStart,
  openEngine: () => Promise<Engine>,
): void {
  const numbers = new Map(files.map((path, number) => [path, number]));
  const ready = open();
  let revision: Revision | undefined;

  const functions: ThreadFunctions = {
    async readIndex(paths) {
      const { engine, others } = await ready;
      const steps = buildRevision(engine, pagesOf(engine, paths), others);
      const { handbook } = await inTurns(steps, announce);
      const stored = storeHandbook(handbook);
      return { numbers: shared(stored.numbers), texts: shared([stored.texts]) };
    },
    async useIndexes(indexes) {
      const { engine, others } = await ready;
      revision = restoreRevision(engine, indexes, others);
    },
    async doPages(paths, task) {
      if (revision === undefined) throw new Error("This thread has no index.");
      const outcomes: PageOutcome[] = [];
      for (const path of paths) {
        announce(path);
        outcomes.push(doPage(revision, path, read(path), task));
      }
      announce(undefined);
      return outcomes;
    },
  };
  createBirpc<object, ThreadFunctions>(functions, { ...port, timeout: -1 });

  async function open(): Promise<{ readonly engine: Engine; readonly others: OtherFiles }> {
    const engine = await openEngine();
    return { engine, others: dataFilesOf(engine, files, read) };
  }

  function* pagesOf({ linter }: Engine, paths: readonly string[]): Generator<Page> {
    for (const path of paths) {
      announce(path);
      yield linter.parse(path, read(path));
    }
  }

  function announce(path: string | undefined): void {
    Atomics.store(at, 0, path === undefined ? restingAt : (numbers.get(path) ?? restingAt));
  }

  function read(path: string): Uint8Array {
    const content = sharedFile(contents, path);
    if (content === undefined) throw new Error(`${path} was not given to this thread.`);
    return content;
  }
}

/** One piece of memory that all threads see. */
function shared(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(new SharedArrayBuffer(length));
  let from = 0;
  for (const part of parts) {
    whole.set(part, from);
    from += part.length;
  }
  return whole;
}
