import type { Finding } from "../lint/finding.ts";
import { fingerprintOf, hash128 } from "../lint/fingerprint.ts";
import type { SourceText } from "./placed-finding.ts";
import { textOfLines, touchedLines } from "./touched-lines.ts";

/**
 * Gives introduced findings of one page fingerprints that last over pushes. The engine counts equal
 * findings over the whole page, so that an old one above would shift the name of a new one. Here only
 * introduced ones are counted, and a finding that is known by its text takes the line it stands in into
 * its name. Lines that come and go above, other paragraphs, a rebase and equal findings elsewhere on the
 * page leave the name as it is; when the line itself is edited, a review finds its comment again by
 * identity.
 *
 * `findings` must be sorted by place.
 */
export function nameFindings(findings: readonly Finding[], page: SourceText): readonly Finding[] {
  const ordinals = new Map<string, number>();
  return findings.map((finding) => {
    const name = `${finding.identity}\n${contextOf(finding, page)}`;
    const ordinal = ordinals.get(name) ?? 0;
    ordinals.set(name, ordinal + 1);
    return { ...finding, fingerprint: fingerprintOf(name, finding.path, ordinal) };
  });
}

function contextOf(finding: Finding, page: SourceText): string {
  if (finding.key !== undefined || finding.group !== undefined) return "";
  return hash128(textOfLines(page, touchedLines(finding, page)));
}
