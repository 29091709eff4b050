import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { JobQueue } from "../queue/queue.ts";
import { refuseCrossSite, requireLoopback, requirePassword } from "./access.ts";
import { createDashboard } from "./dashboard.ts";
import { createReadinessCheck, type Problems } from "./health.ts";
import type { Metrics } from "./metrics.ts";
import { createRulePages } from "./rule-pages.ts";
import { createWebhook, type WebhookParts } from "./webhook.ts";

/** What the HTTP side of the bot is made of. */
export interface AppParts extends WebhookParts, Problems {
  readonly queue: Pick<JobQueue, "add" | "health" | "counts" | "bull">;
  readonly metrics: Metrics;
  /** Where people reach the bot; its path may be part of what a proxy passes on. */
  readonly publicUrl: string | undefined;
  /** Undefined: no dashboard. */
  readonly dashboardPassword: string | undefined;
  /** Whether anybody may read the metrics. */
  readonly isMetricsPublic: boolean;
}

/**
 * Wires the routes: `/webhook` for GitLab, `/healthz` and `/readyz` for whoever runs the container,
 * `/metrics` for Prometheus, `/admin/queues` for the operator, `/rules` for readers of comments.
 */
export async function createApp(parts: AppParts): Promise<Express> {
  const { queue, metrics, log, dashboardPassword, publicUrl } = parts;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  const base = publicUrl === undefined ? "" : new URL(publicUrl).pathname.replace(/\/$/, "");
  app.use(withoutBase(base));
  app.use(securityHeaders);

  app.all("/webhook", createWebhook(parts));

  app.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  const readiness = createReadinessCheck(queue, parts, parts.now);
  app.get("/readyz", async (_request, response) => {
    const { reasons, warnings } = await readiness();
    const more = warnings.length === 0 ? {} : { warnings };
    if (reasons.length === 0) response.json({ status: "ready", ...more });
    else response.status(503).json({ status: "not ready", reasons, ...more });
  });

  app.get("/metrics", metricsAccess(parts), async (_request, response) => {
    const counts = await queue.counts().catch(() => undefined);
    response.set("Content-Type", metrics.contentType).send(await metrics.render(counts));
  });

  if (dashboardPassword !== undefined) {
    const path = "/admin/queues";
    app.use(
      path,
      requirePassword(dashboardPassword, log, parts.now),
      refuseCrossSite(publicUrl),
      dashboardHeaders,
      await createDashboard(queue.bull, base + path),
    );
  }

  app.use("/rules", await createRulePages());

  app.use((_request, response) => {
    response.status(404).json({ error: "There is nothing here." });
  });
  const onError: ErrorRequestHandler = (error: unknown, request, response, next) => {
    log.error({ err: error, path: request.path }, "request failed");
    if (response.headersSent) next(error);
    else response.status(500).json({ error: "The bot failed to answer; its log says why." });
  };
  app.use(onError);
  return app;
}

/** A proxy may pass on the path of the public address, or take it off. */
function withoutBase(base: string): RequestHandler {
  return (request, _response, next) => {
    if (base !== "" && request.url.startsWith(`${base}/`))
      request.url = request.url.slice(base.length);
    next();
  };
}

function metricsAccess({ isMetricsPublic, dashboardPassword, log, now }: AppParts): RequestHandler {
  if (isMetricsPublic) return (_request, _response, next) => next();
  return dashboardPassword === undefined
    ? requireLoopback
    : requirePassword(dashboardPassword, log, now);
}

/** Nothing here is a page to be framed, cached or guessed at. */
const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
  });
  next();
};

/** The dashboard is one page with its own scripts and styles. */
const dashboardHeaders: RequestHandler = (_request, response, next) => {
  response.set(
    "Content-Security-Policy",
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
      "frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
  );
  next();
};
