import type { Block, Link, Page } from "../../src/page/page.ts";
import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { sentenceAround } from "../../src/text/sentences.ts";
import type { Span } from "../../src/text/span.ts";
import { firstNames } from "../terms/first-names.ts";

/** A handle, or a first name with a last name behind it. */
const person =
  /(?<![\p{L}\p{N}@/._`-])(?:@[a-z][\w.-]{1,40}(?![\w/@-])|\p{Lu}\p{Ll}{1,20}(?=( (?:\p{Lu}\. )?(?:\p{Lu}['’])?\p{Lu}\p{Ll}{1,20})(?![\p{L}\p{N}])))/gu;

/** What asks the reader to turn to somebody, or gives somebody a task, right before the name. */
const before =
  /\b(?:contact|message|ping|ask|e-?mail|notify|inform|tell|cc|reach out to|talk to|speak (?:to|with)|meet with|sent? to|assign(?:ed)? to|approv(?:ed|al) (?:by|from|of)|owned by|maintained by|managed by|owner of this (?:policy|document|page),|policy owner is)\s(?:\S{1,20}\s){0,2}$/i;

/** What makes somebody responsible, right behind the name. */
const behind = /^,?\s(?:is|are) (?:responsible|accountable|the (?:owner|contact|dri)\b)/i;

/** Lists of people change with the people and have their own owners. */
const roster =
  /\b(?:team members|members|contacts|roster|who is who|history|changelog|change log|authors|contributors|participants|attendees)\b/i;

/** Who wrote a page is a fact, and nobody to turn to. */
const credits =
  /^\W{0,4}(?:authors?|written by|owners?|dri|reviewers?|note ?takers?|last updated by)\s?:/i;

/** A person is no contact: people change jobs, roles stay. */
export const noNamedContact: PageRule = {
  id: "policy/no-named-contact",
  scope: "page",
  summary: "A policy sends its readers to roles and teams, not to people.",
  why: "People change jobs, and then readers of the policy turn to somebody who has left.",
  severity: "info",
  status: "preview",
  languages: ["en"],
  isFixable: false,
  pages: ["policy"],
  options: noOptions,
  *check(page) {
    const addresses = addressesOf(page);
    for (const block of page.blocks) {
      if (block.kind !== "paragraph" || block.isQuoted || isRoster(page, block)) continue;
      if (credits.test(page.prose.slice(block.span.start, block.span.start + 40))) continue;
      for (const span of contactsIn(page.prose, addresses, block)) {
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
    const address = /^mailto:([^?]{1,100})/i.exec(target)?.[1];
    return address !== undefined && isPersonal(address);
  });
}

/** Addresses are there to turn to; names and handles count where the sentence says so. */
function* contactsIn(
  prose: string,
  addresses: readonly Link[],
  { span: block }: Block,
): Iterable<Span> {
  for (let at = firstFrom(addresses, block.start); at < addresses.length; at += 1) {
    const link = addresses[at];
    if (link === undefined || link.span.start >= block.end) break;
    if (link.span.end > block.end) continue;
    yield link.textSpan.end > link.textSpan.start ? link.textSpan : link.span;
  }
  for (const { index, 0: found, 1: last = "" } of prose
    .slice(block.start, block.end)
    .matchAll(person)) {
    if (!isPersonal(found)) continue;
    const start = block.start + index;
    const span = { start, end: start + found.length + last.length };
    const sentence = sentenceAround(prose, span, block);
    const isContact =
      before.test(prose.slice(sentence.start, span.start)) ||
      behind.test(prose.slice(span.end, sentence.end));
    if (isContact) yield span;
  }
}

/** Index of the first link that begins at an offset or behind it. */
function firstFrom(links: readonly Link[], offset: number): number {
  let low = 0;
  let high = links.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((links[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether it starts with a first name: teams have handles and addresses too. */
function isPersonal(found: string): boolean {
  if (/@(?:[\w-]+\.)?example\.(?:com|org|net)$/i.test(found)) return false;
  const [first = ""] = found
    .replace(/^@/, "")
    .toLowerCase()
    .split(/[\s._+@-]/);
  return firstNames.has(first);
}
