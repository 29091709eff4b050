import type { Span } from "../text/span.ts";
import { HtmlReader } from "./html-reader.ts";
import { LinkList } from "./link-list.ts";
import { definitionTarget, inlineTarget } from "./link-target.ts";
import { NodeKind, type MarkdownTree } from "./markdown-tree.ts";
import type { Block, Heading, ListItem, OpaqueSpan, Page } from "./page.ts";
import { ProseWriter } from "./prose-writer.ts";
import { sectionsOf } from "./section-list.ts";
import { TextCollector } from "./text-collector.ts";
import type { Token } from "./template-tokens.ts";
import { idOfAttribute, TokenIndex } from "./token-index.ts";

/** What the Markdown of a page gives. */
export type PageBody = Pick<
  Page,
  | "headings"
  | "sections"
  | "links"
  | "blocks"
  | "items"
  | "opaque"
  | "ids"
  | "hasTemplates"
  | "prose"
>;

// Nesting beyond this is an attack on the stack, not a page: 4,431 real versions stay below 20.
const DEPTH_MAX = 200;

/** Walks a Markdown tree once and collects everything a page offers. */
export function buildPageBody(
  source: string,
  masked: string,
  bodyStart: number,
  tree: MarkdownTree,
  tokens: readonly Token[],
): PageBody {
  return new PageBuilder(source, masked, tree, tokens).build(bodyStart);
}

class PageBuilder {
  readonly #source: string;
  readonly #masked: string;
  readonly #tree: MarkdownTree;
  readonly #tokens: TokenIndex;
  readonly #prose: ProseWriter;
  readonly #text: TextCollector;
  readonly #links: LinkList;
  readonly #html: HtmlReader;
  readonly #headings: Heading[] = [];
  readonly #sectionHeadings: Heading[] = [];
  readonly #blocks: Block[] = [];
  readonly #items: ListItem[] = [];
  readonly #opaque: OpaqueSpan[] = [];
  readonly #usedTokens = new Set<Token>();
  #container: Block["container"] = "none";
  #depth = 0;
  #itemDepth = 0;
  #quoteDepth = 0;
  #lists = 0;
  #tables = 0;
  #table: number | undefined;

