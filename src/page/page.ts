import type { LineIndex } from "../text/line-index.ts";
import type { Edit } from "../text/edit.ts";
import type { Span } from "../text/span.ts";

/**
 * What kind of page this is. A handbook may name kinds of its own, so any string is allowed.
 *
 * - `job-page`: a job description as kept in 2015–2017 (`layout: job_page`)
 * - `job-family`: a whole job family on one page
 * - `job-family-part`: one level of a job family that is split over the files of a folder
 * - `policy`: a controlled document or another policy
 * - `handbook`: any other page with a URL
 * - `readme`: a personal or repository README
 * - `include`: a fragment that other pages include
 */
export type PageType =
  | "job-page"
  | "job-family"
  | "job-family-part"
  | "policy"
  | "handbook"
  | "readme"
  | "include"
  | (string & {});

/** A YAML value as front matter can hold it. Objects have no prototype. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | Date
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

/** One top-level key of the front matter. */
export interface FrontMatterEntry {
  readonly key: string;
  readonly value: YamlValue;
  readonly keySpan: Span;
  /** Empty when the key has no value. */
  readonly valueSpan: Span;
}

/** A text in the front matter: a string at any depth, in its source. */
export interface FrontMatterText {
  /** The top-level key that it is below. */
  readonly key: string;
  /** Without quotes around it. */
  readonly span: Span;
}

/** The block of keys at the top of a page. With a syntax error, `entries` holds what could be read. */
export interface FrontMatter {
  readonly format: "yaml" | "toml";
  /** From the opening to the closing fence, without the line break after it. */
  readonly span: Span;
  /** The text between the two fences. */
  readonly body: Span;
  readonly entries: readonly FrontMatterEntry[];
  /** In the order of the source. */
  readonly texts: readonly FrontMatterText[];
  /** The value of a top-level key; the first one where a key is there twice. */
  get(key: string): YamlValue | undefined;
}

/** Something wrong with the page as a file, found while parsing. */
export interface PageProblem {
  readonly kind:
    | "front-matter-syntax"
    | "front-matter-duplicate-key"
    | "front-matter-unclosed"
    | "front-matter-unopened"
    | "not-utf8"
    | "page-too-complex"
    | "page-too-large";
  readonly span: Span;
  /** For people, without a location. */
  readonly message: string;
  /** What puts it right, where that is known. */
  readonly fix?: { readonly label: string; readonly edits: readonly Edit[] };
}

export interface Heading {
  /** 1 to 6. */
  readonly depth: number;
  /** The whole heading, markers included, without the line break. */
  readonly span: Span;
  /** The text between the markers, without a trailing attribute or explicit id. */
  readonly textSpan: Span;
  /** What a reader sees: markup, template tokens and attributes removed, white space folded. */
  readonly text: string;
  /** An id the author set with `{#id}`, `{: #id}` or `<a name="id">` inside the heading. */
  readonly id: string | undefined;
  /** Whether a template token is in the heading, so that its text is not fully known. */
  readonly isOpaque: boolean;
  /** Stands in a list item, a quote or a footnote: it has an anchor, but opens no section. */
  readonly isNested: boolean;
}

/** A heading and what follows up to the next heading of the same or a higher level. */
export interface Section {
  /** Undefined for the text before the first heading. */
  readonly heading: Heading | undefined;
  /** 0 for the text before the first heading. */
  readonly depth: number;
  /** Index of the section this one is part of. */
  readonly parent: number | undefined;
  /** From the heading to the end of the last subsection. */
  readonly span: Span;
  /** From the end of the heading to the next heading of any level. */
  readonly own: Span;
}

