import type { Handbook, NearCopy } from "../../src/handbook/handbook.ts";
import type { Suggestion } from "../../src/lint/finding.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Span } from "../../src/text/span.ts";

/**
 * Offers to put a link to the other page in the place of an exact copy. A near copy says something of
 * its own, so a person has to see what of it stays.
 */
export function linkInstead(
  from: string,
  span: Span,
  copy: NearCopy,
  handbook: Handbook,
): readonly Suggestion[] {
  const target = handbook.page(copy.path);
  if (copy.similarity < 1 || target === undefined) return [];
  const heading = target.headings.findLast(({ line }) => line <= copy.line);
  const text = textOf(heading?.text, target.title);
  // A text with markup in it would have to be escaped, and an anchor like it might not be found.
  if (text === undefined || /[[\]<>`*_\\|{}\n]/.test(text)) return [];
  const address = handbook.linkTo(from, target.path, heading?.anchor);
  if (address === undefined) return [];
  const link = `See [${text}](${address.replaceAll(" ", "%20")}).`;
  return [
    { label: `Link to ${quote(text, 60)} instead`, edits: [{ span, text: link }], isSafe: false },
  ];
}

/** “Requirements” alone could be those of any page. */
function textOf(heading: string | undefined, title: string | undefined): string | undefined {
  if (heading === undefined || heading === "" || heading === title) return title;
  return heading.includes(" ") || title === undefined ? heading : `${title}: ${heading}`;
}
