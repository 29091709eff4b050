import { headingIdToken, headingSpan, headingTextSpan, trimmedEnd } from "./heading-spans.ts";
import { HtmlText } from "./html-text.ts";
import { InlineReader, type PageWork } from "./inline-reader.ts";
import { definitionTarget } from "./link-target.ts";
import { DEPTH_MAX, NodeKind, type MarkdownTree } from "./markdown-tree.ts";
import { addTokens } from "./opaque-tokens.ts";
import type { PageBody } from "./page-body.ts";
import type { Block, Heading, ListItem, OpaqueSpan } from "./page.ts";
import { sectionsOf } from "./section-list.ts";
import type { Token } from "./template-tokens.ts";

/** Walks the blocks of a Markdown tree. */
export class PageBuilder {
  readonly #work: PageWork;
  readonly #source: string;
  readonly #tree: MarkdownTree;
  readonly #inline: InlineReader;
  readonly #headings: Heading[] = [];
  readonly #blocks: Block[];
  readonly #items: ListItem[] = [];
  readonly #opaque: OpaqueSpan[];
  readonly #usedTokens = new Set<Token>();
  #container: Block["container"] = "none";
  #section = 0;
  #depth = 0;
  #itemDepth = 0;
  #quoteDepth = 0;
  #lists = 0;
  #tables = 0;
  #table: number | undefined;

  /** `blocks` holds what stands above the Markdown. */
  constructor(work: PageWork, blocks: Block[]) {
    this.#work = work;
    this.#blocks = blocks;
    this.#source = work.source;
    this.#tree = work.tree;
    this.#opaque = work.opaque;
    this.#inline = new InlineReader(work);
  }

  build(bodyStart: number): PageBody {
    const { source, tokens, html, links, prose } = this.#work;
    this.#blockChildren(this.#tree.root);
    const { opaque, ids, hasTemplates } = addTokens(source, tokens, this.#opaque, this.#usedTokens);
    const topHeadings = this.#headings.filter(({ isNested }) => !isNested);
    return {
      headings: this.#headings,
      sections: sectionsOf(topHeadings, bodyStart, source.length),
      links: links.finish(),
      blocks: this.#blocks,
      items: this.#items,
      opaque,
      ids: [...html.ids, ...ids],
      hasTemplates,
      prose: prose.finish(),
    };
  }

  #blockChildren(node: number): void {
    if (this.#depth >= DEPTH_MAX) return;
    this.#depth += 1;
    const tree = this.#tree;
    const count = tree.childCount(node);
    for (let index = 0; index < count; index += 1) this.#block(tree.child(node, index));
    this.#depth -= 1;
  }

  #block(node: number): void {
    const tree = this.#tree;
    switch (tree.kind(node)) {
      case NodeKind.paragraph:
        this.#running("paragraph", node, this.#textStart(node), tree.end(node));
        break;
      case NodeKind.heading:
        this.#heading(node);
        break;
      case NodeKind.list:
        this.#list(node);
        break;
      case NodeKind.blockquote:
        this.#quoteDepth += 1;
        this.#inContainer("quote", node);
        this.#quoteDepth -= 1;
        break;
      case NodeKind.footnoteDefinition:
        this.#inContainer("footnote", node);
        break;
      case NodeKind.table:
        this.#tableCells(node);
        break;
      case NodeKind.code:
        this.#code(tree.start(node), trimmedEnd(this.#source, tree.start(node), tree.end(node)));
        break;
      case NodeKind.html:
        this.#html(tree.start(node), tree.end(node));
        break;
      case NodeKind.definition:
        this.#definition(node);
        break;
      default:
        break;
    }
  }

