import { createServer, type IncomingHttpHeaders } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** Takes GitLab's deliveries and hands each to the bot until it has acknowledged it. */
export interface PostOffice {
  readonly url: string;
  /**
   * Deliveries that the bot has taken: it said so with 202, or said of a second try that it knows the delivery,
   * because it was killed after it had stored the job and before it could answer.
   */
  readonly acknowledged: () => number;
  /** Tries that ended without an answer, or with another one. */
  readonly failed: () => number;
  /** How long each delivery took that the bot has answered, in milliseconds, those tried again from their last try. */
  readonly tookMs: readonly number[];
  /** Resolves when nothing is left to hand over. */
  readonly delivered: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** So long GitLab waits for the post office, which is always open: only a busy machine keeps it waiting. */
export const officeTimeoutMs = 600_000;

/** A receiver that is killed closes its connections at once. Trying again sooner would add to what a slow one has to do. */
const tryMs = 300_000;

const headersKept = ["content-type", "x-gitlab-event", "x-gitlab-token", "idempotency-key"];

/**
 * Opens a post office. GitLab sends a failed delivery again only when somebody asks it to; this one asks every
 * time, under the same key, as GitLab does. `target` is where the bot listens.
 */
export async function openPostOffice(target: string): Promise<PostOffice> {
  let acknowledged = 0;
  let failed = 0;
  const tookMs: number[] = [];
  const closing = new AbortController();
  const onTheirWay = new Set<Promise<void>>();

  async function handOver(body: Buffer, headers: IncomingHttpHeaders): Promise<void> {
    const kept = headersKept.flatMap((name) => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value] as const] : [];
    });
    while (!closing.signal.aborted) {
      const start = performance.now();
      try {
        const answer = await fetch(target, {
          method: "POST",
          headers: Object.fromEntries(kept),
          body,
          signal: AbortSignal.timeout(tryMs),
        });
        const said = await answer.text();
        if (answer.ok) tookMs.push(performance.now() - start);
        if (answer.status === 202 || said === '{"status":"duplicate"}') acknowledged += 1;
        // The bot answers 200 to what is none of its business.
        if (answer.ok) return;
      } catch {
        // The receiver is gone, or went while it was answering.
      }
      failed += 1;
      await wait(200);
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      // On a connection of its own: one that is kept may be closed by us just when it is used again.
      response.writeHead(202, { Connection: "close" }).end();
      const delivery = handOver(Buffer.concat(chunks), request.headers);
      onTheirWay.add(delivery);
      void delivery.finally(() => onTheirWay.delete(delivery));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/webhook`,
    acknowledged: () => acknowledged,
    failed: () => failed,
    tookMs,
    delivered: async () => {
      while (onTheirWay.size > 0) await Promise.all(onTheirWay);
    },
    close: async () => {
      closing.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
