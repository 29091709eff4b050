import type { Block, Link, Page } from "../../src/page/page.ts";
import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { sentenceAround } from "../../src/text/sentences.ts";
import type { Span } from "../../src/text/span.ts";
import { givesTask, hasTask, turnsTo } from "./contact-cues.ts";
import { isPersonal, namesIn, type WrittenName } from "./people.ts";

/** One name behind another: “Tom or Jane Doe”. */
const joined = /^(?:,? (?:or|and) |, |\/)$/;

/** Names of companies that begin with the name of a founder, and places named after people. */
const firm =
  /^ ?(?:&|and (?:Young|Company|Sons|Associates|Partners)\b|(?:Bank|Inc|Ltd|LLC|GmbH|Group|University|College|School|Street|Avenue|Road|Award|Prize|Foundation|Center|Centre|Hall|House|Room|Schwab|Stanley|Hancock|Deere|Wiley|Kay|Pay|Act|Law)\b)/;

/** What was decided once is a record, and nobody's task. */
const record = /\b(?:was|were|been|(?:19|20)\d\d|used to|formerly|previously|originally)\b/i;

/** Who is seen or heard there is nobody to turn to. */
const shown = /\b(?:watch|listen|podcast|interview|webinar|featuring|recording)\b/i;

/** Names of nobody, for examples. */
const placeholder = /^ Do[eo]$/;

/** Who wrote a page is a fact, and nobody to turn to. */
const credits =
  /^\W{0,4}(?:authors?|written by|owners?|dri|reviewers?|note ?takers?|last updated by|approved by|updated by|attendees|present)\s?:/i;

/** Lists of people change with the people and have their own owners. */
const roster =
  /\b(?:team members|members|contacts|roster|who is who|history|changelog|change log|authors|contributors|participants|attendees)\b/i;

/** Minutes, posts and histories say who did what, once; on a page of one's own a name is the writer's choice. */
const ofOneDay =
  /(?:^|[/_.-])(?:minutes|(?:meeting|session)-notes|ceo|meetings?|agendas?|notes-archive|blog|posts|news|history|retros?|retrospectives?|elections?|archived?|bios?|interviews?|readme)(?=[/_.-]|$)/i;

/** Addresses and sentences that show how something looks. */
const isExample =
  /\be\.?g\b|\bfor (?:example|instance)\b|\bsuch as\b|\b(?:example|scenario|sample)\b/i;

/** The writer speaks of their own time and people. */
const ofWriter = /\b(?:I|me|my|mine|I['’]m|I['’]ll)\b/;

/** A person is no contact: people change jobs, roles stay. */
export const noNamedContact: PageRule = {
  id: "policy/no-named-contact",
  scope: "page",
  summary: "Pages send their readers to roles and teams, not to people.",
  why: "People change jobs, and then readers turn to somebody who has left.",
  severity: "info",
  status: "stable",
  languages: ["en"],
  isFixable: false,
  pages: ["policy", "handbook"],
  options: noOptions,
  *check(page) {
    if (ofOneDay.test(page.path)) return;
    const addresses = addressesOf(page);
    const names = namesIn(page.prose);
    if (addresses.length + names.length === 0) return;
    let credited: number | undefined;
    for (const block of page.blocks) {
      if (block.kind !== "paragraph" || block.isQuoted || isRoster(page, block)) continue;
      if (credits.test(page.prose.slice(block.span.start, block.span.start + 40))) {
        credited = block.section;
        continue;
      }
      // The names of authors may follow as a list.
      if (block.container === "item" && credited === block.section) continue;
      const spans = [
        ...addressesToTurnTo(page.prose, within(addresses, block.span), block.span),
        ...namesToTurnTo(page.prose, within(names, block.span), block.span),
      ];
      for (const span of spans) {
        const name = page.source.slice(span.start, span.end).replace(/[<>]/g, "");
        yield {
          span,
          message: `${quote(name, 45)} is a person. Name the role or team to turn to instead.`,
        };
      }
    }
  },
};

function isRoster({ sections }: Page, { section }: Block): boolean {
  return roster.test(sections[section]?.heading?.text ?? "");
}

/** Links to the addresses of people, in order. */
function addressesOf({ links }: Page): readonly Link[] {
  return links.filter(({ target }) => {
    if (!target.startsWith("mailto:")) return false;
    return isPersonal(target.slice("mailto:".length).split("?", 1)[0] ?? "");
  });
}

/** Addresses are there to turn to, but for those of an example. */
function* addressesToTurnTo(
  prose: string,
  addresses: readonly Link[],
  block: Span,
): Iterable<Span> {
  for (const { span, textSpan } of addresses) {
    const sentence = sentenceAround(prose, span, block);
    const before = prose.slice(Math.max(block.start, sentence.start - 30), span.start);
    if (isExample.test(before)) continue;
    yield textSpan.end > textSpan.start ? textSpan : span;
  }
}

/** Names count where the sentence says that somebody is to be turned to, or has a task. */
function* namesToTurnTo(prose: string, names: readonly WrittenName[], block: Span): Iterable<Span> {
  let last: { readonly sentence: Span; readonly span: Span } | undefined;
  for (const { span, first, rest } of names) {
    const sentence = sentenceAround(prose, span, block);
    const before = prose.slice(sentence.start, span.start);
    const after = prose.slice(span.end, sentence.end);
    if (placeholder.test(rest) || firm.test(rest) || firm.test(after)) continue;
    if (shown.test(before) || ofWriter.test(before + after)) continue;
    if (isExample.test(before) || isInQuotation(before)) continue;
    const isNext =
      last?.sentence.start === sentence.start &&
      joined.test(prose.slice(last.span.end, span.start));
    const isAsked = isNext || turnsTo(before);
    // A first name alone may be anything's; a whole one with a task is somebody's.
    const isWhole = rest !== "" || first.startsWith("@");
    const isTask = isWhole && !record.test(before + after);
    if (!isAsked && !(isTask && (givesTask(before) || hasTask(after)))) continue;
    last = { sentence, span };
    yield span;
  }
}

/** What is said in quotation marks is somebody's example. */
function isInQuotation(before: string): boolean {
  return Math.max(before.lastIndexOf("“"), before.lastIndexOf('"')) > before.lastIndexOf("”");
}

/** Of what is in order and does not overlap, that which lies in a span. */
function within<T extends { readonly span: Span }>(all: readonly T[], span: Span): readonly T[] {
  const first = firstFrom(all, span.start);
  let end = first;
  while ((all[end]?.span.end ?? Infinity) <= span.end) end += 1;
  return first === end ? [] : all.slice(first, end);
}

/** Index of the first that begins at an offset or behind it. */
function firstFrom(all: readonly { readonly span: Span }[], offset: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
