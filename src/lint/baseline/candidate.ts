import type { Page } from "../../page/page.ts";
import type { Finding } from "../finding.ts";

/** A finding with the text around it, by which an accepted one is known again. */
export interface Candidate {
  readonly finding: Finding;
  readonly near: string;
}

/** Characters on each side of a finding. */
const aroundMax = 60;

/** A longer finding is known by its ends: its whole text is in its identity. */
const withinMax = 120;

/** Gives findings of a page with the text around them. */
export function candidatesOf(
  findings: readonly Finding[],
  page: Pick<Page, "source" | "lines">,
): readonly Candidate[] {
  return findings.map((finding) => ({ finding, near: textNear(finding, page) }));
}

/** The text of a finding with what is around it in its line, white space folded, cut between words. */
function textNear(
  { span }: Pick<Finding, "span">,
  { source, lines }: Pick<Page, "source" | "lines">,
): string {
  const first = lines.span(Math.min(lines.locate(span.start).line, lines.count));
  const last = lines.span(Math.min(lines.locate(span.end).line, lines.count));
  const from = Math.max(first.start, span.start - aroundMax);
  const to = Math.min(Math.max(last.end, span.end), span.end + aroundMax);
  const before = source.slice(from, span.start);
  const after = source.slice(span.end, to);
  const cutBefore = from > first.start ? before.slice(before.search(/\s/) + 1) : before;
  const cutAfter = to < last.end ? after.slice(0, after.lastIndexOf(" ") + 1) : after;
  return fold(`${cutBefore}${shorten(source.slice(span.start, span.end))}${cutAfter}`);
}

function shorten(text: string): string {
  if (text.length <= withinMax) return text;
  return `${text.slice(0, withinMax / 2)} … ${text.slice(-withinMax / 2)}`;
}

function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
