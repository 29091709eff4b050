import type { Span } from "../text/span.ts";
import { decodeEntities } from "./entities.ts";
import { htmlPieces, type HtmlPiece, textsIn } from "./html-tags.ts";
import type { HtmlText } from "./html-text.ts";
import type { LinkList } from "./link-list.ts";
import type { OpaqueSpan } from "./page.ts";
import type { TextCollector } from "./text-collector.ts";
import type { TokenIndex } from "./token-index.ts";

type Tag = Extract<HtmlPiece, { readonly kind: "tag" }>;

interface OpenAnchor {
  readonly tag: Span;
  readonly href: Span;
  readonly mark: number;
}

/** Reads raw HTML for links, ids and comments; the rest of it is opaque. */
export class HtmlReader {
  readonly #source: string;
  readonly #masked: string;
  readonly #tokens: TokenIndex;
  readonly #links: LinkList;
  readonly #text: TextCollector;
  readonly #opaque: OpaqueSpan[];
  readonly ids: string[] = [];
  #isInHeading = false;
  #headingId: string | undefined;
  #anchor: OpenAnchor | undefined;

  constructor(
    source: string,
    masked: string,
    tokens: TokenIndex,
    links: LinkList,
    text: TextCollector,
    opaque: OpaqueSpan[],
  ) {
    this.#source = source;
    this.#masked = masked;
    this.#tokens = tokens;
    this.#links = links;
    this.#text = text;
    this.#opaque = opaque;
  }

  /** From here to the end of the heading, the first id is the heading's own. */
  beginHeading(): void {
    this.#isInHeading = true;
    this.#headingId = undefined;
  }

  /** Gives the id that a tag in the heading has set. */
  endHeading(): string | undefined {
    this.#isInHeading = false;
    return this.#headingId;
  }

  /** Reads a block of HTML; its text goes to `running`. */
  readBlock(start: number, end: number, running: HtmlText): void {
    let open: Span | undefined;
    for (const piece of htmlPieces(this.#masked, start, end)) {
      if (piece.kind === "comment") {
        if (this.#tokens.startsAt(piece.span.start)) continue;
        this.#push("html", open);
        open = undefined;
        this.#push("html-comment", piece.span);
        continue;
      }
      if (piece.kind === "tag") running.tag(piece);
      else running.text(piece.span, this.#masked);
      if (piece.kind === "tag") this.#tag(piece);
      else if (this.#text.isCollecting) this.#text.add(this.#text.plain(piece.span));
      const isBlank =
        piece.kind === "text" && this.#masked.slice(piece.span.start, piece.span.end).trim() === "";
      if (open !== undefined) open = { start: open.start, end: piece.span.end };
      else if (!isBlank) open = piece.span;
    }
    this.#push("html", open);
    running.end();
    this.endBlock();
  }

  /** Reads a tag or comment in running text: gives the texts in the tag; undefined for a comment. */
  readInline(start: number, end: number): readonly Span[] | undefined {
    if (this.#masked.startsWith("<!--", start)) {
      if (!this.#tokens.startsAt(start)) this.#push("html-comment", { start, end });
      return undefined;
    }
    this.#push("html", { start, end });
    const texts: Span[] = [];
    for (const piece of htmlPieces(this.#masked, start, end)) {
      if (piece.kind !== "tag") continue;
      this.#tag(piece);
      texts.push(...textsIn(piece));
    }
    return texts;
  }

  /** Ends a block: of a link that is never closed only the tag is known. */
  endBlock(): void {
    if (this.#anchor === undefined) return;
    const { tag, href, mark } = this.#anchor;
    this.#anchor = undefined;
    this.#text.end(mark);
    this.#add(tag, { start: tag.end, end: tag.end }, "", href);
  }

  #push(kind: OpaqueSpan["kind"], span: Span | undefined): void {
    if (span !== undefined) this.#opaque.push({ kind, span });
  }

  #tag(tag: Tag): void {
    if (tag.name === "a" && tag.isClosing) this.#closeAnchor(tag.span.start, tag.span.end);
    if (tag.isClosing) return;
    if (tag.name === "br") this.#text.add(" ");
    this.#ids(tag);
    const target = attribute(tag, tag.name === "a" ? "href" : "src");
    if (target === undefined) return;
    if (tag.name === "a") {
      this.endBlock();
      this.#anchor = { tag: tag.span, href: target, mark: this.#text.begin() };
    } else if (tag.name === "img" || tag.name === "iframe") {
      const alt = attribute(tag, tag.name === "img" ? "alt" : "title");
      const text = alt === undefined ? "" : this.#text.fold(this.#text.plain(alt));
      const textSpan = alt ?? { start: tag.span.end, end: tag.span.end };
      this.#text.add(text);
      this.#add(tag.span, textSpan, text, target);
    }
  }

  #closeAnchor(textEnd: number, end: number): void {
    if (this.#anchor === undefined) return;
    const { tag, href, mark } = this.#anchor;
    this.#anchor = undefined;
    const text = this.#text.end(mark);
    this.#add({ start: tag.start, end }, { start: tag.end, end: textEnd }, text, href);
  }

  #add(span: Span, textSpan: Span, text: string, target: Span): void {
    const decoded = decodeEntities(this.#source.slice(target.start, target.end).trim());
    this.#links.addResolved("html", span, textSpan, text, target, decoded);
  }

  #ids(tag: Tag): void {
    this.#id(attribute(tag, "id"));
    if (tag.name === "a") this.#id(attribute(tag, "name"));
  }

  #id(span: Span | undefined): void {
    if (span === undefined || span.start === span.end) return;
    if (this.#tokens.hasTemplateIn(span.start, span.end)) return;
    const id = decodeEntities(this.#source.slice(span.start, span.end));
    if (this.#isInHeading && this.#headingId === undefined) this.#headingId = id;
    else if (!this.#isInHeading || id !== this.#headingId) this.ids.push(id);
  }
}

function attribute(tag: Tag, name: string): Span | undefined {
  return tag.attributes.find((candidate) => candidate.name === name)?.value;
}
