import { Router, type RequestHandler } from "express";

import { overviewPage, projectPage, type HealthLinks } from "./health-view.ts";
import type { HealthOverview } from "./rule-figures.ts";
import { sortTables } from "./sort-tables.ts";

/** Serves what became of the bot's comments: over all projects, and `/42` for one. For the operator alone. */
export function createHealthPage(
  read: () => Promise<HealthOverview>,
  links: HealthLinks,
): RequestHandler {
  const routes = Router();
  routes.use((_request, response, next) => {
    response.set(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; frame-ancestors 'none'",
    );
    next();
  });
  routes.get("/sort.js", (_request, response) => {
    response.type("text/javascript").send(sortTables);
  });
  routes.get(["/", "/:project"], async ({ params }, response) => {
    const overview = await read();
    const name = params["project"];
    const found = overview.projects.find(({ projectId }) => String(projectId) === name);
    if (name !== undefined && found === undefined) response.status(404);
    response
      .type("html")
      .send(found === undefined ? overviewPage(overview, links) : projectPage(found, links));
  });
  return routes;
}
