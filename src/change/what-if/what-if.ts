import { engineRules } from "../../lint/engine-rules.ts";
import type { RuleId } from "../../lint/finding.ts";
import type { Page } from "../../page/page.ts";
import type { Steps } from "../../text/steps.ts";
import { reconfigured, type Revision } from "../revision.ts";
import { compareRuns, type RuleDifference } from "./compare-runs.ts";
import { Run } from "./findings-of-run.ts";
import { type Engines, type PageOfType, rulesThatDiffer } from "./rules-that-differ.ts";

/** The text of a file that is a page before or after. */
export interface PageText {
  readonly path: string;
  readonly source: string | Uint8Array;
}

/** What another configuration would make of the findings on all pages. Plain data. */
export interface WhatIf {
  /** Sorted by the number of findings that differ. */
  readonly rules: readonly RuleDifference[];
  /** Pages by the one or the other. */
  readonly pages: number;
  /** Files that are pages by `after` alone, and whose text is not at hand: nothing is known of them. */
  readonly unread: number;
}

/**
 * Compares two runs over all pages of a revision: one by the configuration `before`, one by `after`. Only rules
 * that may differ are asked, so that it takes little more than one run; what comes out is the difference of two
 * whole ones. `texts` gives the pages of both.
 */
export function* whatIf(
  revision: Revision,
  engines: Engines,
  texts: () => Iterable<PageText>,
): Steps<WhatIf> {
  const { before, after } = engines;
  const old = reconfigured(revision, before, yield* pagesReadOtherwise(revision, before, texts));
  const now = reconfigured(revision, after, yield* pagesReadOtherwise(revision, after, texts));
  const differing = rulesThatDiffer(engines, sharedPages(old, now), old.handbook === now.handbook);
  const among = new Set<RuleId>([...differing, ...Object.values(engineRules).map(({ id }) => id)]);
  const limited = { before: before.vary({ among }), after: after.vary({ among }) };
  const runs = { before: new Run(old.baseline), after: new Run(now.baseline) };
  const isSameReading = readingOf(before) === readingOf(after);
  const whole = new Set<string>();
  const unread = new Set(
    [...revision.others].filter((path) => after.isPage(path) && !before.isPage(path)),
  );
  let pages = 0;
  for (const { path, source } of texts()) {
    const isPage = { before: before.isPage(path), after: after.isPage(path) };
    if (!isPage.before && !isPage.after) continue;
    yield path;
    pages += 1;
    unread.delete(path);
    const was = isPage.before ? before.linter.parse(path, source) : undefined;
    const shared = isSameReading ? was : undefined;
    const is = isPage.after ? (shared ?? parseAgain(was, after, path, source)) : undefined;
    if (was === is && differing.size === 0) continue;
    const isWhole = was === undefined || was !== is || hasDirectives(was);
    if (isWhole) whole.add(path);
    const [one, other] = isWhole ? [before, after] : [limited.before, limited.after];
    if (was) runs.before.add(was, one.linter.lintPage(was, old.handbook).findings);
    if (is) runs.after.add(is, other.linter.lintPage(is, now.handbook).findings);
  }
  const isUnseen = (path: string, rule: RuleId): boolean => !among.has(rule) && !whole.has(path);
  return { rules: compareRuns(runs.before, runs.after, isUnseen), pages, unread: unread.size };
}

/** Pages that a configuration reads otherwise than the revision was read: as another type, or not at all. */
function* pagesReadOtherwise(
  { engine, handbook }: Revision,
  other: Engines["before"],
  texts: () => Iterable<PageText>,
): Steps<ReadonlyMap<string, Page | null>> {
  const pages = new Map<string, Page | null>();
  for (const path of handbook.paths()) if (!other.isPage(path)) pages.set(path, null);
  const isReadAlike = readingOf(engine) === readingOf(other);
  const known = new Set(handbook.paths());
  for (const { path, source } of texts()) {
    if (!other.isPage(path) || (isReadAlike && known.has(path))) continue;
    yield path;
    const page = other.linter.parse(path, source);
    if (!known.has(path) || handbook.page(path)?.type !== page.type || !isReadAlike)
      pages.set(path, page);
  }
  return pages;
}

/** What of a configuration decides how a page is read. */
function readingOf({ config }: Engines["before"]): string {
  return JSON.stringify([config.lint.pageTypes, config.lint.languages]);
}

function* sharedPages(old: Revision, now: Revision): Generator<readonly [PageOfType, PageOfType]> {
  for (const path of now.handbook.paths()) {
    const [was, is] = [old.handbook.page(path), now.handbook.page(path)];
    if (was && is) yield [was, is];
  }
}

/** The page as another configuration reads it: the same value where it reads it alike. */
function parseAgain(
  page: Page | undefined,
  { linter }: Engines["after"],
  path: string,
  source: PageText["source"],
): Page {
  const again = linter.parse(path, source);
  return page !== undefined && isAlike(page, again) ? page : again;
}

function isAlike(a: Page, b: Page): boolean {
  return (
    a.type === b.type &&
    a.language === b.language &&
    a.blocks.every(({ span }) => a.languageAt(span.start) === b.languageAt(span.start))
  );
}

/** Whether what one rule reports may decide what the engine says of a suppression. */
function hasDirectives({ source }: Page): boolean {
  return source.includes("handbook-bot-");
}
