import type { Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";

/** Kinds of opaque stretches that markdownlint would take for Markdown. */
const kinds = new Set(["shortcode", "erb", "attribute", "math", "mdx"]);

/** Stretches of a page that are not Markdown, in order. */
export function foreignStretches({ opaque }: Page): Page["opaque"] {
  return opaque.filter(({ kind }) => kinds.has(kind));
}

/** Tells quickly whether a span shares a character with any of them: a page may have thousands of both. */
export function foreignTest(page: Page): (span: Span) => boolean {
  const merged: { start: number; end: number }[] = [];
  for (const { span } of foreignStretches(page)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return ({ start, end }) => {
    let low = 0;
    let high = merged.length;
    while (low < high) {
      const half = (low + high) >>> 1;
      if ((merged[half]?.end ?? 0) <= start) low = half + 1;
      else high = half;
    }
    return (merged[low]?.start ?? Infinity) < end;
  };
}
