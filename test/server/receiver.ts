import { createLog } from "../../src/log.ts";
import type { JobQueue } from "../../src/queue/queue.ts";
import { createMetrics } from "../../src/server/metrics.ts";
import { startServer, type RunningServer, type ServerOptions } from "../../src/server/server.ts";
import { deliveryId, parseEvent } from "../../src/gitlab/event.ts";
import { admitDelivery, verifyDelivery } from "../../src/gitlab/verify.ts";

export const webhookSecret = "f3a91c0de4b27788-of-the-handbook";

/** A running receiver as the command line wires it, and everything that it logged. */
export interface Receiver extends RunningServer {
  readonly log: string[];
  /** What it was started with. */
  readonly parts: ServerOptions;
}

/** Starts the receiver on a free port over a queue. */
export async function startReceiver(
  queue: JobQueue,
  options: Partial<ServerOptions> = {},
): Promise<Receiver> {
  const log: string[] = [];
  const parts: ServerOptions = {
    host: "127.0.0.1",
    port: 0,
    queue,
    metrics: createMetrics(),
    log: createLog({
      level: "debug",
      secrets: [webhookSecret],
      stream: { write: (line) => void log.push(line) },
    }),
    now: Date.now,
    ruleHealth: () => Promise.resolve({ projects: [], all: [] }),
    problem: () => undefined,
    warnings: () => [],
    publicUrl: undefined,
    dashboardPassword: undefined,
    isMetricsPublic: false,
    deliveries: {
      admit: (headers) => admitDelivery(headers, { token: webhookSecret }, Date.now()),
      verify: (headers, body) =>
        verifyDelivery(headers, body, { token: webhookSecret }, Date.now()),
      parseEvent: (_headers, body) => parseEvent(body),
      deliveryId,
    },
    ...options,
  };
  return { ...(await startServer(parts)), parts, log };
}

/** What GitLab sends when a commit is pushed to the merge request that changes the leave policy. */
export function pushToLeavePolicy(iid = 16, headSha = "a".repeat(40)): object {
  return {
    object_kind: "merge_request",
    event_type: "merge_request",
    user: { id: 1, username: "agarcia", name: "Ana García" },
    project: { id: 7, path_with_namespace: "people/handbook", default_branch: "main" },
    object_attributes: {
      iid,
      state: "opened",
      action: "update",
      oldrev: "e".repeat(40),
      source_project_id: 7,
      target_project_id: 7,
      source_branch: "leave-policy",
      target_branch: "main",
      title: "Say how many days of parental leave there are",
      last_commit: { id: headSha },
    },
    changes: {},
  };
}

/** Sends a delivery as GitLab does; what is given replaces what GitLab would have sent. */
export function deliver(
  receiver: Receiver,
  body: object | string,
  headers: Readonly<Record<string, string>> = {},
  init: RequestInit = {},
): Promise<Response> {
  return fetch(`${receiver.url}/webhook`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "GitLab/19.2.0",
      "X-Gitlab-Event": "Merge Request Hook",
      "X-Gitlab-Token": webhookSecret,
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...init,
  });
}
