import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { JobQueue } from "../queue/queue.ts";
import { refuseCrossSite, requirePassword } from "./access.ts";
import { createDashboard } from "./dashboard.ts";
import { createHealthPage } from "./health-page.ts";
import { createHealthRoutes, type HealthParts } from "./health-routes.ts";
import type { Metrics } from "./metrics.ts";
import { servePages } from "./pages/serve-pages.ts";
import { createWebhook, type WebhookParts } from "./webhook.ts";

/** What the HTTP side of the bot is made of. */
export interface AppParts extends WebhookParts, HealthParts {
  readonly queue: Pick<JobQueue, "add" | "health" | "counts" | "bull">;
  readonly metrics: Metrics;
  /** Where people reach the bot; its path may be part of what a proxy passes on. */
  readonly publicUrl: string | undefined;
}

/**
 * Wires the routes: `/webhook` for GitLab, `/healthz` and `/readyz` for whoever runs the container,
 * `/metrics` for Prometheus, `/admin/queues` and `/admin/health` for the operator; `/`, `/rules` and `/guide`
 * for readers of comments.
 */
export async function createApp(parts: AppParts): Promise<Express> {
  const { queue, log, dashboardPassword, publicUrl } = parts;
  const app = bareApp();
  const base = publicUrl === undefined ? "" : new URL(publicUrl).pathname.replace(/\/$/, "");
  app.use(withoutBase(base));

  app.all("/webhook", createWebhook(parts));

  app.use(createHealthRoutes(parts));

  if (dashboardPassword !== undefined) {
    const mayEnter = requirePassword(dashboardPassword, log, parts.now);
    const links = { page: `${base}/admin/health`, rules: `${base}/rules` };
    app.use("/admin/health", mayEnter, createHealthPage(parts.ruleHealth, links));
    const path = "/admin/queues";
    app.use(
      path,
      mayEnter,
      refuseCrossSite(publicUrl),
      dashboardHeaders,
      await createDashboard(queue.bull, base + path),
    );
  }

  app.use(await servePages());

  endApp(app, parts);
  return app;
}

/** What a worker answers: whether it works, and its metrics. */
export function createHealthApp(parts: HealthParts): Express {
  const app = bareApp();
  app.use(createHealthRoutes(parts));
  endApp(app, parts);
  return app;
}

function bareApp(): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(securityHeaders);
  return app;
}

function endApp(app: Express, { log }: Pick<HealthParts, "log">): void {
  app.use((_request, response) => {
    response.status(404).json({ error: "There is nothing here." });
  });
  const onError: ErrorRequestHandler = (error: unknown, request, response, next) => {
    log.error({ err: error, path: request.path }, "request failed");
    if (response.headersSent) next(error);
    else response.status(500).json({ error: "The bot failed to answer; its log says why." });
  };
  app.use(onError);
}

/** A proxy may pass on the path of the public address, or take it off. */
function withoutBase(base: string): RequestHandler {
  return (request, _response, next) => {
    if (base !== "" && request.url.startsWith(`${base}/`))
      request.url = request.url.slice(base.length);
    next();
  };
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