  constructor(source: string, masked: string, tree: MarkdownTree, tokens: readonly Token[]) {
    this.#source = source;
    this.#masked = masked;
    this.#tree = tree;
    this.#tokens = new TokenIndex(tokens);
    this.#prose = new ProseWriter(source, tokens);
    this.#text = new TextCollector(source, this.#tokens);
    this.#links = new LinkList(source, this.#tokens);
    this.#html = new HtmlReader(
      source,
      masked,
      this.#tokens,
      this.#links,
      this.#text,
      this.#opaque,
    );
  }

  build(bodyStart: number): PageBody {
    this.#blockChildren(this.#tree.root);
    const prose = this.#prose.finish();
    const { opaque, ids, hasTemplates } = this.#finishTokens();
    return {
      headings: this.#headings,
      sections: sectionsOf(this.#sectionHeadings, bodyStart, this.#source.length),
      links: this.#links.finish(),
      blocks: this.#blocks,
      items: this.#items,
      opaque,
      ids: [...this.#html.ids, ...ids],
      hasTemplates,
      prose,
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
        this.#html.readBlock(
          tree.start(node),
          trimmedEnd(this.#source, tree.start(node), tree.end(node)),
        );
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
    const section = this.#sectionHeadings.length;
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
    this.#inlineChildren(node);
    this.#html.endBlock();
    this.#prose.breakBlock(end);
    this.#blocks.push({
      kind,
      span: { start, end },
      container: this.#container,
      itemDepth: this.#itemDepth,
      isQuoted: this.#quoteDepth > 0,
      section: this.#sectionHeadings.length,
      table: this.#table,
    });
  }

  #heading(node: number): void {
    const tree = this.#tree;
    const span = this.#headingSpan(tree.start(node), tree.end(node));
    const count = tree.childCount(node);
    const textSpan = this.#headingTextSpan(node, count, span);
    const isNested = this.#container !== "none";
    const id = this.#headingId(span);
    this.#html.headingId = undefined;
    this.#html.isInHeading = true;
    const mark = this.#text.begin();
    if (!isNested) this.#sectionHeadings.push(PLACEHOLDER);
    if (count > 0) this.#running("heading", node, textSpan.start, textSpan.end);
    this.#html.isInHeading = false;
    const heading: Heading = {
      depth: tree.depth(node),
      span,
      textSpan,
      text: this.#text.end(mark),
      id: id ?? this.#html.headingId,
      isOpaque: this.#tokens.hasTemplateIn(textSpan.start, textSpan.end),
      isNested,
    };
    this.#headings.push(heading);
    if (!isNested) this.#sectionHeadings[this.#sectionHeadings.length - 1] = heading;
  }

  /** An attribute at the end belongs to the heading, white space there does not. */
  #headingSpan(start: number, nodeEnd: number): Span {
    let end = trimmedEnd(this.#source, start, nodeEnd);
    const lineEnd = endOfLine(this.#source, end);
    for (const token of this.#tokens.within(end, lineEnd)) {
      const isNext = this.#source.slice(end, token.start).trim() === "";
      if (token.kind === "attribute" && isNext) end = token.end;
    }
    return { start, end };
  }

  #headingTextSpan(node: number, count: number, span: Span): Span {
    const tree = this.#tree;
    if (count === 0) {
      let at = span.start;
      while (this.#source[at] === "#") at += 1;
      return { start: at, end: at };
    }
    const start = tree.start(tree.child(node, 0));
    let end = tree.end(tree.child(node, count - 1));
    for (const token of this.#tokens.within(start, end).toReversed()) {
      const isLast = this.#source.slice(token.end, end).trim() === "";
      if (token.kind === "attribute" && isLast) end = token.start;
    }
    return { start, end: trimmedEnd(this.#source, start, end) };
  }

  /** Finds the id that an attribute on the line of a heading, or alone on the next line, sets. */
  #headingId(span: Span): string | undefined {
    const nextLine = endOfLine(this.#source, span.end) + 1;
    for (const token of this.#tokens.within(span.start, endOfLine(this.#source, nextLine))) {
      if (token.kind !== "attribute" || (token.start >= nextLine && !token.isAlone)) continue;
      const id = idOfAttribute(this.#source.slice(token.start, token.end));
      if (id === undefined) continue;
      this.#usedTokens.add(token);
      return id;
    }
    return undefined;
  }

  #definition(node: number): void {
    const tree = this.#tree;
    const span = this.#span(node);
    const target = definitionTarget(this.#masked, span.start, span.end);
    this.#links.define(tree.identifier(node), span, target, tree.url(node));
  }

  #inlineChildren(node: number): void {
    if (this.#depth >= DEPTH_MAX) return;
    this.#depth += 1;
    const tree = this.#tree;
    const count = tree.childCount(node);
    for (let index = 0; index < count; index += 1) this.#inline(tree.child(node, index));
    this.#depth -= 1;
  }

  #inline(node: number): void {
    const tree = this.#tree;
    const start = tree.start(node);
    const end = tree.end(node);
    switch (tree.kind(node)) {
      case NodeKind.text:
        this.#prose.text(start, end, this.#quoteDepth);
        if (this.#text.isCollecting) this.#text.addText(start, end, () => tree.value(node));
        break;
      case NodeKind.inlineCode:
        this.#prose.opaque(start, end);
        this.#opaque.push({ kind: "code-span", span: { start, end } });
        if (this.#text.isCollecting) this.#text.add(tree.value(node));
        break;
      case NodeKind.html:
        if (this.#html.readInline(start, end)) this.#prose.opaque(start, end);
        break;
      case NodeKind.link:
        this.#link(node, start, end);
        break;
      case NodeKind.linkReference: {
        const mark = this.#text.begin();
        this.#inlineChildren(node);
        const span = { start, end };
        const textSpan = this.#linkTextSpan(node, start, end);
        this.#links.refer("reference", span, textSpan, this.#text.end(mark), tree.identifier(node));
        break;
      }
      case NodeKind.image:
      case NodeKind.imageReference:
        this.#image(node, start, end);
        break;
      case NodeKind.break:
        this.#text.add(" ");
        break;
      default:
        this.#inlineChildren(node);
    }
  }

  #link(node: number, start: number, end: number): void {
    const tree = this.#tree;
    if (this.#masked[start] !== "[") {
      this.#autolink(node, start, end);
      return;
    }
    const mark = this.#text.begin();
    this.#inlineChildren(node);
    const text = this.#text.end(mark);
    const count = tree.childCount(node);
    const from = count === 0 ? start + 1 : tree.end(tree.child(node, count - 1));
    const found = inlineTarget(this.#masked, from, end);
    const textSpan = { start: start + 1, end: found?.bracket ?? from };
    this.#links.add("inline", { start, end }, textSpan, text, found?.target, () => tree.url(node));
  }

  #autolink(node: number, start: number, nodeEnd: number): void {
    const brackets = this.#masked[start] === "<" ? 1 : 0;
    // In a cell satteri takes the border for a part of a bare URL.
    const border =
      this.#container === "table" ? this.#masked.slice(start, nodeEnd).indexOf("|") : -1;
    const end = border > 0 ? start + border : nodeEnd;
    this.#prose.opaque(start, end);
    const target = { start: start + brackets, end: end - brackets };
    const text = this.#source.slice(target.start, target.end);
    this.#text.add(text);
    const textSpan = { start: target.start, end: target.start };
    const url = border > 0 ? text : this.#tree.url(node);
    this.#links.addResolved("autolink", { start, end }, textSpan, text, target, url);
  }

  #image(node: number, start: number, end: number): void {
    const tree = this.#tree;
    this.#prose.opaque(start, end);
    const isOpaque = this.#tokens.hasTemplateIn(start, end);
    const isReference = tree.kind(node) === NodeKind.imageReference;
    const found = isReference ? undefined : inlineTarget(this.#masked, start + 2, end);
    const closing = found?.bracket ?? this.#masked.indexOf("]", start + 2);
    const textSpan = { start: start + 2, end: closing === -1 ? end : Math.min(end, closing) };
    const text = isOpaque ? this.#text.plain(textSpan) : this.#text.fold(tree.alt(node));
    this.#text.add(text);
    const span = { start, end };
    if (isReference) this.#links.refer("image", span, textSpan, text, tree.identifier(node));
    else this.#links.add("image", span, textSpan, text, found?.target, () => tree.url(node));
  }

  #linkTextSpan(node: number, start: number, end: number): Span {
    const count = this.#tree.childCount(node);
    const from = count === 0 ? start + 1 : this.#tree.end(this.#tree.child(node, count - 1));
    const closing = this.#masked.indexOf("]", from);
    return { start: start + 1, end: closing === -1 ? end : Math.min(end, closing) };
  }

  #span(node: number): Span {
    return { start: this.#tree.start(node), end: this.#tree.end(node) };
  }

  /** Adds the tokens to the opaque spans; those in code are code. */
  #finishTokens(): Pick<PageBody, "opaque" | "ids" | "hasTemplates"> {
    const { tokens } = this.#tokens;
    if (tokens.length === 0) return { opaque: this.#opaque, ids: [], hasTemplates: false };
    const code = this.#opaque.filter(({ kind }) => kind === "code-block" || kind === "code-span");
    const ids: string[] = [];
    let hasTemplates = false;
    let next = 0;
    for (const token of tokens) {
      while ((code[next]?.span.end ?? Infinity) <= token.start) next += 1;
      if ((code[next]?.span.start ?? Infinity) < token.end) continue;
      this.#opaque.push({ kind: token.kind, span: { start: token.start, end: token.end } });
      hasTemplates ||= token.isTemplate;
      if (token.kind !== "attribute" || this.#usedTokens.has(token)) continue;
      const id = idOfAttribute(this.#source.slice(token.start, token.end));
      if (id !== undefined) ids.push(id);
    }
    this.#opaque.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    return { opaque: this.#opaque, ids, hasTemplates };
  }
}

const NOWHERE = { start: 0, end: 0 };
const PLACEHOLDER: Heading = {
  depth: 1,
  span: NOWHERE,
  textSpan: NOWHERE,
  text: "",
  id: undefined,
  isOpaque: false,
  isNested: false,
};

function trimmedEnd(source: string, start: number, end: number): number {
  let at = end;
  while (at > start && " \t\r\n".includes(source.charAt(at - 1))) at -= 1;
  return at;
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end === -1 ? source.length : end;
}
