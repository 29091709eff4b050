import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { parseMarker } from "../../src/review/marker.ts";

/**
 * Reads a body as GitLab would and names everything in it that is alive: commands, mentions, references,
 * addresses, markup that no renderer of ours writes. An empty list means the body is inert.
 */
export function liveParts(body: string): string[] {
  const alive: string[] = [];
  const tree = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const last = tree.children.at(-1);
  if (last?.type !== "html" || parseMarker(body) === undefined) alive.push("no marker at the end");
  if (body.split("<!-- handbook-bot:").length !== 2) alive.push("more than one marker");
  for (const node of tree.children) {
    if (node.type === "paragraph" && node.position) {
      const source = body.slice(node.position.start.offset, node.position.end.offset);
      if (/^\s*\//m.test(source)) alive.push(`command: ${source}`);
    }
    if (node.type === "code" && !/^suggestion:-\d+\+\d+$/.test(node.lang ?? "")) {
      alive.push(`code block ${node.lang}`);
    }
  }
  visit(tree, (node, parent) => {
    if (!allowed.has(node.type)) alive.push(node.type);
    if (node.type === "html" && node !== last) alive.push(`html: ${node.value}`);
    if (node.type === "link" && !isOurLink(node, body)) alive.push(`link: ${node.url}`);
    if (node.type === "text" && parent?.type !== "link") {
      for (const [found] of node.value.matchAll(reference)) alive.push(`reference: ${found}`);
    }
  });
  return alive;
}

/** Everything our renderers write. */
const allowed = new Set([
  ...["root", "paragraph", "text", "inlineCode", "code", "link", "list", "listItem", "html"],
  ...["table", "tableRow", "tableCell", "strong"],
]);

const reference =
  /[@#!~$%&^]\w|\[\w+:|\b[0-9a-fA-F]{7,40}\b|:[\w+-]+:|https?:|\bwww\.|\b[A-Z][A-Z0-9_]+-\d/g;

/** Ours have code or fixed words as their text and lead to the two servers of the tests. */
function isOurLink(node: Extract<Nodes, { type: "link" }>, body: string): boolean {
  const source = body.slice(node.position?.start.offset, node.position?.end.offset);
  const isWritten = source.startsWith("[");
  return isWritten && /^https:\/\/(?:docs|gitlab)\.example\.com\//.test(node.url);
}

function visit(
  node: Nodes,
  look: (node: Nodes, parent: Nodes | undefined) => void,
  parent?: Nodes,
): void {
  look(node, parent);
  if ("children" in node) for (const child of node.children) visit(child, look, node);
}
