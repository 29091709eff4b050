import type { IncomingHttpHeaders } from "node:http";
import type { Request, Response } from "express";
import type { Log } from "../log.ts";
import type { Job } from "../queue/job.ts";
import type { JobQueue } from "../queue/queue.ts";
import type { Metrics } from "./metrics.ts";
import { JsonTooComplexError, parseJson } from "../text/json.ts";
import { createBodyReader } from "./request-body.ts";

/** What a delivery asks for, as `gitlab/event.ts` reads it. */
export type DeliveredEvent =
  | {
      readonly kind: "review";
      readonly projectId: number;
      readonly iid: number;
      readonly headSha: string | undefined;
      readonly reason: string;
    }
  | {
      readonly kind: "follow";
      readonly projectId: number;
      readonly branch: string;
      readonly after: string;
    }
  | { readonly kind: "gate"; readonly projectId: number; readonly iid: number }
  | { readonly kind: "ignore"; readonly why: string };

/** What the receiver must know about GitLab's deliveries. */
export interface Deliveries {
  /** What the headers alone say. `why` is for the log, not for the sender. */
  admit(
    headers: IncomingHttpHeaders,
  ): { readonly kind: "trusted" | "unproven" } | { readonly kind: "refused"; readonly why: string };
  /** Does it come from our GitLab? */
  verify(
    headers: IncomingHttpHeaders,
    rawBody: Buffer,
  ):
    | { readonly ok: true; readonly by: "signature" | "token" }
    | { readonly ok: false; readonly why: string };
  parseEvent(headers: IncomingHttpHeaders, body: unknown): DeliveredEvent;
  /** GitLab's key of the delivery, the same when it is sent again. */
  deliveryId(headers: IncomingHttpHeaders, by: "signature" | "token"): string | undefined;
}

/** What the receiver works with. */
export interface WebhookParts {
  readonly deliveries: Deliveries;
  readonly queue: Pick<JobQueue, "add">;
  readonly metrics: Pick<Metrics, "delivery">;
  readonly log: Log;
  readonly now: () => number;
}

/** One answer to a delivery; `outcome` is what the metrics call it. */
interface Answer {
  readonly status: number;
  readonly outcome: string;
  readonly body: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Receives deliveries. The steps are read from top to bottom, each with its own answer. Nothing but
 * storing the job happens here: GitLab waits 10 s and takes four failures in a row for a broken webhook
 * (docs.gitlab.com, 2026-11), so what is of no interest is answered with success too.
 */
export function createWebhook(
  parts: WebhookParts,
): (request: Request, response: Response) => Promise<void> {
  const bodies = createBodyReader();
  return async (request, response) => {
    const answer = await receive(parts, bodies, request);
    parts.metrics.delivery(answer.outcome, answer.status);
    if (answer.status >= 400) hangUp(request, response);
    response
      .status(answer.status)
      .set({ ...answer.headers })
      .json(answer.body);
  };
}

/** A refused sender hears the answer and gets no further: the rest of what it sends is not waited for. */
function hangUp(request: Request, response: Response): void {
  response.set("Connection", "close");
  if (request.complete) return;
  const timer = setTimeout(() => request.destroy(), 1_000).unref();
  request.once("close", () => clearTimeout(timer));
  request.resume();
}

async function receive(
  { deliveries, queue, log, now }: WebhookParts,
  bodies: ReturnType<typeof createBodyReader>,
  request: Request,
): Promise<Answer> {
  const { headers, method } = request;
  const address = request.socket.remoteAddress;

  if (method !== "POST") {
    return {
      ...refusal(405, "method", "Deliveries are sent with POST."),
      headers: { Allow: "POST" },
    };
  }
  if (!isPlainJson(headers)) {
    return refusal(415, "content-type", "Deliveries are sent as application/json, not compressed.");
  }
  const admission = deliveries.admit(headers);
  if (admission.kind === "refused") {
    log.warn({ address, why: admission.why }, "delivery refused");
    return unauthorized;
  }
  const body = await bodies.read(request, admission.kind === "trusted");
  if (body.kind === "too-large") {
    return refusal(413, "too-large", "A delivery has at most 25 MiB.");
  }
  if (body.kind === "busy") return tryLater("busy", "Too many large deliveries at once.");
  if (body.kind === "slow") return refusal(408, "slow", "The delivery took too long.");
  if (body.kind === "broken") return refusal(400, "broken", "The delivery broke off.");

  const verification = deliveries.verify(headers, body.bytes);
  if (!verification.ok) {
    // Nothing of what a stranger sent is kept, not even in the log.
    log.warn({ address, why: verification.why }, "delivery refused");
    return unauthorized;
  }

  const json = readJson(body.bytes);
  if (json === "too-complex") {
    // A refusal would count as a failure of the webhook; a sweep finds the merge request.
    log.warn({ address, bytes: body.bytes.length }, "delivery too complex");
    const reason = "The delivery holds too much to be read.";
    return { status: 200, outcome: "too-complex", body: { status: "ignored", reason } };
  }
  if (json === undefined) {
    log.warn({ address, bytes: body.bytes.length }, "delivery is not JSON");
    return refusal(
      400,
      "not-json",
      "The body is not JSON. A custom template of the webhook must be removed.",
    );
  }

  const event = deliveries.parseEvent(headers, json.value);
  if (event.kind === "ignore") {
    log.debug({ why: event.why }, "delivery ignored");
    return { status: 200, outcome: "ignored", body: { status: "ignored", reason: event.why } };
  }

  const job = jobOf(event, now());
  try {
    const added = await queue.add(job, deliveries.deliveryId(headers, verification.by));
    log.info({ job, added }, "delivery taken");
    return { status: added === "duplicate" ? 200 : 202, outcome: added, body: { status: added } };
  } catch (error) {
    log.error({ err: error, job }, "delivery could not be stored");
    return tryLater("not-stored", "The job could not be stored.");
  }
}

function jobOf(event: Exclude<DeliveredEvent, { kind: "ignore" }>, receivedAt: number): Job {
  if (event.kind !== "review") return event;
  const { headSha, ...rest } = event;
  return { ...rest, receivedAt, ...(headSha === undefined ? {} : { headSha }) };
}

/** Compressed bodies are refused, because a small one can grow beyond every limit. */
function isPlainJson(headers: IncomingHttpHeaders): boolean {
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  return type === "application/json" && encoding === "identity";
}

/** As GitLab itself bounds what it is sent. docs.gitlab.com, instance limits, 2026-11 */
const jsonLimits = { depthMax: 32, valuesMax: 100_000 };

function readJson(bytes: Buffer): { readonly value: unknown } | "too-complex" | undefined {
  try {
    return { value: parseJson(bytes, jsonLimits) };
  } catch (error) {
    return error instanceof JsonTooComplexError ? "too-complex" : undefined;
  }
}

const unauthorized = refusal(
  401,
  "unauthorized",
  "The secret token or the signature is missing or wrong.",
);

function refusal(status: number, outcome: string, error: string): Answer {
  return { status, outcome, body: { error } };
}

/** GitLab does not send a failed delivery again; the sweep of open merge requests finds what was lost. */
function tryLater(outcome: string, error: string): Answer {
  return { ...refusal(503, outcome, error), headers: { "Retry-After": "10" } };
}
