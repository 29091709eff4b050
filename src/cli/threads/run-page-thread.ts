import { parentPort, workerData } from "node:worker_threads";

import { openRules } from "../open-rules.ts";
import type { ThreadStart } from "./channel.ts";
import { servePages } from "./serve-pages.ts";

/*
 * One of the threads that share the pages of a large handbook. It sees nothing but what it was given, and is ended
 * by `page-threads.ts` where a page takes too much time or memory.
 */

const start = workerData as ThreadStart;
servePages(
  {
    post: (message) => parentPort?.postMessage(message, []),
    on: (hear) => parentPort?.on("message", hear),
  },
  start,
  async () => openRules(start.choice).engine(start.config, { slow: start.slow }),
);
