import { parseMarkdown } from "./quick-actions.ts";

interface MarkdownNode {
  readonly type: string;
  readonly value?: unknown;
  readonly children?: readonly MarkdownNode[];
}

/** Nodes that render as `pre`, `code` or `a`, where GitLab looks for no references. */
const INERT = new Set(["code", "inlineCode", "link", "linkReference", "definition"]);

const MENTION = /(?<![\w/@.])@[A-Za-z0-9_](?:[\w.-]*\w)?/g;
const CROSS_REFERENCES = [
  /(?<![\w&])(?:[\w./-]+)?#\d+\b/g,
  /(?<!\w)(?:[\w./-]+)?!\d+\b/g,
  /(?<!\w)&\d+\b/g,
  /(?<!\w)%(?:\d+|"[^"\n]+")/g,
  /(?<!\w)\$\d+\b/g,
  /(?<!\w)~(?:[A-Za-z0-9_][\w:-]*|"[^"\n]+")/g,
  /(?<![\w/])(?=[a-f]*\d)[0-9a-f]{7,40}(?!\w)/g,
];

export interface FoundReference {
  readonly kind: "mention" | "cross-reference";
  readonly text: string;
}

/** The people and things that a text points at, outside of code and links. */
export function findReferences(body: string): FoundReference[] {
  if (!/[@#!&%$~]|[0-9a-f]{7}/.test(body)) return [];
  const found: FoundReference[] = [];
  for (const text of liveTexts(parseMarkdown(body))) {
    for (const [match] of text.matchAll(MENTION)) found.push({ kind: "mention", text: match });
    for (const pattern of CROSS_REFERENCES)
      for (const [match] of text.matchAll(pattern))
        found.push({ kind: "cross-reference", text: match });
  }
  return found;
}

function* liveTexts(node: MarkdownNode): Generator<string> {
  if (INERT.has(node.type)) return;
  if (typeof node.value === "string")
    yield node.type === "html" ? textOfHtml(node.value) : node.value;
  for (const child of node.children ?? []) yield* liveTexts(child);
}

/** The text between tags counts as text; comments and tags do not. */
function textOfHtml(html: string): string {
  return html.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "").replaceAll(/<[^>]*>/g, " ");
}
