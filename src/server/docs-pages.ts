import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RequestHandler } from "express";
import { markdownToHtml } from "satteri";

/**
 * Serves the pages that comments link to: `/rules` and `/rules/structure/no-skipped-heading.md`. They are
 * at the paths they have under docs/, so that their links to each other hold.
 */
export function createDocsPages(): RequestHandler {
  const folder = docsFolder();
  const known = folder === undefined ? new Set<string>() : publishedPages(folder);
  const rendered = new Map<string, string>();
  return (request, response, next) => {
    const path = /^\/rules\/?$/.test(request.path) ? "rules.md" : request.path.slice(1);
    if (folder === undefined || !known.has(path) || request.method !== "GET") {
      next();
      return;
    }
    // The table's links start from docs/, which `/rules/` with a slash at its end is not.
    if (request.path === "/rules/") {
      response.redirect(301, "/rules");
      return;
    }
    const html = rendered.get(path) ?? render(readFileSync(new URL(path, folder), "utf8"));
    rendered.set(path, html);
    response
      .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
      .set("Cache-Control", "public, max-age=300")
      .type("html")
      .send(html);
  };
}

/** In the source tree docs/ is two folders up from here, in the package three. */
function docsFolder(): URL | undefined {
  return ["../../docs/", "../../../docs/"]
    .map((path) => new URL(path, import.meta.url))
    .find((folder) => existsSync(new URL("rules.md", folder)));
}

/** What readers of comments need; notes for developers are not among it. */
function publishedPages(folder: URL): Set<string> {
  const pages = readdirSync(fileURLToPath(folder), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /^(?:rules\.md|(?:rules|guide)\/[\w/-]+\.md)$/.test(path));
  return new Set(pages);
}

function render(markdown: string): string {
  const { html } = markdownToHtml(markdown);
  const title = /^# (.+)$/m.exec(markdown)?.[1]?.replaceAll(/[`*&<>]/g, "") ?? "Rules";
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · handbook-bot</title>
<style>${style}</style>
<main>
${html}
</main>
</html>
`;
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; }
pre { padding: .75rem 1rem; overflow-x: auto; background: color-mix(in srgb, currentColor 8%, transparent); border-radius: .4rem; }
code { font: .9em ui-monospace, monospace; }
table { display: block; overflow-x: auto; border-collapse: collapse; }
th, td { padding: .3rem .6rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); text-align: left; vertical-align: top; }
`;
