import type { Finding } from "../lint/finding.ts";
import type { Anchor, DiffLine, PlacedFinding, SourceText } from "./placed-finding.ts";
import { replaceLines } from "./line-replacement.ts";
import { type Lines, touchedLines } from "./touched-lines.ts";

/** A page in the diff of a merge request. */
export interface DiffPage {
  readonly path: string;
  readonly oldPath: string;
  /** For each line of the new text. */
  readonly lines: readonly DiffLine[];
  /** A page that was deleted or only moved shows no lines on which GitLab would take a comment. */
  readonly hasLines: boolean;
}

/**
 * Gives a finding its place in the diff: the last added line it touches, else the last line it touches,
 * else none. `page` is the page its span refers to.
 */
export function placeFinding(given: Finding, page: SourceText, diff: DiffPage): PlacedFinding {
  const finding = turnToAuthor(given, page, diff);
  const lines = touchedLines(finding, page);
  const anchor = anchorOf(diff, lines);
  const through = anchor.kind === "outside" ? undefined : anchor.newLine;
  const replacements = finding.suggestions.flatMap(
    (suggestion) => replaceLines(page, suggestion, through) ?? [],
  );
  return { finding, anchor, lines, replacements };
}

/**
 * Of two places that clash, the one the author just wrote is where to say so: a finding on an unchanged
 * line changes places with a related one of the same page that is on an added line.
 */
function turnToAuthor(finding: Finding, page: SourceText, { lines }: DiffPage): Finding {
  const isAdded = ({ span }: Pick<Finding, "span">): boolean => {
    const { first, last } = touchedLines({ span }, page);
    return lines.slice(first - 1, last).some(({ kind }) => kind === "added");
  };
  if (finding.suggestions.length > 0 || isAdded(finding)) return finding;
  const other = finding.related.find((place) => place.path === page.path && isAdded(place));
  if (other === undefined) return finding;
  const line = page.lines.locate(finding.span.start).line;
  const related = finding.related.map((place) =>
    place === other ? { ...place, span: finding.span, line } : place,
  );
  return { ...finding, span: other.span, related };
}

function anchorOf({ path, oldPath, lines, hasLines }: DiffPage, { first, last }: Lines): Anchor {
  if (!hasLines) return { kind: "outside" };
  const touched = lines.slice(first - 1, last);
  const line = touched.findLast(({ kind }) => kind === "added") ?? lines[last - 1];
  return line === undefined ? { kind: "outside" } : { ...line, path, oldPath };
}
