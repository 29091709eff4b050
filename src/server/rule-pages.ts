import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { RequestHandler } from "express";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

import { projectFolder } from "../project-folder.ts";

const docsFolder = join(projectFolder, "docs");

const rulePath =
  /^\/[a-z]{1,40}(?:-[a-z]{1,40}){0,8}\/[A-Za-z0-9]{1,40}(?:-[A-Za-z0-9]{1,40}){0,8}\.md$/;

/**
 * Serves the pages of the rules, which every comment links to, as plain HTML: `/` is the guide for whoever
 * reads comments, `/table.md` the list of rules, `/family/name.md` one rule. Each is rendered once: anybody may
 * ask for them, as often as they like.
 */
export async function createRulePages(folder: string = docsFolder): Promise<RequestHandler> {
  const rendered = new Map<string, Promise<string>>();
  const render = (file: string): Promise<string> => {
    const known = rendered.get(file);
    if (known !== undefined) return known;
    const page = readFile(file, "utf8").then(pageOf);
    rendered.set(file, page);
    // What is not there is not remembered: there is no end of what is not there.
    page.catch(() => rendered.delete(file));
    return page;
  };
  // The long ones are rendered before anybody waits for anything.
  for (const path of ["/", "/table.md"]) await render(fileOf(folder, path) ?? "");
  return async (request, response, next) => {
    const file = fileOf(folder, request.path);
    if (file === undefined || (request.method !== "GET" && request.method !== "HEAD"))
      return next();
    let page: string;
    try {
      page = await render(file);
    } catch {
      return next();
    }
    response
      .set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      )
      .set("Cache-Control", "public, max-age=300")
      .type("html")
      .send(page);
  };
}

function fileOf(folder: string, path: string): string | undefined {
  if (path === "/" || path === "") return join(folder, "guide", "comments.md");
  if (path === "/table.md") return join(folder, "rules.md");
  return rulePath.test(path) ? join(folder, "rules", path) : undefined;
}

function pageOf(text: string): string {
  const html = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const title = /^# (.{1,200})$/m.exec(text)?.[1] ?? "Rules";
  // The table links to files as they lie in the repository; here the rules lie beside it.
  const body = html
    // Pictures are for who reads the guide in the repository.
    .replaceAll(/<p><img [^>]*><\/p>/g, "")
    .replaceAll('href="rules/', 'href="')
    .replaceAll('href="../rules.md"', 'href="table.md"');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · handbook-bot</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
pre { background: rgb(128 128 128 / 12%); padding: .75rem 1rem; overflow-x: auto; border-radius: .4rem; }
code { font-size: .9em; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td, th { border: 1px solid rgb(128 128 128 / 40%); padding: .3rem .6rem; text-align: left; vertical-align: top; }
</style>
<main>
${body}
</main>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
