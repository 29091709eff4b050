import { clipNesting } from "./clip-nesting.ts";
import { clipReferences } from "./clip-references.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { ParseMarkdown } from "./markdown-tree.ts";
import { buildPageBody } from "./page-body.ts";
import type { LanguageRule } from "./declared-language.ts";
import { findExcess, pageBytesMax as defaultBytesMax } from "./page-limits.ts";
import { pageTypeOf, type PageTypeRule } from "./page-type.ts";
import type { Page, PageProblem } from "./page.ts";
import type { DetectLanguage } from "./page-languages.ts";
import { provenanceOf } from "./provenance.ts";
import { ParsedPage, type PageParts } from "./parsed-page.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { withThousands } from "../text/wording.ts";
import { findMdxTokens } from "./mdx-tokens.ts";
import { maskTokens } from "./mask-tokens.ts";
import { findTokens } from "./template-tokens.ts";

export interface ParsePageOptions {
  /** Kinds of pages the handbook names itself; the first that matches wins over the built-in ones. */
  readonly pageTypes?: readonly PageTypeRule[];
  /** Languages the handbook gives to its pages; the first that matches holds. */
  readonly languages?: readonly LanguageRule[];
  /** Guesses languages where function words do not decide; without it they alone do. */
  readonly detectLanguage?: DetectLanguage;
  readonly pageBytesMax?: number;
}

/**
 * Parses one Markdown file. Never throws: what is wrong with the file is in `problems`. Who parses many
 * pages goes back to the event loop every hundred or so: only there are satteri's buffers set free.
 */
export function parsePage(
  path: string,
  source: string | Uint8Array,
  options: ParsePageOptions = {},
): Page {
  return parsePageWith(parseMarkdown, path, source, options);
}

/**
 * Parses one Markdown file with a given Markdown parser.
 * @testing Both parsers give the same pages.
 */
export function parsePageWith(
  parseMarkdown: ParseMarkdown,
  path: string,
  source: string | Uint8Array,
  {
    pageTypes,
    languages = [],
    detectLanguage,
    pageBytesMax = defaultBytesMax,
  }: ParsePageOptions = {},
): Page {
  if (isLarger(source, pageBytesMax)) {
    const message = `This page is larger than ${pageBytesMax / 1_000} kB and was not checked. Split it.`;
    return unreadPage(path, { kind: "page-too-large", span: top, message }, pageTypes);
  }
  const { text, problems: decoding } = typeof source === "string" ? plain(source) : decode(source);
  const excess = findExcess(text);
  if (excess !== undefined) {
    const most = withThousands(excess.max);
    const message = `This page has more than ${most} ${excess.what} and was not checked. Split or simplify it.`;
    return unreadPage(path, { kind: "page-too-complex", span: top, message }, pageTypes);
  }
  const { frontMatter, problems, bodyStart } = readFrontMatter(text);
  const tokens = /\.mdx$/i.test(path)
    ? findMdxTokens(text, bodyStart)
    : findTokens(text, bodyStart, path.endsWith(".erb"));
  const body = maskTokens(text, bodyStart, tokens);
  const masked = tokens.length === 0 ? text : text.slice(0, bodyStart) + body;
  const tree = parseMarkdown(clipReferences(clipNesting(wellFormed(body))), bodyStart);
  const configured = languages.find(({ paths }) => paths === undefined || paths(path))?.language;
  const parts = {
    path,
    source: text,
    type: pageTypeOf(path, text, frontMatter, pageTypes),
    provenance: provenanceOf(path, text),
    frontMatter,
    problems: [...decoding, ...problems],
    ...buildPageBody({ source: text, masked, bodyStart, frontMatter }, tree, tokens),
  };
  return new ParsedPage(parts, { configured, detect: detectLanguage });
}

/** Replaces what Markdown parsers may not see, and would replace each in its own way. */
function wellFormed(text: string): string {
  const characters = text.isWellFormed() ? text : text.toWellFormed();
  return characters.includes("\0") ? characters.replaceAll("\0", "\uFFFD") : characters;
}

function isLarger(source: string | Uint8Array, bytesMax: number): boolean {
  if (typeof source !== "string") return source.length > bytesMax;
  if (source.length * 3 <= bytesMax) return false;
  return source.length > bytesMax || new TextEncoder().encode(source).length > bytesMax;
}

const top = { start: 0, end: 0 };

/** A page of which nothing is known but why it was not read. */
function unreadPage(
  path: string,
  problem: PageProblem,
  pageTypes: readonly PageTypeRule[] | undefined,
): Page {
  const parts: PageParts = {
    path,
    source: "",
    type: pageTypeOf(path, "", undefined, pageTypes),
    provenance: "authored",
    frontMatter: undefined,
    problems: [problem],
    headings: [],
    sections: [{ heading: undefined, depth: 0, parent: undefined, span: top, own: top }],
    links: [],
    blocks: [],
    items: [],
    opaque: [],
    ids: [],
    hasTemplates: false,
    prose: "",
  };
  return new ParsedPage(parts, {});
}

interface Decoded {
  readonly text: string;
  readonly problems: readonly PageProblem[];
}

function plain(text: string): Decoded {
  return { text, problems: [] };
}

const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function decode(bytes: Uint8Array): Decoded {
  try {
    return plain(strictDecoder.decode(bytes));
  } catch {
    const text = decoder.decode(bytes);
    const start = Math.max(0, text.indexOf("\uFFFD"));
    const message = "The page is not UTF-8. Save it as UTF-8.";
    return { text, problems: [{ kind: "not-utf8", span: { start, end: start + 1 }, message }] };
  }
}
