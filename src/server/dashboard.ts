import { Queue } from "bullmq";
import type { RequestHandler } from "express";
import type { BullQueue } from "../queue/queue.ts";

/**
 * Builds Bull Board over the queue: what waits, what failed and why, and a button to try it again. `basePath` is
 * what a browser sees before its pages.
 */
export async function createDashboard(bull: BullQueue, basePath: string): Promise<RequestHandler> {
  // Loaded only where a password is set: it is a third of the receiver's start-up.
  const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }] = await Promise.all([
    import("@bull-board/api"),
    import("@bull-board/api/bullMQAdapter"),
    import("@bull-board/express"),
  ]);
  // Bull Board's types know queues on Redis only; it itself takes one on any store.
  const queue: unknown = bull;
  if (!(queue instanceof Queue)) throw new TypeError("The dashboard needs a queue of BullMQ.");
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(basePath);
  createBullBoard({
    queues: [new BullMQAdapter(queue, { description: "Reviews, followed branches and sweeps" })],
    serverAdapter,
    options: { uiConfig: { boardTitle: "handbook-bot" } },
  });
  return serverAdapter.getRouter();
}
