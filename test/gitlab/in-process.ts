import { bytesOf, failureOf, handle, type Incoming, type ServerParts } from "./server.ts";
import type { Answer } from "./call.ts";
import type { Fault } from "./faults.ts";

/** Calls the stand-in without a network: the same routing, refusals and ordered failures, in no time. */
export type InProcessFetch = (url: URL, init: RequestInit) => Promise<Response>;

/** Makes the way in for clients that live in the same process. A timeout fails at once. */
export function createInProcessFetch(parts: ServerParts): InProcessFetch {
  return async (url, init) => {
    const headers: Record<string, string> = {};
    new Headers(init.headers).forEach((value, name) => {
      headers[name] = value;
    });
    const request: Incoming = { method: init.method ?? "GET", url, headers };
    const body = typeof init.body === "string" ? Buffer.from(init.body) : Buffer.alloc(0);
    const { entry, answer, fault } = await handle(parts, request, () => body);
    if (fault !== undefined) {
      entry.injected = true;
      entry.refused = undefined;
      return fail(fault, answer);
    }
    if (answer === undefined) throw new Error("the stand-in gave no answer");
    entry.status = answer.status;
    if (answer.status >= 400) entry.message = Buffer.from(bytesOf(answer).body).toString("utf8");
    return respond(answer);
  };
}

function respond(answer: Answer): Response {
  const { body, type } = bytesOf(answer);
  const headers = { "Content-Type": type, ...answer.headers };
  return new Response(answer.status === 204 ? null : new Uint8Array(body), {
    status: answer.status,
    headers,
  });
}

function fail(fault: Fault, answer: Answer | undefined): Response {
  if (fault.with === "timeout") throw networkError("UND_ERR_HEADERS_TIMEOUT");
  if (fault.with === "reset") throw networkError("ECONNRESET");
  if (fault.with !== "truncate") return respond(failureOf(fault, fault.with));
  const { body, type } = bytesOf(answer ?? { status: 200, json: { message: "cut short" } });
  const half = new Uint8Array(body.subarray(0, Math.ceil(body.length / 2)));
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(half);
      controller.error(networkError("UND_ERR_SOCKET"));
    },
  });
  const status = answer?.status === 204 ? 200 : (answer?.status ?? 200);
  return new Response(stream, { status, headers: { "Content-Type": type } });
}

/** As `fetch` throws it: the code is in the cause. */
function networkError(code: string): TypeError {
  return new TypeError("fetch failed", {
    cause: Object.assign(new Error("the connection was lost"), { code }),
  });
}
