import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { onTestFinished } from "vitest";

import type { Clock } from "../../src/gitlab/clock.ts";
import type { ConnectionOptions } from "../../src/gitlab/connection.ts";
import { createGitLab } from "../../src/gitlab/gitlab.ts";

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server of one test: answers as told and remembers what it was asked. */
export async function serve(
  answer: (request: Received, response: ServerResponse, nth: number) => void,
): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      received.push({ method, url, headers, body });
      answer({ method, url, headers, body }, response, received.length);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** An address where nobody listens any more. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return `http://127.0.0.1:${port}`;
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body === undefined ? "" : JSON.stringify(body));
}

/** A clock on which sleeping takes no time but is remembered. */
export function fakeClock(): Clock & { readonly slept: number[] } {
  let now = Date.UTC(2026, 10, 20, 9, 0);
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
    random: () => 0.5,
  };
}

export const token = "glpat-planted-Zy7Kq2";

/** The bot's client for a server that answers by path; what is not listed is not found. */
export async function serveGitLab(
  answers: Readonly<Record<string, unknown>>,
  options: Partial<ConnectionOptions> = {},
) {
  const { url, received } = await serve((request, response) => {
    const key = request.url.replace("/api/v4/", "");
    const found = Object.entries(answers).find(
      ([path]) => key === path || key.split("?")[0] === path,
    );
    const answer = found?.[1];
    if (answer === undefined) {
      sendJson(response, 404, { message: "404 Not found" });
    } else if (typeof answer === "function") {
      (answer as Answer)(request, response, received.length);
    } else {
      sendJson(response, 200, answer);
    }
  });
  const clock = fakeClock();
  return { gitlab: createGitLab({ url, token, clock, ...options }), received, clock, url };
}

type Answer = (request: Received, response: ServerResponse, nth: number) => void;

/** Answers the pages of a list in turn, linked as GitLab links them. */
export function pages(...lists: readonly (readonly unknown[])[]): Answer {
  return (request, response) => {
    const query = new URL(request.url, "http://gitlab").searchParams;
    const page = Number(query.get("page") ?? query.get("page_token") ?? "1");
    query.set(query.get("pagination") === "keyset" ? "page_token" : "page", String(page + 1));
    const next = `<http://gitlab.example.com/${request.url.split("?")[0]}?${query.toString()}>; rel="next"`;
    sendJson(response, 200, lists[page - 1] ?? [], page < lists.length ? { link: next } : {});
  };
}
