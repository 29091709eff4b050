import type { Handbook, IncomingLink, PageFacts } from "../../src/handbook/handbook.ts";
import type { Related, Report } from "../../src/lint/finding.ts";
import { type ChangeRule, noOptions, quote } from "../../src/lint/rule.ts";
import { lostAnchor, quoteAddress } from "./link-target.ts";
import { brokenAnchors, type Handbooks, ownLinks } from "./broken-anchors.ts";
import { isSlip, misspelt } from "./misspelt-heading.ts";
import type { Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { count } from "../../src/text/wording.ts";
import type { Site } from "../../src/handbook/links/sites/site.ts";

/** More linking pages than this are counted, not listed. */
const LISTED_MAX = 10;

/** A change does not break links on other pages. */
export const noBrokenIncomingLink: ChangeRule<Record<string, never>> = {
  id: "links/no-broken-incoming-link",
  scope: "change",
  summary: "A change does not break links on other pages.",
  why: "Links on other pages break although nobody edits those pages.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check({ before, after }, _, handbooks) {
    if (before === undefined) return;
    if (after === undefined || after.path !== before.path) {
      yield* lostPage(before, after, handbooks);
      if (after !== undefined) yield* lostAnchors(before, after, handbooks);
    } else {
      yield* lostAnchors(before, after, handbooks);
    }
  },
};

/** The page has left its address, and no redirect leads to the new one. */
function* lostPage(
  before: Page,
  after: Page | undefined,
  handbooks: Handbooks,
): Generator<Report, void, void> {
  const broken = handbooks.after.incoming(before.path).filter(({ path, target }) => {
    const { kind } = handbooks.after.resolve(path, target);
    if (kind === "found" || kind === "no-anchor" || kind === "redirect") return false;
    // A template call may have meant a page of the same name elsewhere.
    const was = handbooks.before.resolve(path, target);
    return !target.startsWith("{{") || ("path" in was && was.path === before.path);
  });
  if (broken.length === 0) return;
  const url = handbooks.before.page(before.path)?.url ?? before.path;
  // `index.md` that becomes `README.md` keeps its address; links of pages name the file.
  const isFile = after !== undefined && handbooks.after.page(after.path)?.url === url;
  const what =
    after === undefined
      ? "this page, which this change deletes"
      : isFile
        ? `${quoteAddress(before.path, 28)}, its old file`
        : `${quoteAddress(url, 28)}, its old address`;
  yield {
    span: firstLine(after ?? before),
    key: `page ${before.path}`,
    message: `${countLinks(broken)} to ${what}. Add a redirect or update ${broken.length === 1 ? "the link" : "the links"}.`,
    related: [
      ...redirectEntry(handbooks.after, url, after && handbooks.after.page(after.path)?.url),
      ...listed(broken, after && adviceOn(before, after, handbooks)),
    ],
    ...(after === undefined
      ? {}
      : keepAddress(after, handbooks.after, handbooks.before.page(before.path)?.url)),
  };
}

/** The line to add to the file of redirects, where the handbook has one. */
function redirectEntry(
  { redirectFile }: Handbook,
  from: string,
  to: string | undefined,
): readonly Related[] {
  if (redirectFile === undefined || !from.startsWith("/")) return [];
  const isYaml = /\.ya?ml$/i.test(redirectFile);
  const entry = isYaml
    ? `{ sources: ["${from}"], target: "${to ?? "/…"}", comp_op: "=" }`
    : `${from} ${to ?? "/…"} 301`;
  const message = `add ${quote(entry, 200)}`;
  return [{ path: redirectFile, line: 1, span: { start: 0, end: 0 }, message }];
}

/** Hugo serves a page at its aliases too. */
function keepAddress(
  { path, frontMatter, source }: Page,
  handbook: Handbook,
  url: string | undefined,
) {
  const isHugo = handbook.siteOf(path).generator === "hugo";
  if (!isHugo || frontMatter?.format !== "yaml" || frontMatter.get("aliases") !== undefined)
    return {};
  if (url === undefined || !/^\/[\w./-]{1,200}\/$/.test(url)) return {};
  const at = frontMatter.body.end;
  const line = `aliases: [${url}]`;
  const text = source[at - 1] === "\n" ? `${line}\n` : `\n${line}`;
  const edits = [{ span: { start: at, end: at }, text }];
  return { suggestions: [{ label: `Keep the address ${quote(url, 60)}`, edits, isSafe: false }] };
}

/** Headings whose anchors other pages use have been removed. */
function* lostAnchors(
  before: Page,
  after: Page,
  handbooks: Handbooks,
): Generator<Report, void, void> {
  const broken = brokenAnchors(
    [...handbooks.after.incoming(after.path), ...ownLinks(after)],
    handbooks,
  );
  if (broken.size === 0) return;
  const { path } = after;
  const old = handbooks.before.page(before.path);
  for (const [anchor, all] of broken) {
    const successor = successorOf(anchor, old, handbooks.after.page(path));
    const heading = successor === undefined ? undefined : after.headings[successor.index];
    const was = successor?.isRenamed === true ? before.headings[successor.from] : undefined;
    const slip = was && heading && misspelt(was, heading, after);
    // A link of the page itself that has advice of its own is reported where it is.
    const links = all.filter(
      (link) => slip !== undefined || link.path !== path || link.nearest === undefined,
    );
    if (slip === undefined && !links.some((link) => link.path !== path)) continue;
    const canKeep = successor?.isRenamed === true && heading?.id === undefined;
    const them = links.length === 1 ? "the link" : "the links";
    yield {
      span: heading?.span ?? firstLine(after),
      key: `anchor ${anchor}`,
      message:
        slip === undefined
          ? `${countLinks(links, path)} to ${quoteAddress(`#${anchor}`, 24)}, which this change removes. Keep the heading or update ${them}.`
          : `${quote(heading?.text ?? "", 32)} breaks ${count(links.length, "link")} to ${quoteAddress(`#${anchor}`, 28)}. Correct the heading or update ${them}.`,
      related: listed(links),
      explains: links.map((link) => lostAnchor(link.path, { path, anchor, nearest: link.nearest })),
      ...(slip ??
        (canKeep && heading && takesIds(handbooks.after.siteOf(path))
          ? keepAnchor(heading.textSpan, anchor)
          : {})),
    };
  }
}

