import { createHmac } from "node:crypto";
import { Agent, createServer, request, type Server } from "node:http";
import express from "express";
import { deliveryId, parseEvent } from "../../src/gitlab/event.ts";
import { admitDelivery, verifyDelivery } from "../../src/gitlab/verify.ts";
import { createLog } from "../../src/log.ts";
import type { JobQueue } from "../../src/queue/queue.ts";
import { createMetrics } from "../../src/server/metrics.ts";
import { startServer } from "../../src/server/server.ts";

const key = Buffer.alloc(32, 7);
const signing = `whsec_${key.toString("base64")}`;

/** A running receiver of webhooks, ours or one to compare with. */
export interface Contender {
  readonly url: string;
  close(): Promise<unknown>;
}

/** Ours, as the command line wires it; the log goes nowhere. */
export function startOurs(queue: JobQueue): Promise<Contender> {
  return startServer({
    host: "127.0.0.1",
    port: 0,
    queue,
    metrics: createMetrics(),
    log: createLog({ level: "info", secrets: [signing], stream: { write: () => undefined } }),
    now: Date.now,
    ruleHealth: () => Promise.resolve({ projects: [], all: [] }),
    problem: () => undefined,
    warnings: () => [],
    publicUrl: undefined,
    dashboardPassword: undefined,
    isMetricsPublic: false,
    deliveries: {
      admit: (headers) => admitDelivery(headers, { signing }, Date.now()),
      verify: (headers, body) => verifyDelivery(headers, body, { signing }, Date.now()),
      parseEvent: (_headers, body) => parseEvent(body),
      deliveryId,
    },
  });
}

/** The least that anybody would write: check the signature, parse, hand over, answer. */
export function startBare(take: (iid: number) => Promise<unknown>): Promise<Contender> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const iid = iidOf(Buffer.concat(chunks), incoming.headers);
      void take(iid).then(() => outgoing.writeHead(202).end());
    });
  });
  return listening(server);
}

/** The same under express 5, with its own body parser. */
export function startExpress(take: (iid: number) => Promise<unknown>): Promise<Contender> {
  const app = express();
  app.post("/webhook", express.raw({ type: "*/*", limit: "25mb" }), async (incoming, outgoing) => {
    await take(iidOf(incoming.body as Buffer, incoming.headers));
    outgoing.sendStatus(202);
  });
  return listening(createServer(app));
}

function iidOf(raw: Buffer, headers: Readonly<Record<string, unknown>>): number {
  const signed = createHmac("sha256", key)
    .update(`${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.`)
    .update(raw)
    .digest("base64");
  if (headers["webhook-signature"] !== `v1,${signed}`) throw new Error("wrong signature");
  const body = JSON.parse(raw.toString()) as { object_attributes: { iid: number } };
  return body.object_attributes.iid;
}

function listening(server: Server): Promise<Contender> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () => new Promise((closed) => server.close(closed)),
      });
    });
  });
}

/** Sends signed deliveries of 20 kB over kept connections, each about another merge request. */
export function createSender(inFlight: number): (url: string) => Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  let iid = 0;
  return (url) => {
    iid += 1;
    const body = delivery(iid);
    const id = `delivery-${process.pid}-${inFlight}-${iid}`;
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac("sha256", key)
      .update(`${id}.${timestamp}.${body}`)
      .digest("base64");
    return new Promise((resolve, reject) => {
      const sent = request(`${url}/webhook`, {
        agent,
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "idempotency-key": id,
          "webhook-id": id,
          "webhook-timestamp": timestamp,
          "webhook-signature": `v1,${signature}`,
        },
      });
      sent.on("error", reject);
      sent.on("response", (answer) => {
        answer.resume();
        answer.on("end", () => {
          if (answer.statusCode === 202) resolve();
          else reject(new Error(`answered ${answer.statusCode}`));
        });
      });
      sent.end(body);
    });
  };
}

const filler = "Parental leave is paid for sixteen weeks. ".repeat(450);

function delivery(iid: number): string {
  return JSON.stringify({
    object_kind: "merge_request",
    project: { id: 7, path_with_namespace: "people/handbook", default_branch: "main" },
    object_attributes: {
      iid,
      state: "opened",
      action: "update",
      oldrev: "e".repeat(40),
      target_project_id: 7,
      last_commit: { id: "a".repeat(40) },
      description: filler,
    },
    changes: {},
  });
}
