import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { RequestHandler } from "express";

import type { RuleFacts } from "../../docs/rule-facts.ts";
import { projectFolder } from "../../project-folder.ts";
import { addressOf, renderPage, type ServedDocs } from "./render-page.ts";

const docsFolder = join(projectFolder, "docs");

/** The home page, the guides, the rules and the schemas; what is for developers of the bot is not served. */
const servedFile =
  /^(?:index\.md|rules\.md|precision\.md|(?:guide|rules\/[a-z-]+)\/[\w-]+\.md|schema\/[\w.-]+\.json)$/;

/** Rendered before anybody waits for them: the long ones, and where comments lead most. */
const first = ["index.md", "rules.md", "guide/comments.md"];

/**
 * Serves the pages that comments link to, and those around them, as plain HTML. Only addresses of files that were
 * there at the start are answered. Each page is rendered once: anybody may ask for them, as often as they like.
 */
export async function servePages(folder: string = docsFolder): Promise<RequestHandler> {
  const docs = await readDocs(folder);
  const files = new Map([...docs.files].map((file) => [`/${addressOf(file)}`, file]));
  const rendered = new Map<string, Promise<string>>();
  const render = (file: string): Promise<string> => {
    const known = rendered.get(file);
    if (known !== undefined) return known;
    const page = readFile(join(folder, file), "utf8").then((text) =>
      file.endsWith(".md") ? renderPage(file, text, docs) : text,
    );
    rendered.set(file, page);
    // One that cannot be read now may be readable later.
    page.catch(() => rendered.delete(file));
    return page;
  };
  for (const file of first) await render(file);
  return async (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    // Relative, for the proxy in front may serve the bot below a path of its own.
    if (request.path === "/rules") return response.redirect(301, "rules/");
    const file = files.get(request.path);
    if (file === undefined) return next();
    const text = await render(file);
    response
      .set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      )
      .set("Cache-Control", "public, max-age=300")
      .type(file.endsWith(".md") ? "html" : "json")
      .send(text);
  };
}

async function readDocs(folder: string): Promise<ServedDocs> {
  const names = await readdir(folder, { recursive: true });
  // Our own file, written by `npm run generate` from that type.
  const facts = JSON.parse(await readFile(join(folder, "rules.json"), "utf8")) as RuleFacts[];
  return {
    files: new Set(
      names.map((name) => name.replaceAll("\\", "/")).filter((name) => servedFile.test(name)),
    ),
    facts: new Map(facts.map((each) => [each.id, each])),
  };
}
