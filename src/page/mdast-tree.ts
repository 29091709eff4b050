import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

import { NodeKind, type MarkdownTree } from "./markdown-tree.ts";

const kinds: ReadonlyMap<string, number> = new Map(Object.entries(NodeKind));
const extensions = [gfm()];
// Without the transforms, which look for more bare addresses in the finished tree: what they find has
// no place in the source.
const mdastExtensions = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));

/** Parses Markdown with micromark: some hundred times slower, for machines where satteri does not load. */
export function parseWithMdast(text: string, base: number): MarkdownTree {
  const root = fromMarkdown(text, { extensions, mdastExtensions });
  return new MdastTree(root, base);
}

class MdastTree implements MarkdownTree {
  readonly root = 0;
  readonly #nodes: Nodes[] = [];
  readonly #children: number[][] = [];
  readonly #base: number;

  constructor(root: Nodes, base: number) {
    this.#base = base;
    this.#add(root);
  }

  #add(root: Nodes): void {
    const pending: { node: Nodes; siblings: number[] }[] = [{ node: root, siblings: [] }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { node, siblings } = next;
      siblings.push(this.#nodes.length);
      const children: number[] = [];
      this.#nodes.push(node);
      this.#children.push(children);
      if (!("children" in node)) continue;
      for (const child of node.children.toReversed())
        pending.push({ node: child, siblings: children });
    }
  }

  #node(node: number): Nodes {
    const found = this.#nodes[node];
    if (found === undefined) throw new RangeError(`There is no node ${node}`);
    return found;
  }

  kind(node: number): number {
    return kinds.get(this.#node(node).type) ?? NodeKind.root;
  }

  start(node: number): number {
    return (this.#node(node).position?.start.offset ?? 0) + this.#base;
  }

  end(node: number): number {
    return (this.#node(node).position?.end.offset ?? 0) + this.#base;
  }

  childCount(node: number): number {
    return this.#children[node]?.length ?? 0;
  }

  child(node: number, index: number): number {
    return this.#children[node]?.[index] ?? 0;
  }

  depth(node: number): number {
    const found = this.#node(node);
    return found.type === "heading" ? found.depth : 1;
  }

  isOrdered(node: number): boolean {
    const found = this.#node(node);
    return found.type === "list" && found.ordered === true;
  }

  value(node: number): string {
    const found = this.#node(node);
    return "value" in found ? found.value : "";
  }

  url(node: number): string {
    const found = this.#node(node);
    return "url" in found ? found.url : "";
  }

  alt(node: number): string {
    const found = this.#node(node);
    return "alt" in found ? (found.alt ?? "") : "";
  }

  identifier(node: number): string {
    const found = this.#node(node);
    return "identifier" in found ? found.identifier : "";
  }
}
