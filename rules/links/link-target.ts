import type { Suggestion } from "../../src/lint/finding.ts";
import { withReferenceAnchor } from "../../src/handbook/links/page-references.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Link } from "../../src/page/page.ts";

/** Puts another anchor on a target; undefined where it cannot be written in a template call. */
export function withAnchor(target: string, anchor: string): string | undefined {
  if (target.startsWith("{{")) return withReferenceAnchor(target, anchor);
  return `${target.slice(0, target.indexOf("#"))}#${anchor}`;
}

/** Offers another target, where the link has one that can be replaced. */
export function retarget(
  link: Link,
  target: string | undefined,
): { readonly suggestions?: readonly Suggestion[] } {
  // An address that is its own text is better written anew by a person.
  if (target === undefined || link.targetSpan === undefined || link.kind === "autolink") return {};
  const text = link.isOpaque
    ? target
    : target.replace(/[\s()<>"'\\]/g, (character) => encodeURIComponent(character));
  const label = `Link to ${quote(target, 80)}`;
  return { suggestions: [{ label, edits: [{ span: link.targetSpan, text }], isSafe: false }] };
}

/**
 * Shortens two addresses for a message, so that what tells them apart stays in sight: what both begin
 * with is left out as far as needed.
 */
export function tellApart(wrong: string, right: string, max: number): readonly [string, string] {
  const excess = Math.max(wrong.length, right.length) - max;
  if (excess <= 0) return [wrong, right];
  let same = 0;
  while (same < wrong.length && wrong[same] === right[same]) same += 1;
  const lastMark = wrong.slice(0, same).search(/[/#-][^/#-]*$/);
  if (lastMark <= 0) return [wrong, right];
  const cut = Math.min(lastMark, excess + 1);
  return [`…${wrong.slice(cut)}`, `…${right.slice(cut)}`];
}
