import type { Suggestion } from "../../src/lint/finding.ts";
import { withReferenceAnchor } from "../../src/handbook/links/page-references.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Link, Page } from "../../src/page/page.ts";
import { isTemplatePage } from "../structure/template-page.ts";

/** What breaks a link: an anchor that a page has lost. */
export interface LostAnchor {
  readonly path: string;
  readonly anchor: string;
  /** The anchor that is offered instead. */
  readonly nearest: string | undefined;
}

/** Names what breaks a link on a page: links of other pages, of the page itself, and those that are easily corrected. */
export function lostAnchor(from: string, { path, anchor, nearest }: LostAnchor): string {
  const kind = from !== path ? "other" : nearest === undefined ? "own" : "own with advice";
  return `${kind} ${path}#${anchor}`;
}

/** Replaces the anchor of a target; undefined where a template call cannot hold it. */
export function withAnchor(target: string, anchor: string): string | undefined {
  if (target.startsWith("{{")) return withReferenceAnchor(target, anchor);
  return `${target.slice(0, target.indexOf("#"))}#${anchor}`;
}

/** Whether a link is relative on a page that people copy: it leads from the copy, and may be there to be filled in. */
export function leadsFromCopy(page: Page, { target }: Link): boolean {
  return !target.startsWith("/") && isTemplatePage(page);
}

/** Suggests another target where the link has one that can be replaced. */
export function retarget(
  link: Link,
  target: string | undefined,
): { readonly suggestions?: readonly Suggestion[] } {
  // An address that is also the text of the link is better rewritten by a person.
  if (target === undefined || link.targetSpan === undefined || link.kind === "autolink") return {};
  const text = link.isOpaque
    ? target
    : target.replace(/[\s()<>"'\\]/g, (character) => encodeURIComponent(character));
  const label = `Link to ${quote(target, 80)}`;
  return { suggestions: [{ label, edits: [{ span: link.targetSpan, text }], isSafe: false }] };
}

/** Quotes an address in at most `max` characters. The middle is left out, because the end identifies the page. */
export function quoteAddress(address: string, max: number): string {
  if (address.length <= max) return quote(address, max);
  const end = Math.ceil((max - 1) * 0.7);
  return quote(`${address.slice(0, max - 1 - end)}…${address.slice(-end)}`, max);
}

/**
 * Quotes two addresses in at most `max` characters each, so that their difference stays visible: as much
 * as needed of what both start with is left out.
 */
export function quoteApart(wrong: string, right: string, max: number): readonly [string, string] {
  const [one, other] = withoutSharedStart(wrong, right, max);
  return [quoteAddress(one, max), quoteAddress(other, max)];
}

function withoutSharedStart(wrong: string, right: string, max: number): readonly [string, string] {
  const excess = Math.max(wrong.length, right.length) - max;
  if (excess <= 0) return [wrong, right];
  let same = 0;
  while (same < wrong.length && wrong[same] === right[same]) same += 1;
  const lastMark = wrong.slice(0, same).search(/[/#-][^/#-]*$/);
  if (lastMark <= 0) return [wrong, right];
  const cut = Math.min(lastMark, excess + 1);
  return [`…${wrong.slice(cut)}`, `…${right.slice(cut)}`];
}
