import { Router, type RequestHandler } from "express";

import type { Log } from "../log.ts";
import type { JobQueue } from "../queue/queue.ts";
import { requireLoopback, requirePassword } from "./access.ts";
import { createReadinessCheck, type Problems } from "./health.ts";
import type { HealthOverview } from "./rule-figures.ts";
import type { Contact, Metrics } from "./metrics.ts";

/** What is needed to say how the bot is. */
export interface HealthParts extends Problems {
  readonly queue: Pick<JobQueue, "health" | "counts">;
  readonly metrics: Metrics;
  /** What became of the bot's comments, as it was counted last. */
  readonly ruleHealth: () => Promise<HealthOverview>;
  readonly log: Log;
  readonly now: () => number;
  /** Opens the dashboard and the metrics; undefined: no dashboard. */
  readonly dashboardPassword: string | undefined;
  /** Whether anybody may read the metrics. */
  readonly isMetricsPublic: boolean;
}

/** `/healthz` and `/readyz` for whoever runs the container, `/metrics` for Prometheus. */
export function createHealthRoutes(parts: HealthParts): Router {
  const { queue, metrics, now } = parts;
  const routes = Router();
  routes.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  const readiness = createReadinessCheck(queue, parts, now);
  routes.get("/readyz", async (_request, response) => {
    const { reasons, warnings } = await readiness();
    const more = {
      ...(warnings.length > 0 && { warnings }),
      gitlab: wordsOf(metrics.contact()),
    };
    if (reasons.length === 0) response.json({ status: "ready", ...more });
    else response.status(503).json({ status: "not ready", reasons, ...more });
  });
  routes.get("/metrics", metricsAccess(parts), async (_request, response) => {
    const counts = await queue.counts().catch(() => undefined);
    const rules = await parts.ruleHealth().catch(() => undefined);
    response
      .set("Content-Type", metrics.contentType)
      .send(await metrics.render(counts, rules?.all));
  });
  return routes;
}

/** When this process last heard of GitLab; `null`: not since its start. */
function wordsOf({ delivered, answered }: Contact): object {
  return {
    lastDelivery: delivered === undefined ? null : new Date(delivered).toISOString(),
    lastAnswer:
      answered === undefined
        ? null
        : { at: new Date(answered.at).toISOString(), answer: answered.answer },
  };
}

function metricsAccess({
  isMetricsPublic,
  dashboardPassword,
  log,
  now,
}: HealthParts): RequestHandler {
  if (isMetricsPublic) return (_request, _response, next) => next();
  return dashboardPassword === undefined
    ? requireLoopback
    : requirePassword(dashboardPassword, log, now);
}
