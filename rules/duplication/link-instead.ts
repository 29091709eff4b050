import type { PageFacts, NearCopy } from "../../src/handbook/handbook.ts";
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
  target: PageFacts | undefined,
): readonly Suggestion[] {
  if (copy.similarity < 1 || target?.url === undefined) return [];
  const heading = target.headings.findLast(({ line }) => line <= copy.line);
  const text = textOf(heading?.text, target.title);
  // A text with markup in it would have to be escaped, and an anchor like it might not be found.
  if (text === undefined || /[[\]<>`*_\\|{}\n]/.test(text)) return [];
  const anchor = heading === undefined || heading.anchor === "" ? "" : `#${heading.anchor}`;
  const address = addressFrom(from, target.path, target.url);
  const link = `See [${text}](${address}${anchor}).`;
  return [
    { label: `Link to ${quote(text, 60)} instead`, edits: [{ span, text: link }], isSafe: false },
  ];
}

/** “Requirements” alone could be those of any page. */
function textOf(heading: string | undefined, title: string | undefined): string | undefined {
  if (heading === undefined || heading === "" || heading === title) return title;
  return heading.includes(" ") || title === undefined ? heading : `${title}: ${heading}`;
}

/** Site generators serve addresses with these endings; elsewhere links name the file. */
function addressFrom(from: string, path: string, url: string): string {
  if (/(?:\/|\.html)$/.test(url)) return url;
  const here = from.split("/").slice(0, -1);
  const there = path.split("/");
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared += 1;
  const steps = [...here.slice(shared).map(() => ".."), ...there.slice(shared)];
  return steps.map((step) => encodeURIComponent(step)).join("/");
}
