import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Heading, Page, Section } from "../../src/page/page.ts";
import { compareSpans, contains, type Span } from "../../src/text/span.ts";
import { isAccidental } from "./accidental-heading.ts";
import { isStub } from "./stub.ts";
import { isTemplatePage } from "./template-page.ts";

/** A heading of so many words is a statement, which may stand alone; a question wants its answer. */
const STATEMENT_WORDS = 8;

/** Who wrote the page and when, put below its title as a heading. */
const BYLINE =
  /^(?:authors?|editors?|by|date|(?:last )?updated)\b|^(?:\p{L}{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? |\d{1,2}\.? \p{L}{3,9} )?\d{4}$/iu;

/** A heading that gives its result itself: `Overtime: none`, `Accessibility ✓`. */
const RESULT = /[✓✔✅☑❌✗✘]\uFE0F?$|[:—–-] (?:no|none|nothing|n\/a)\b/iu;

/** Every section has content. */
export const noEmptySection: PageRule<Record<string, never>> = {
  id: "structure/no-empty-section",
  scope: "page",
  summary: "Every section has content: text, a list or a subsection.",
  why: "Readers who follow a link to an empty section find nothing.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    // A page that has only just been started is all headings, and one that people fill in is meant to be.
    if (isStub(page) || isTemplatePage(page)) return;
    const linked = linkedHeadings(page);
    for (const [index, section] of page.sections.entries()) {
      const { heading, depth, own } = section;
      if (heading === undefined || heading.isOpaque) continue;
      if (hasNoText(page, heading)) {
        const message = "This heading is empty. Add its text or delete it.";
        yield { span: heading.span, message, key: "empty heading" };
        continue;
      }
      const next = page.sections[index + 1];
      if (next !== undefined && (next.depth > depth || isSlip(page, next))) continue;
      const promise = promiseIn(page, own);
      if (promise !== undefined) {
        const message = `${quote(nameOf(page, heading), 32)} says only ${quote(promise, 24)}. Write its text or delete the heading.`;
        yield { span: heading.span, message };
        continue;
      }
      if (!isBlank(page, own)) continue;
      // A heading that is itself a link is an entry of a list of links.
      if (linked.has(heading) || mayStandAlone(page, section, next)) continue;
      const name = quote(nameOf(page, heading), 32);
      const message =
        next?.depth === depth && !isBlank(page, next.own)
          ? `${name} has no content. Add text, delete it, or put the sections after it one level deeper.`
          : `${name} has no content. Add text or delete the heading.`;
      yield { span: heading.span, message };
    }
  },
};

/** Nothing is left of the heading but spaces of HTML, or the marks of an emphasis that has no text. */
function hasNoText({ source }: Page, { textSpan }: Heading): boolean {
  const text = source.slice(textSpan.start, textSpan.end);
  return text.replace(/&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);|[\s\\*_~\u200b\ufeff]/gi, "") === "";
}

/** A heading by mistake, above what was meant as content. */
function isSlip(page: Page, { heading }: Section): boolean {
  return heading !== undefined && (hasNoText(page, heading) || isAccidental(page, heading));
}

/** What a reader sees or, of an image without a description, what the author wrote. */
function nameOf({ source }: Page, { text, textSpan }: Heading): string {
  return text === "" ? source.slice(textSpan.start, textSpan.end) : text;
}

/** A title above sections of its own level, its subtitle, a letter of an index, or a whole statement. */
function mayStandAlone(
  { headings, frontMatter }: Page,
  { heading, depth }: Section,
  next: Section | undefined,
): boolean {
  const text = heading?.text ?? "";
  const isFirst = heading === headings[0];
  if (isFirst && depth === 1 && next?.depth === 1 && frontMatter?.get("title") === undefined) {
    return true;
  }
  // A title with its author in a heading of the same level.
  const isBelowTop = headings.slice(0, 3).some((each) => each === heading);
  if (isBelowTop && next?.depth === depth && /^by\s/i.test(next.heading?.text ?? "")) return true;
  if (heading === headings[1] && /^(?:\(.*\)$|by\s)/i.test(text)) return true;
  if (headings.slice(1, 4).some((each) => each === heading) && BYLINE.test(text)) return true;
  if (/^\P{L}*\p{L}\P{L}*$/u.test(text) || RESULT.test(text)) return true;
  return !text.endsWith("?") && text.split(/\s+/).length >= STATEMENT_WORDS;
}

/** Headings with a link in them; both lists are in the order of the page. */
function linkedHeadings({ headings, links }: Page): ReadonlySet<Heading> {
  const linked = new Set<Heading>();
  let next = 0;
  for (const link of [...links].sort((a, b) => compareSpans(a.span, b.span))) {
    while ((headings[next]?.span.end ?? Infinity) <= link.span.start) next += 1;
    const heading = headings[next];
    if (heading !== undefined && contains(heading.span, link.span)) linked.add(heading);
  }
  return linked;
}

/** What stands for text that is still to be written. */
const PROMISE =
  /^(?:to ?do|tb[acd]|fixme|wip|xxx|work in progress|coming soon|more to come|under construction|placeholder|lorem ipsum|(?:content )?to be (?:written|added|completed|defined|determined|done|decided|documented|announced|filled in))$/i;

/** A promise is short. */
const PROMISE_CHARS_MAX = 60;

/** The targets of links, which stand at the end of a page, are no content. */
const DEFINITION = /^ {0,3}\[[^\]]+\]:/;

/** `TODO`, `_Coming soon!_`: nothing else is in the section. */
function promiseIn({ source, type }: Page, { start, end }: Span): string | undefined {
  const [first = "", ...rest] = source.slice(start, end).trim().split("\n");
  if (first.length > PROMISE_CHARS_MAX) return undefined;
  const words = first.replace(/^[\s>*_+~([-]{1,60}|(?<![\s*_~.!…:)\]])[\s*_~.!…:)\]]{1,60}$/g, "");
  if (!PROMISE.test(words)) return undefined;
  if (rest.some((line) => line.trim() !== "" && !DEFINITION.test(line))) return undefined;
  // structure/no-placeholder reports these where a page has to be finished.
  const isReported = type !== "handbook" && type !== "readme" && words === words.toUpperCase();
  return isReported ? undefined : words;
}

/** Only white space and attribute lists, such as the `{: .no_toc}` of kramdown. */
function isBlank(page: Page, span: Span): boolean {
  let text = page.source.slice(span.start, span.end);
  if (text.trim() === "") return true;
  if (!text.includes("{")) return false;
  for (const { kind, span: opaque } of page.opaque) {
    if (kind !== "attribute" || !contains(span, opaque)) continue;
    const start = opaque.start - span.start;
    const end = opaque.end - span.start;
    text = text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
  }
  return text.trim() === "";
}
