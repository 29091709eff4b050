import type { Report } from "../../src/lint/finding.ts";
import { isTemplatePage } from "./template-page.ts";
import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { compareSpans } from "../../src/text/span.ts";
import { occurrencesOn, type Occurrence } from "../terms/occurrence.ts";
import { isMention } from "../terms/mention.ts";

/** `{add overview}`, as the template of job families has it. */
const slot =
  /(?<!\{)\{(?:add|insert|enter|fill in|describe|replace|your|name of|title of|link to)(?: [^{}\n\uFFFC]{0,200})?\}(?!\})/gi;

const filler = /\blorem ipsum\b/gi;

/** Words of unfinished text, in capitals only: “to do” and “todo list” are plain English. */
const unfinished = /(?<![\p{L}\p{N}_#@/-])(?:TODO|TO DO|TBD|TBC|FIXME|XXX|TK)(?![\p{L}\p{N}_/-])/gu;

/** `[insert name]`, `[your title]` in running text. Link texts have lost their brackets in the prose. */
const bracket =
  /\[(?:add|insert|enter|fill in|your|name of|title of|link to|placeholder|company name|employee name|date)(?: [^[\]\n\uFFFC]{0,80})?\]/gi;

/** What `handbook-bot new` leaves to be filled in, on pages of any type. */
const fillIn = /\[fill in:[^[\]\n\uFFFC]{0,200}\]/gi;

/** More than this many become one finding: the page is a template that nobody has filled in yet. */
const severalMax = 3;

const finished: readonly string[] = ["job-page", "job-family", "job-family-part", "policy"];

/** No placeholder from a template is left on the page. */
export const noPlaceholder: PageRule<Record<string, never>> = {
  id: "structure/no-placeholder",
  scope: "page",
  summary: "No placeholder from a template is left on the page.",
  why: "Readers cannot tell whether the information doesn't exist, isn't decided or was forgotten.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    // A page that people copy is meant to have them.
    if (isTemplatePage(page)) return;
    const reports = [...inFrontMatter(page), ...inText(page)].sort((a, b) =>
      compareSpans(a.span, b.span),
    );
    const [first] = reports;
    if (first === undefined || reports.length <= severalMax) {
      yield* reports;
      return;
    }
    const found = page.source.slice(first.span.start, first.span.end);
    const more = reports.length - 1;
    yield {
      span: first.span,
      key: "template",
      message: `${quote(found)} and ${more} more placeholders are left over from a template. Fill them in or delete them.`,
    };
  },
};

function* inText(page: Page): Iterable<Report> {
  const patterns = finished.includes(page.type)
    ? [slot, filler, fillIn, unfinished, bracket]
    : [filler, fillIn];
  const occurrenceAt = occurrencesOn(page);
  for (const pattern of patterns) {
    for (const { index, 0: found } of page.prose.matchAll(pattern)) {
      const span = { start: index, end: index + found.length };
      if (isTemplateText(occurrenceAt(span))) continue;
      yield { span, message: messageFor(found) };
    }
  }
}

function messageFor(found: string): string {
  return `${quote(found)} is a placeholder. Replace it with the actual text or delete it.`;
}

/** `title: {add title}` is a mapping to YAML, so this looks at the source. */
function* inFrontMatter({ frontMatter, source }: Page): Iterable<Report> {
  for (const { valueSpan } of frontMatter?.entries ?? []) {
    const value = source.slice(valueSpan.start, Math.min(valueSpan.end, valueSpan.start + 500));
    const found =
      /(?<!\{)\{(?:add|insert|enter|fill in|your)\b[^{}\n]{0,200}\}(?!\})/i.exec(value) ??
      /\[fill in:[^[\]\n]{0,200}\]/i.exec(value);
    if (found === null) continue;
    const start = valueSpan.start + found.index;
    yield { span: { start, end: start + found[0].length }, message: messageFor(found[0]) };
  }
}

/** Text that readers fill in, or that is about placeholders. */
function isTemplateText(occurrence: Occurrence): boolean {
  if (occurrence.block === undefined || occurrence.block.isQuoted) return true;
  if (/\b(?:template|example|sample|placeholder)s?\b/.test(occurrence.folded.headings)) return true;
  return isMention(occurrence, false);
}
