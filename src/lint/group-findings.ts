import type { Finding, Related } from "./finding.ts";
import { fingerprintOf, hash128 } from "./fingerprint.ts";

/**
 * Puts findings of the same rule, page and group into one, at the first of them. To be done after old
 * and new findings were separated, which happens one by one. The name of the one does not depend on
 * which and how many it stands for, so that its comment stays the same while the author fixes some.
 */
export function groupFindings(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.group === undefined) continue;
    const name = nameOf(finding, finding.group);
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [finding]);
    else members.push(finding);
  }
  if (groups.size === 0) return findings;
  return findings.flatMap((finding) => {
    if (finding.group === undefined) return finding;
    const members = groups.get(nameOf(finding, finding.group)) ?? [];
    return members[0] === finding ? whole(finding, finding.group, members) : [];
  });
}

/**
 * Of findings that two pages have about each other keeps one: the one that offers a suggestion, or else the one
 * that is new, or else the one on the page that sorts later. To be done after `groupFindings`, over all pages.
 */
export function onePerPair(
  findings: readonly Finding[],
  isNew: (finding: Finding) => boolean = () => false,
): readonly Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    if (finding.group !== undefined) known.set(nameOf(finding, finding.group), finding);
  }
  if (known.size === 0) return findings;
  return findings.filter((finding) => {
    const { rule, path, group } = finding;
    if (group === undefined) return true;
    const counterpart = known.get(nameOf({ rule, path: group }, path));
    if (counterpart === undefined || counterpart === finding) return true;
    const [own, other] = [finding.suggestions.length > 0, counterpart.suggestions.length > 0];
    if (own !== other) return own;
    const isOwnNew = isNew(finding);
    return isOwnNew === isNew(counterpart) ? path > group : isOwnNew;
  });
}

/** Leaves out findings of a cause that another finding explains. To be done over all pages. */
export function onePerCause(findings: readonly Finding[]): readonly Finding[] {
  const explained = new Set(findings.flatMap(({ explains }) => explains ?? []));
  return explained.size === 0
    ? findings
    : findings.filter(({ cause }) => cause === undefined || !explained.has(cause));
}

function nameOf({ rule, path }: Pick<Finding, "rule" | "path">, group: string): string {
  return `${rule}\n${path}\n${group}`;
}

function whole(first: Finding, group: string, members: readonly Finding[]): Finding {
  const identity = `${first.rule}@${hash128(`group ${group}`)}`;
  const others = members.length - 1;
  const seen = new Set<string>();
  const related: Related[] = members
    .flatMap((member) => member.related)
    .filter(({ path, span }) => {
      const target = `${path}\n${span.start}`;
      if (seen.has(target)) return false;
      seen.add(target);
      return true;
    });
  return {
    ...first,
    identity,
    fingerprint: fingerprintOf(identity, first.path, 0),
    message: others === 0 ? first.message : `${first.message} (${others} more here)`,
    related,
    // A suggestion fixes one passage; a finding that stands for several is fixed by a person.
    suggestions: others === 0 ? first.suggestions : [],
  };
}
