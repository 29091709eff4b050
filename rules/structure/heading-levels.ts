import type { Heading, Page } from "../../src/page/page.ts";

/** A heading in Markdown, or one that is written in HTML and known by its level alone. */
export type LeveledHeading = Pick<Heading, "depth" | "span"> & { readonly heading?: Heading };

const TAG = /<h([1-6])(?=[\s>])/gi;

/** The headings of a page, those in HTML included, in the order of the page. */
export function leveledHeadings({ headings, opaque, source }: Page): readonly LeveledHeading[] {
  const markdown = headings.map((heading): LeveledHeading => ({
    depth: heading.depth,
    span: heading.span,
    heading,
  }));
  const html = opaque
    .filter(({ kind }) => kind === "html")
    .flatMap(({ span }): LeveledHeading[] =>
      [...source.slice(span.start, span.end).matchAll(TAG)].map(({ index, 0: tag, 1: depth }) => {
        const start = span.start + index;
        return { depth: Number(depth), span: { start, end: start + tag.length } };
      }),
    );
  if (html.length === 0) return markdown;
  return [...markdown, ...html].sort((a, b) => a.span.start - b.span.start);
}
