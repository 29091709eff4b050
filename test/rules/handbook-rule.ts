import { expect } from "vitest";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import type { HandbookOptions } from "../../src/handbook/handbook-options.ts";
import type { Report } from "../../src/lint/finding.ts";
import { prepareRule } from "../../src/lint/prepare-rules.ts";
import type { ChangeRule, HandbookSite, HandbookRule, PageRule } from "../../src/lint/rule.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import type { Page } from "../../src/page/page.ts";
import { applyEdits } from "../../src/text/edit.ts";
import { pagesOf, type Texts } from "../handbook/handbook-of.ts";
import { writeReport } from "./built-in.ts";

/** A small handbook and which of its pages is looked at; the first when left out. */
export interface Given<O> {
  readonly texts: Texts;
  readonly path?: string;
  readonly options?: Partial<O>;
  readonly site?: HandbookOptions;
}

/** What a rule says about one page of a small handbook. */
export function check<O>(rule: PageRule<O> | HandbookRule<O>, given: Given<O>) {
  const pages = pagesOf(given.texts);
  const page = pages.find(({ path }) => path === given.path) ?? pages[0];
  if (page === undefined) throw new Error("A handbook needs a page");
  const options = rule.options.parse(given.options);
  const handbook = createHandbook(pages, given.site);
  const site: HandbookSite = { handbook, today: undefined };
  const reports = [...prepareRule(rule, options, site)(page)];
  expectSound(page, reports);
  return { page, reports, lines: reports.map((report) => writeReport(page, report)) };
}

/** The page after the first suggestion of every report. */
export function fixed(page: Page, reports: readonly Report[]): string {
  return applyEdits(
    page.source,
    reports.flatMap(({ suggestions }) => suggestions?.[0]?.edits ?? []),
  );
}

/** What a rule says about the change of one page, from `old` to `path`, among others that stay. */
export function checkChange<O>(
  rule: ChangeRule<O>,
  change: {
    readonly old?: string;
    readonly path: string;
    readonly before: string | null;
    readonly after: string | null;
    readonly others: Texts;
    /** Other pages as the change leaves them. */
    readonly othersAfter?: Texts;
    readonly site?: HandbookOptions;
    readonly options?: Partial<O>;
  },
) {
  const { old = change.path, path, before, after, others, othersAfter = others } = change;
  const was = before === null ? undefined : parsePage(old, before);
  const is = after === null ? undefined : parsePage(path, after);
  const build = (page: Page | undefined, texts: Texts) =>
    createHandbook([...pagesOf(texts), ...(page === undefined ? [] : [page])], change.site);
  const site = {
    before: build(was, others),
    after: build(is, othersAfter),
    today: undefined,
  };
  const options = rule.options.parse(change.options);
  const reports = [...rule.check({ before: was, after: is }, options, site)];
  const page = is ?? was;
  if (page === undefined) throw new Error("A change needs a page");
  expectSound(page, reports);
  return { page, reports, lines: reports.map((report) => writeReport(page, report)) };
}

function expectSound(page: Page, reports: readonly Report[]): void {
  for (const { span, message } of reports) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.end).toBeLessThanOrEqual(page.source.length);
    expect(message.length).toBeLessThanOrEqual(120);
  }
}