/** A link, an image or an iframe, or the definition of a target for links elsewhere on the page. */
export interface Link {
  readonly kind: "inline" | "reference" | "autolink" | "image" | "html" | "definition";
  readonly span: Span;
  /** What is between the brackets or tags; empty for autolinks and definitions. */
  readonly textSpan: Span;
  /** The link text or alternative text as a reader sees it; the address itself for autolinks. */
  readonly text: string;
  /** The target with entities and escapes decoded, not percent-decoded. Empty when there is none. */
  readonly target: string;
  /** Where the target is in the source; undefined when it is in a definition elsewhere. */
  readonly targetSpan: Span | undefined;
  /** Whether a template token is in the target, so that it cannot be known. */
  readonly isOpaque: boolean;
}

/** A piece of running text: the unit in which sentences, passages and comments are judged. */
export interface Block {
  readonly kind: "heading" | "paragraph" | "cell";
  /** The text without markers around it: of a heading its `textSpan`, of a cell what is between its borders. */
  readonly span: Span;
  /** The nearest container of the paragraph. */
  readonly container: "none" | "item" | "quote" | "table" | "footnote" | "front-matter";
  /** Nesting of list items around it: 0 outside lists. */
  readonly itemDepth: number;
  /** True inside a block quote, at any depth. */
  readonly isQuoted: boolean;
  /** Index into `sections`. */
  readonly section: number;
  /** Number of the table this cell is in, counted from 0; undefined elsewhere. */
  readonly table: number | undefined;
  /** False in raw HTML and front matter, where marks of Markdown are plain text. */
  readonly isMarkdown: boolean;
}

/** A stretch that no rule looks into. HTML is cut at comments; tokens may be inside other stretches. */
export interface OpaqueSpan {
  readonly kind:
    | "code-block"
    | "code-span"
    | "html"
    | "html-comment"
    | "shortcode"
    | "erb"
    | "attribute"
    | "math"
    | "mdx";
  readonly span: Span;
}

/** A list item, for rules on bullets. */
export interface ListItem {
  readonly span: Span;
  readonly depth: number;
  readonly ordered: boolean;
  /** Number of the outermost-to-innermost list this item is in, counted from 0 on the page. */
  readonly list: number;
  readonly section: number;
}

/** One Markdown file, parsed once, never changed. Every offset refers to `source`. */
export interface Page {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  readonly source: string;
  readonly type: PageType;
  /**
   * Who writes the page: people, a program that leaves its mark at the top, or the authors of a licence.
   * No rule looks at what people do not write here, and nothing there counts as a copy.
   */
  readonly provenance: "authored" | "generated" | "licence";
  readonly lines: LineIndex;
  readonly frontMatter: FrontMatter | undefined;
  readonly problems: readonly PageProblem[];
  readonly headings: readonly Heading[];
  /** In order of their start; the first is always the text before the first heading. */
  readonly sections: readonly Section[];
  readonly links: readonly Link[];
  readonly blocks: readonly Block[];
  readonly items: readonly ListItem[];
  readonly opaque: readonly OpaqueSpan[];
  /** Ids that HTML or attributes set outside headings (`<a name>`, `id=`, `{: #id}`). */
  readonly ids: readonly string[];
  /** Whether a template may add text, headings or anchors that the source does not show. */
  readonly hasTemplates: boolean;
  /**
   * The page as a reader reads it, at the same offsets as `source` and of the same length: markup is
   * blanked with spaces, `\n` is only between blocks, and each opaque inline (code, template
   * token, URL, HTML tag) is a run of `\uFFFC`. A character reference is the character it stands for, filled
   * up with `\u2060` inside a word (`cr&#97;zy`) and spaces elsewhere: whoever reads words skips characters that
   * nobody sees. Headings, cells, paragraphs, the text of HTML and of front matter, alternative texts and link
   * titles are in it; code blocks and comments are not. One scan of this text sees all prose.
   */
  readonly prose: string;
  /**
   * The language of most of the page, as a BCP 47 primary tag (`fr`); undefined where the page is too
   * short to tell and declares none. Worked out when first asked.
   */
  readonly language: string | undefined;
  /** The language of the passage (`blocks`) at an offset; outside passages that of the page. */
  languageAt(offset: number): string | undefined;
}