/**
 * Finds the heading of the new page that is spelled nearly like the old one, or like it but for its number, or is in its position: the new name of
 * the old heading, or else the last heading above it that still exists.
 */
function successorOf(
  anchor: string,
  old: PageFacts | undefined,
  now: PageFacts | undefined,
): { readonly index: number; readonly from: number; readonly isRenamed: boolean } | undefined {
  if (old === undefined || now === undefined) return undefined;
  const position = old.headings.findIndex((heading) => heading.anchor === anchor);
  const lost = old.headings[position];
  if (lost === undefined) return undefined;
  const oldAnchors = new Set(old.headings.map((heading) => heading.anchor));
  const near = now.headings.findIndex(
    ({ anchor: next }) =>
      !oldAnchors.has(next) &&
      (isSlip(lost.anchor, next) || withoutNumber(lost.anchor) === withoutNumber(next)),
  );
  if (near !== -1) return { index: near, from: position, isRenamed: true };
  const places = new Map(now.headings.map((heading, index) => [heading.anchor, index]));
  for (let at = position - 1; at >= -1; at -= 1) {
    const above = old.headings[at];
    const place = above === undefined ? -1 : places.get(above.anchor);
    if (place === undefined) continue;
    // Headings that were renamed together have their new names in the same order.
    const next = place + (position - at);
    const heading = now.headings[next];
    const isNew = heading !== undefined && !oldAnchors.has(heading.anchor);
    if (isNew && heading.depth === lost.depth)
      return { index: next, from: position, isRenamed: true };
    return place === -1 ? undefined : { index: place, from: position, isRenamed: false };
  }
  return undefined;
}

/** Sections that are numbered anew keep their names. */
function withoutNumber(anchor: string): string {
  return anchor.replace(/^\d{1,3}-(?=\D)/, "");
}

/** Only site generators read `{#id}` after a heading. */
function takesIds({ generator, anchors }: Site): boolean {
  return generator !== "plain" && anchors.ids !== "none";
}

function keepAnchor(textSpan: Span, anchor: string): Pick<Report, "suggestions"> {
  if (!/^[\w-]{1,100}$/.test(anchor)) return {};
  const edits = [{ span: { start: textSpan.end, end: textSpan.end }, text: ` {#${anchor}}` }];
  return {
    suggestions: [{ label: `Keep the anchor ${quote(`#${anchor}`, 60)}`, edits, isSafe: false }],
  };
}

function countLinks(links: readonly IncomingLink[], own?: string): string {
  const pages = new Set(links.map(({ path }) => path));
  if (links.length === 1) return "Another page links";
  const others = own !== undefined && pages.has(own) ? "" : "other ";
  return `${links.length} links on ${pages.size} ${others}${pages.size === 1 ? "page" : "pages"} lead`;
}

/** Lists links, each with what is to be done about it. */
function listed(
  links: readonly IncomingLink[],
  adviceFor?: (link: IncomingLink) => string | undefined,
): Related[] {
  return links.slice(0, LISTED_MAX).map((link) => {
    const { path, line, span, target } = link;
    const message = [`links to ${quote(target, 80)}`, adviceFor?.(link)].filter(Boolean).join(". ");
    return { path, line, span, message };
  });
}

/**
 * Says how a link to a page that moved is to be written now, in the form that its own page uses: to the new name of
 * a heading that the change renames, and to the page alone where the heading is removed.
 */
function adviceOn(
  before: Page,
  after: Page,
  handbooks: Handbooks,
): (link: IncomingLink) => string | undefined {
  const handbook = handbooks.after;
  const [old, now] = [handbooks.before.page(before.path), handbook.page(after.path)];
  return ({ path, target, anchor }) => {
    const written = handbook.retarget({ from: path, target }, after.path);
    if (written === undefined) return undefined;
    const isLost = anchor !== undefined && handbook.resolve(path, written).kind === "no-anchor";
    if (!isLost) return `Change it to ${quote(written, 80)}.`;
    const successor = successorOf(anchor, old, now);
    const heading = successor?.isRenamed === true ? now?.headings[successor.index] : undefined;
    if (heading === undefined) {
      const page = written.slice(0, written.indexOf("#"));
      return `That heading is removed. Change it to ${quote(page, 80)}.`;
    }
    const renamed = handbook.retarget({ from: path, target }, after.path, heading.anchor);
    return renamed && `Change it to ${quote(renamed, 80)}.`;
  };
}

function firstLine(page: Page): Span {
  return page.lines.span(1);
}
