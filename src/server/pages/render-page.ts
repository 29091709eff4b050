import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

import { rewriteLinks } from "../../docs/rewrite-links.ts";
import { rulePage } from "../../docs/rule-page.ts";
import type { RuleFacts } from "../../docs/rule-facts.ts";
import { resolveTarget, wayBetween } from "../../docs/urls.ts";
import { layOut } from "./layout.ts";

/** What the bot serves of the documentation. */
export interface ServedDocs {
  /** Paths of files below `docs`. */
  readonly files: ReadonlySet<string>;
  /** By rule. */
  readonly facts: ReadonlyMap<string, RuleFacts>;
}

/** The address of a file, from the bot's own: the home page and the list of rules are folders. */
export function addressOf(file: string): string {
  if (file === "index.md") return "";
  return file === "rules.md" ? "rules/" : file;
}

/** Makes HTML of a page of the documentation. Links to files that are not served are text. */
export function renderPage(file: string, source: string, docs: ServedDocs): string {
  const address = addressOf(file);
  const rule = /^rules\/(.*)\.md$/.exec(file)?.[1];
  const facts = rule === undefined ? undefined : docs.facts.get(rule);
  const text = facts === undefined ? source : rulePage(facts, source, "../../guide/");
  const linked = rewriteLinks(text, (target) => {
    const found = resolveTarget(file, target);
    if (found === undefined) return target;
    if (!docs.files.has(found.path)) return undefined;
    return wayBetween(address, addressOf(found.path)) + found.fragment;
  });
  const html = micromark(linked, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return layOut({
    title: /^# (.{1,200})$/m.exec(text)?.[1]?.replaceAll("`", "") ?? "Rules",
    body: readable(html),
    toRoot: wayBetween(address, "").replace(/^\.\/$/, ""),
    trail: trailOf(rule, address),
  });
}

/** What browsers and screen readers need beside what Markdown says. */
function readable(html: string): string {
  const text = withAnchors(html)
    // What scrolls must be reachable with the keyboard.
    .replaceAll("<pre>", '<pre tabindex="0">')
    .replaceAll("</table>", "</table></div>");
  const [before = "", ...tables] = text.split("<table>");
  return (
    before + tables.map((table) => `<div class="scroll" tabindex="0">${withLabels(table)}`).join("")
  );
}

/** Each heading below the title can be linked to. */
function withAnchors(html: string): string {
  const [before = "", ...sections] = html.split(/(?=<h[2-4]>)/);
  const named = sections.map((section) => {
    const [tag, text] = [section.slice(0, "<h2".length), section.slice("<h2>".length)];
    return `${tag} id="${slugOf(text.slice(0, text.indexOf("</h")))}">${text}`;
  });
  return before + named.join("");
}

/** On a phone each row is a card, and each cell says which column it is of. */
function withLabels(table: string): string {
  const labels = [...table.matchAll(/<th>([^<]{0,100})<\/th>/g)].map(([, text = ""]) => text);
  const [head = "", ...rows] = table.split("<tr>");
  const labelled = rows.map((row) => {
    let column = 0;
    return row.replaceAll("<td>", () => `<td data-label="${labels[column++] ?? ""}">`);
  });
  return `<table>${[head, ...labelled].join("<tr>")}`;
}

/** As GitLab makes the anchors of headings, for headings without odd signs. */
function slugOf(html: string): string {
  return html
    .replaceAll(/<[^<>]{1,100}>|&[a-z]{1,10};/g, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

function trailOf(
  rule: string | undefined,
  address: string,
): readonly { readonly name: string; readonly way: string }[] {
  if (rule === undefined) return [];
  const [family = ""] = rule.split("/");
  const list = wayBetween(address, "rules/");
  return [
    { name: "All rules", way: list },
    { name: family, way: `${list}#${family}` },
  ];
}
