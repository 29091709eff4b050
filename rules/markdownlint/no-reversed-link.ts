import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { overlaps } from "../../src/text/span.ts";

const reversed = /\(([^()\n]{1,300})\)\[([^\s[\]]{1,600})\](?![(:])/g;

/** What is in the brackets is an address, and not a reference or the mark of a footnote. */
const address = /^(?:[/#]|\.{1,2}\/|https?:|mailto:|www\.)|\/|\.(?:md|html?)(?:#|$)/;

/** markdownlint's MD011, without its parser. */
export const noReversedLink: PageRule<Record<string, never>> = {
  id: "markdownlint/MD011",
  scope: "page",
  summary: "Links have their text in square brackets and their address in parentheses.",
  why: "Readers see the brackets, and the link does not work.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check({ blocks, links, opaque, source }) {
    if (!source.includes(")[")) return;
    for (const block of blocks) {
      const text = source.slice(block.span.start, block.span.end);
      for (const { index, 0: written, 1: label = "", 2: target = "" } of text.matchAll(reversed)) {
        const start = block.span.start + index;
        const span = { start, end: start + written.length };
        if (source[start - 1] === "\\" || label.endsWith("\\") || !address.test(target)) continue;
        const isOther = [...links.filter(({ kind }) => kind !== "autolink"), ...opaque];
        if (isOther.some((it) => overlaps(it.span, span))) continue;
        yield {
          span,
          message: `${quote(written)} is a reversed link. Write [text](address).`,
          suggestions: [
            {
              label: "Write the link the right way round",
              edits: [{ span, text: `[${label}](${target})` }],
              isSafe: false,
            },
          ],
        };
      }
    }
  },
};
