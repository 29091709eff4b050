/** What a node of a Markdown tree is. The numbers are those of satteri's arena. */
export const NodeKind = {
  root: 0,
  paragraph: 1,
  heading: 2,
  thematicBreak: 3,
  blockquote: 4,
  list: 5,
  listItem: 6,
  html: 7,
  code: 8,
  definition: 9,
  text: 10,
  emphasis: 11,
  strong: 12,
  inlineCode: 13,
  break: 14,
  link: 15,
  image: 16,
  linkReference: 17,
  imageReference: 18,
  footnoteDefinition: 19,
  footnoteReference: 20,
  table: 21,
  tableRow: 22,
  tableCell: 23,
  delete: 24,
} as const;

// Nesting beyond this is an attack on the stack, not a page: real pages stay below 20 (GitLab, 2022).
/** How deep a tree is followed; what is deeper is not looked at. */
export const DEPTH_MAX = 200;

/**
 * A parsed Markdown text as the builder of a page wants it: nodes are numbers, children come in the
 * order of the text, offsets are UTF-16. Two parsers implement it.
 */
export interface MarkdownTree {
  readonly root: number;
  kind(node: number): number;
  start(node: number): number;
  end(node: number): number;
  childCount(node: number): number;
  child(node: number, index: number): number;
  /** Depth of a heading. */
  depth(node: number): number;
  /** Whether a list is numbered. */
  isOrdered(node: number): boolean;
  /** Decoded text of a text, inline code or HTML node. */
  value(node: number): string;
  /** Decoded target of a link, an image or a definition. */
  url(node: number): string;
  /** Plain alternative text of an image or an image reference. */
  alt(node: number): string;
  /** Normalised label of a definition or a reference. */
  identifier(node: number): string;
}

/** Parses Markdown; offsets of the tree are shifted by `base`. */
export type ParseMarkdown = (text: string, base: number) => MarkdownTree;
