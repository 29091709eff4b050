import type { Handbook } from "../handbook/handbook.ts";
import { foldAnchor } from "../handbook/links/anchors.ts";
import type { Page } from "../page/page.ts";

/** A page in the handbook of which it is a part. */
export interface PageInHandbook {
  readonly page: Page;
  readonly handbook: Handbook;
}

/** Whether links to the pages, and to places on them, lead to the same: a handbook sees no difference. */
export function areFoundAlike(before: Page, after: Page): boolean {
  const head = ({ source, frontMatter }: Page): string =>
    frontMatter ? source.slice(frontMatter.span.start, frontMatter.span.end) : "";
  const anchors = ({ headings, ids }: Page): string =>
    JSON.stringify([headings.map(({ depth, id, text }) => [depth, id, text]), ids]);
  return head(before) === head(after) && anchors(before) === anchors(after);
}

/**
 * Whether an edit of a page breaks no link anywhere: those of all pages that lead to it still do, no anchor
 * is lost that a link names, and what it links to now is there. Anchors count as lost also on pages whose
 * templates may bring more of them.
 */
export function keepsLinks(before: PageInHandbook, after: PageInHandbook): boolean {
  return (
    linksToRealTargets(before, after) &&
    (before.handbook === after.handbook ||
      (keepsAnchors(before, after.page) && keepsIncoming(before, after)))
  );
}

function linksToRealTargets(before: PageInHandbook, after: PageInHandbook): boolean {
  const known = new Set(before.page.links.map(({ target }) => target));
  return after.page.links.every(({ target }) => {
    if (known.has(target)) return true;
    const { kind } = after.handbook.resolve(after.page.path, target);
    return kind !== "no-page" && kind !== "no-anchor";
  });
}

function keepsAnchors({ page, handbook }: PageInHandbook, after: Page): boolean {
  const left = handbook.anchors(after);
  const lost = [...handbook.anchors(page)].filter((anchor) => !left.has(anchor));
  if (lost.length === 0) return true;
  const used = new Set(
    handbook.incoming(page.path).flatMap(({ anchor }) => (anchor ? foldAnchor(anchor) : [])),
  );
  for (const { target } of page.links) {
    const hash = target.indexOf("#");
    if (hash === -1) continue;
    const leads = hash === 0 ? undefined : handbook.resolve(page.path, target);
    const isOwn = leads === undefined || ("path" in leads && leads.path === page.path);
    if (isOwn) used.add(foldAnchor(target.slice(hash + 1)));
  }
  return !lost.some((anchor) => used.has(anchor));
}

function keepsIncoming(before: PageInHandbook, after: PageInHandbook): boolean {
  return before.handbook.incoming(before.page.path).every(({ path, target }) => {
    const was = before.handbook.resolve(path, target);
    if (was.kind !== "found" && was.kind !== "redirect") return true;
    const is = after.handbook.resolve(path, target);
    return is.kind === was.kind && is.path === was.path;
  });
}
