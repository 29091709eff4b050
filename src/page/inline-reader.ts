import type { Span } from "../text/span.ts";
import type { HtmlReader } from "./html-reader.ts";
import type { LinkList } from "./link-list.ts";
import { inlineTarget, referenceBracket } from "./link-target.ts";
import { DEPTH_MAX, NodeKind, type MarkdownTree } from "./markdown-tree.ts";
import type { OpaqueSpan } from "./page.ts";
import type { ProseWriter } from "./prose-writer.ts";
import type { TextCollector } from "./text-collector.ts";
import type { TokenIndex } from "./token-index.ts";

/** What the readers of one page share while its tree is walked. */
export interface PageWork {
  readonly source: string;
  /** The source with its template tokens masked. */
  readonly masked: string;
  readonly tree: MarkdownTree;
  readonly tokens: TokenIndex;
  readonly prose: ProseWriter;
  readonly text: TextCollector;
  readonly links: LinkList;
  readonly html: HtmlReader;
  readonly opaque: OpaqueSpan[];
}

/** Reads running text: writes its prose, collects its links and code. */
export class InlineReader {
  readonly #work: PageWork;
  #depth = 0;
  #quoteDepth = 0;
  #isCell = false;

  constructor(work: PageWork) {
    this.#work = work;
  }

  /** Reads what is in a paragraph, a heading or a cell, inside `quoteDepth` block quotes. */
  read(node: number, quoteDepth: number, isCell: boolean): void {
    this.#quoteDepth = quoteDepth;
    this.#isCell = isCell;
    this.#children(node);
  }

  #children(node: number): void {
    if (this.#depth >= DEPTH_MAX) return;
    this.#depth += 1;
    const { tree } = this.#work;
    const count = tree.childCount(node);
    for (let index = 0; index < count; index += 1) this.#inline(tree.child(node, index));
    this.#depth -= 1;
  }

  #inline(node: number): void {
    const { tree, prose, text, opaque } = this.#work;
    const start = tree.start(node);
    const end = tree.end(node);
    switch (tree.kind(node)) {
      case NodeKind.text:
        prose.text(start, end, this.#quoteDepth);
        if (text.isCollecting) text.addText(start, end, () => tree.value(node));
        break;
      case NodeKind.inlineCode:
        prose.opaque(start, end);
        opaque.push({ kind: "code-span", span: { start, end } });
        if (text.isCollecting) text.add(tree.value(node));
        break;
      case NodeKind.html:
        this.#html(start, end);
        break;
      case NodeKind.link:
        this.#link(node, start, end);
        break;
      case NodeKind.linkReference:
        this.#reference(node, start, end);
        break;
      case NodeKind.image:
      case NodeKind.imageReference:
        this.#image(node, start, end);
        break;
      case NodeKind.footnoteReference:
        break;
      case NodeKind.break:
        text.add(" ");
        break;
      default:
        this.#children(node);
    }
  }

  #html(start: number, end: number): void {
    const { html, prose } = this.#work;
    const texts = html.readInline(start, end);
    if (texts !== undefined) prose.markup(start, end, texts, this.#quoteDepth);
  }

  #link(node: number, start: number, end: number): void {
    const { tree, masked, text, links } = this.#work;
    if (masked[start] !== "[") {
      this.#autolink(node, start, end);
      return;
    }
    const mark = text.begin();
    this.#children(node);
    const shown = text.end(mark);
    const count = tree.childCount(node);
    const from = count === 0 ? start + 1 : tree.end(tree.child(node, count - 1));
    const found = inlineTarget(masked, from, end);
    const textSpan = { start: start + 1, end: found?.bracket ?? from };
    links.add("inline", { start, end }, textSpan, shown, found?.target, () => tree.url(node));
    this.#title(found?.title);
  }

  #reference(node: number, start: number, end: number): void {
    const { tree, masked, text, links } = this.#work;
    const mark = text.begin();
    this.#children(node);
    const textSpan = { start: start + 1, end: referenceBracket(masked, start + 1, end) };
    const shown = text.end(mark);
    links.refer("reference", { start, end }, textSpan, shown, tree.identifier(node));
  }

  /** The title of a link is a text of its own beside the sentence. */
  #title(title: Span | undefined): void {
    if (title === undefined) return;
    this.#work.prose.markup(title.start - 1, title.end + 1, [title], this.#quoteDepth);
  }

  #autolink(node: number, start: number, nodeEnd: number): void {
    const { source, masked, tree, prose, text, links } = this.#work;
    const brackets = masked[start] === "<" ? 1 : 0;
    // In a cell satteri takes the border for a part of a bare URL.
    const border = this.#isCell ? masked.slice(start, nodeEnd).indexOf("|") : -1;
    const end = border > 0 ? start + border : nodeEnd;
    prose.opaque(start, end);
    const target = { start: start + brackets, end: end - brackets };
    const shown = source.slice(target.start, target.end);
    text.add(shown);
    const textSpan = { start: target.start, end: target.start };
    const url = border > 0 ? shown : tree.url(node);
    links.addResolved("autolink", { start, end }, textSpan, shown, target, url);
  }

  #image(node: number, start: number, end: number): void {
    const { masked, tree, tokens, prose, text, links } = this.#work;
    const isReference = tree.kind(node) === NodeKind.imageReference;
    const found = isReference ? undefined : inlineTarget(masked, start + 2, end);
    const bracket = found?.bracket ?? referenceBracket(masked, start + 2, end);
    const textSpan = { start: start + 2, end: bracket };
    const texts = found?.title === undefined ? [textSpan] : [textSpan, found.title];
    prose.markup(start, end, texts, this.#quoteDepth);
    const isOpaque = tokens.hasTemplateIn(start, bracket);
    const shown = isOpaque ? text.fold(text.plain(textSpan)) : text.fold(tree.alt(node));
    text.add(shown);
    const span = { start, end };
    if (isReference) links.refer("image", span, textSpan, shown, tree.identifier(node));
    else links.add("image", span, textSpan, shown, found?.target, () => tree.url(node));
  }
}
