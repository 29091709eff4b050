import { addFrontMatterText } from "./front-matter-text.ts";
import { HtmlReader } from "./html-reader.ts";
import { LinkList } from "./link-list.ts";
import type { MarkdownTree } from "./markdown-tree.ts";
import { PageBuilder } from "./page-builder.ts";
import type { Block, FrontMatter, OpaqueSpan, Page } from "./page.ts";
import { ProseWriter } from "./prose-writer.ts";
import type { Token } from "./template-tokens.ts";
import { TextCollector } from "./text-collector.ts";
import { TokenIndex } from "./token-index.ts";

/** What the text of a page gives. */
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

/** The text of a page, cut into what is YAML and what is Markdown. */
export interface PageText {
  readonly source: string;
  /** The source with its template tokens masked. */
  readonly masked: string;
  readonly bodyStart: number;
  readonly frontMatter: FrontMatter | undefined;
}

/** Walks a Markdown tree once and collects everything a page offers. */
export function buildPageBody(
  { source, masked, bodyStart, frontMatter }: PageText,
  tree: MarkdownTree,
  found: readonly Token[],
): PageBody {
  const tokens = new TokenIndex(found);
  const text = new TextCollector(source, tokens);
  const links = new LinkList(source, tokens);
  const opaque: OpaqueSpan[] = [];
  const html = new HtmlReader(source, masked, tokens, links, text, opaque);
  const prose = new ProseWriter(source, found);
  const blocks: Block[] = [];
  if (frontMatter !== undefined) addFrontMatterText(source, frontMatter, prose, blocks);
  const work = { source, masked, tree, tokens, prose, text, links, html, opaque };
  return new PageBuilder(work, blocks).build(bodyStart);
}
