import { isOwnTarget } from "../../src/handbook/links/page-references.ts";
import type { Handbook, IncomingLink } from "../../src/handbook/handbook.ts";
import type { Page } from "../../src/page/page.ts";

/** All pages on both sides of a change. */
export interface Handbooks {
  readonly before: Handbook;
  readonly after: Handbook;
}

/** A link whose anchor the change removes. */
export interface BrokenLink extends IncomingLink {
  /** The anchor that is offered instead. */
  readonly nearest: string | undefined;
}

/** The links that the change breaks, by the anchor that they name. */
export function brokenAnchors(
  links: readonly IncomingLink[],
  { before, after }: Handbooks,
): ReadonlyMap<string, readonly BrokenLink[]> {
  const broken = links.flatMap((link) => {
    if (link.anchor === undefined) return [];
    const now = after.resolve(link.path, link.target);
    // This change did not break what was broken before.
    const isBroken =
      now.kind === "no-anchor" && before.resolve(link.path, link.target).kind === "found";
    return isBroken ? [{ anchor: now.anchor, link: { ...link, nearest: now.nearest } }] : [];
  });
  const byAnchor = new Map<string, BrokenLink[]>();
  for (const { anchor, link } of broken) {
    byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), link]);
  }
  return byAnchor;
}

/** The links of a page to sections of its own. */
export function ownLinks({ path, links, lines }: Page): readonly IncomingLink[] {
  return links
    .filter((link) => isOwnTarget(link) && link.target.startsWith("#"))
    .map(({ span, target }) => ({
      path,
      span,
      line: lines.locate(span.start).line,
      target,
      anchor: target.slice(1),
    }));
}
