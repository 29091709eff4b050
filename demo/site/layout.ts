import { createHash } from "node:crypto";
import { html, type Html } from "./html.ts";

/** A whole page around its main part. `live` lets the page look for news every second. */
export function layout(given: {
  readonly title: string;
  readonly main: Html;
  readonly home: string;
  readonly person: string;
  readonly live: boolean;
}): string {
  const { title, main, home, person, live } = given;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/assets/style.css" />
        <link rel="icon" href="data:," />
        ${live ? html`<script type="module" src="/assets/live.js"></script>` : undefined}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <a class="home" href="${home}">Larkspur handbook</a>
          <span class="person">Signed in as ${person}</span>
        </header>
        <main id="main" data-seen="${etagOf(main.markup)}">${main}</main>
        <p id="news" class="hidden" role="status"></p>
        <footer>A stand-in for GitLab, running on this machine for the demo.</footer>
      </body>
    </html>`.markup;
}

/** Equal for equal markup; how an open page notices news. */
export function etagOf(markup: string): string {
  return `"${createHash("sha1").update(markup).digest("hex")}"`;
}

/** The commit status as a word and a colour. */
export function badge(state: string | undefined): Html {
  const [kind, words] = BADGES[state ?? ""] ?? ["waiting", "not yet reviewed"];
  return html`<span class="badge ${kind}">${words}</span>`;
}

const BADGES: Readonly<Record<string, readonly [string, string]>> = {
  success: ["passed", "passed"],
  failed: ["failed", "failed"],
  running: ["waiting", "reviewing"],
  pending: ["waiting", "waiting"],
};

export function timeOf(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")}</time>`;
}

/** The pages' address below which everything of a project is, as on GitLab. */
export function projectRoot(path: string): string {
  return `/${path}/-`;
}
