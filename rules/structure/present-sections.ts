import type { Block, Page } from "../../src/page/page.ts";
import { wordsIn } from "../../src/text/sentences.ts";
import { inherits } from "./inherits.ts";
import type { PageTemplate, TemplateSection } from "./page-template.ts";
import { headingsInHtml, type SectionMatcher } from "./section-name.ts";

/** What a page has of the sections of a template. */
export interface PresentSections {
  /** Names of sections that a heading names, in the words of the template or in others of its meaning. */
  readonly names: ReadonlySet<string>;
  /** Whether something on the page says nobody knows what: a section with content and a name of its own. */
  readonly hasUnknown: boolean;
}

/** A label is not longer, nor a section with fewer words and no list anything but an introduction. */
const LABEL_CHARS = 80;
const PLAIN_LABEL_CHARS = 50;
const CONTENT_WORDS = 80;
const CONTENT_ITEMS = 2;

/** Finds the sections of a template by headings, bold labels and keys of the front matter. */
export function presentSections(
  page: Page,
  { sections, deepest, meanings }: PageTemplate,
  matcher: SectionMatcher,
): PresentSections {
  const labels = meanings === undefined ? [] : labelsOf(page);
  if (meanings !== undefined && page.problems.some(({ kind }) => kind.startsWith("front"))) {
    // What the front matter holds was not read.
    return { names: new Set(), hasUnknown: true };
  }
  const texts = [
    ...page.headings.filter(({ depth }) => depth <= deepest).map(({ text }) => text),
    ...headingsInHtml(page, deepest),
    ...labels.map(({ text }) => text),
    ...(meanings === undefined ? [] : filledKeys(page)),
  ];
  const names = new Set(texts.flatMap((text) => matcher.match(text)).map(({ name }) => name));
  if (meanings === undefined) return { names, hasUnknown: false };
  const plain = plainLabels(page);
  const said = new Set([...texts, ...plain].flatMap((text) => matcher.meaningsOf(text)));
  if (inherits(page.prose)) for (const meaning of inherited) said.add(meaning);
  for (const { name, meaning } of sections) {
    if (meaning !== undefined && said.has(meaning)) names.add(name);
  }
  return { names, hasUnknown: hasUnknownSection(page, matcher, labels) };
}

const inherited = ["responsibilities", "requirements"];

interface Label {
  readonly text: string;
  readonly block: Block;
}

/** A paragraph in bold, or a short line with a colon, that heads what follows on pages without headings. */
function labelsOf({ blocks, source, prose }: Page): readonly Label[] {
  return blocks.flatMap((block) => {
    const { kind, container, span } = block;
    if (kind !== "paragraph" || container !== "none" || span.end - span.start > LABEL_CHARS) {
      return [];
    }
    const written = source.slice(span.start, span.end).trim();
    const isLabel = /^(?:\*\*|__)[^*_]+(?:\*\*|__):?$/.test(written) || /[^.!?]:$/.test(written);
    return isLabel ? [{ block, text: prose.slice(span.start, span.end).trim() }] : [];
  });
}

/** Lines and beginnings of sentences that may be labels without any mark: they count where their words are known. */
function plainLabels({ prose }: Page): readonly string[] {
  return prose.split(/[\n.;!?]/).flatMap((sentence) => {
    const colon = sentence.indexOf(":");
    const text = (colon === -1 ? sentence : sentence.slice(0, colon)).trim();
    return text.length < 3 || text.length > PLAIN_LABEL_CHARS ? [] : [text];
  });
}

/** Some sites keep the text of job pages in their front matter. */
function filledKeys({ frontMatter }: Page): readonly string[] {
  return (frontMatter?.entries ?? []).flatMap(({ key, value }) => {
    const isText =
      typeof value === "string" &&
      (value.length >= LABEL_CHARS || value.trimStart().includes("\n"));
    return isText || (Array.isArray(value) && value.length > 0) ? [key.replace(/[_-]+/g, " ")] : [];
  });
}

function hasUnknownSection(page: Page, matcher: SectionMatcher, labels: readonly Label[]): boolean {
  const isKnown = (text: string): boolean =>
    matcher.match(text).length > 0 || matcher.meaningsOf(text).length > 0;
  const blocks = Map.groupBy(page.blocks, ({ section }) => section);
  const items = Map.groupBy(page.items, ({ section }) => section);
  const labelled = Map.groupBy(labels, ({ block }) => block.section);
  return page.sections.some(({ heading }, index) => {
    const text = heading?.text ?? "";
    if (heading !== undefined && isKnown(text)) return false;
    const own = labelled.get(index) ?? [];
    if (own.some((label) => !isKnown(label.text))) return true;
    const end = own[0]?.block.span.start ?? Infinity;
    const count = (items.get(index) ?? []).filter(({ span }) => span.start < end).length;
    return count >= CONTENT_ITEMS || hasWords(page, blocks.get(index) ?? [], end);
  });
}

/** Paragraphs of some length, above an offset. */
function hasWords({ prose }: Page, blocks: readonly Block[], end: number): boolean {
  let words = 0;
  for (const { kind, span } of blocks) {
    if (kind === "heading" || span.start >= end) continue;
    words += wordsIn(prose, span).length;
  }
  return words >= CONTENT_WORDS;
}

/** Whether a section may be on the page under another name. */
export function mayBePresent(
  { names, hasUnknown }: PresentSections,
  { name, meaning }: TemplateSection & { readonly meaning?: string | undefined },
): boolean {
  return names.has(name) || (meaning !== undefined && hasUnknown);
}