  /** Where the text of a paragraph begins: after the check box of a task. */
  #textStart(node: number): number {
    const tree = this.#tree;
    return tree.start(tree.childCount(node) === 0 ? node : tree.child(node, 0));
  }

  /** Takes a block of code. Satteri splits indented code below a heading after its first line. */
  #code(start: number, end: number): void {
    const last = this.#opaque.at(-1);
    const isIndented = " \t".includes(this.#source.charAt(start));
    if (isIndented && last?.kind === "code-block") {
      const isFenced = /^(?:```|~~~)/.test(this.#source.slice(last.span.start, last.span.end));
      if (!isFenced && this.#source.slice(last.span.end, start).trim() === "") {
        this.#opaque.pop();
        this.#opaque.push({ kind: "code-block", span: { start: last.span.start, end } });
        return;
      }
    }
    this.#opaque.push({ kind: "code-block", span: { start, end } });
  }

  #html(start: number, end: number): void {
    const { html, prose } = this.#work;
    const running = new HtmlText(prose, this.#blocks, {
      kind: "paragraph",
      container: this.#container,
      itemDepth: this.#itemDepth,
      quoteDepth: this.#quoteDepth,
      section: this.#section,
      nextTable: () => this.#tables++,
    });
    html.readBlock(start, trimmedEnd(this.#source, start, end), running);
  }

  #inContainer(container: Block["container"], node: number): void {
    const outer = this.#container;
    this.#container = container;
    this.#blockChildren(node);
    this.#container = outer;
  }

  #list(node: number): void {
    const tree = this.#tree;
    const list = this.#lists;
    this.#lists += 1;
    const ordered = tree.isOrdered(node);
    const section = this.#section;
    this.#itemDepth += 1;
    const count = tree.childCount(node);
    for (let index = 0; index < count; index += 1) {
      const item = tree.child(node, index);
      const start = tree.start(item);
      const span = { start, end: trimmedEnd(this.#source, start, tree.end(item)) };
      this.#items.push({ span, depth: this.#itemDepth, ordered, list, section });
      this.#inContainer("item", item);
    }
    this.#itemDepth -= 1;
  }

  #tableCells(node: number): void {
    const tree = this.#tree;
    const outer = this.#container;
    this.#container = "table";
    this.#table = this.#tables;
    this.#tables += 1;
    for (let row = 0; row < tree.childCount(node); row += 1) {
      const cells = tree.child(node, row);
      for (let index = 0; index < tree.childCount(cells); index += 1) {
        const cell = tree.child(cells, index);
        const count = tree.childCount(cell);
        if (count === 0) continue;
        const end = tree.end(tree.child(cell, count - 1));
        this.#running("cell", cell, tree.start(tree.child(cell, 0)), end);
      }
    }
    this.#table = undefined;
    this.#container = outer;
  }

  /** Takes a paragraph, a cell or the text of a heading. */
  #running(kind: Block["kind"], node: number, start: number, end: number): void {
    this.#inline.read(node, this.#quoteDepth, kind === "cell");
    this.#work.html.endBlock();
    this.#work.prose.breakBlock(end);
    this.#blocks.push({
      kind,
      span: { start, end },
      container: this.#container,
      itemDepth: this.#itemDepth,
      isQuoted: this.#quoteDepth > 0,
      section: this.#section,
      table: this.#table,
      isMarkdown: true,
    });
  }

  #heading(node: number): void {
    const { source, tree, tokens, html, text } = this.#work;
    const span = headingSpan(source, tokens, tree.start(node), tree.end(node));
    const textSpan = headingTextSpan(source, tokens, tree, node);
    const isNested = this.#container !== "none";
    const set = headingIdToken(source, tokens, span);
    if (set !== undefined) this.#usedTokens.add(set.token);
    if (!isNested) this.#section += 1;
    const mark = text.begin();
    html.beginHeading();
    if (tree.childCount(node) > 0) {
      this.#running("heading", node, textSpan.start, textSpan.end);
    }
    const htmlId = html.endHeading();
    this.#headings.push({
      depth: tree.depth(node),
      span,
      textSpan,
      text: text.end(mark),
      id: set?.id ?? htmlId,
      isOpaque: tokens.hasTemplateIn(textSpan.start, textSpan.end),
      isNested,
    });
  }

  #definition(node: number): void {
    const { tree, masked, links } = this.#work;
    const span = { start: tree.start(node), end: tree.end(node) };
    const target = definitionTarget(masked, span.start, span.end);
    links.define(tree.identifier(node), span, target, tree.url(node));
  }
}
