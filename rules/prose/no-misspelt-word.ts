import { slipsBetween } from "../../src/text/near-misses.ts";
import { z } from "zod";
import type { Handbook } from "../../src/handbook/handbook.ts";
import type { Report } from "../../src/lint/finding.ts";
import { type HandbookRule, quote } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { ruleOptions } from "../rule-options.ts";
import type { RuleSources, Speller } from "../sources.ts";
import { slips } from "./slips.ts";

const options = z.strictObject({
  words: z
    .array(z.string().trim().min(2).max(60))
    .max(5_000)
    .default([])
    .describe(
      "Words of your organisation that are right as they are; upper and lower case are the same.",
    ),
});
type Options = z.output<typeof options>;

/** Ordinary words in small letters: names begin with capitals. */
const WORD =
  /(?<![\p{L}\p{N}\p{M}'’_@/.&#-]|\uFFFC)[a-z]{3,30}(?![\p{L}\p{N}\p{M}'’_@/&\uFFFC-]|[.:]\p{L})/gu;
const NAME = /(?<!\p{L})\p{Lu}\p{L}{3,29}(?!\p{L})/gu;

/** Shorter words are too like each other: of these only well-known slips are reported. */
const LETTERS_MIN = 5;

/** A word that stands there so often is meant. */
const MEANT_TIMES = 3;
/** So many unknown words in a hundred are no misspellings: the page is in another language. */
const STRANGE_SHARE_MAX = 0.15;
/** To look for what is meant takes milliseconds. */
const LOOKED_UP_MAX = 20;

const PREFIX =
  /^(?:re|un|non|de|pre|multi|sub|over|under|mis|co|inter|anti|auto|micro|self|dis|up|cross|semi|super|hyper|post|out|onboard)(?=[a-z]{3})/;
const SUFFIX =
  /(?:s|es|ed|d|ing|er|ers|able|ability|ship|ships|less|ness|ly|ize|ized|ization|or|ors|ist|ee|ees)$/;
const HALF_MIN = 4;
const SHORT_HALVES: ReadonlySet<string> = new Set(["bot", "dev", "ops", "set", "web"]);

/** Words in use that dictionaries do not have, or not yet. */
const IN_USE: ReadonlySet<string> = new Set(
  (
    "asynch buildout checkin collab collabs convo convos cutline duplicative exfiltrate exfiltrated exfiltration " +
    "blackbox bursty convolutional gamification gamified gamify hotspot hotspots inclusivity katas mebibytes pythonic quantifiably speciality syscall syscalls telework teleworking thumbsup"
  ).split(" "),
);

/** Words are spelt as dictionaries spell them. */
export function noMisspeltWord(sources: RuleSources): HandbookRule<Options> {
  return {
    id: "prose/no-misspelt-word",
    scope: "handbook",
    summary: "Words are spelled as in a dictionary of American English or in the handbook itself.",
    why: "Search doesn't find a misspelled word, and readers stumble over it.",
    severity: "warning",
    status: "preview",
    isFixable: true,
    isSlow: true,
    options: ruleOptions(options),
    prepare({ words }, { handbook }) {
      const own = new Set(words.map(fold));
      let terms: ReadonlySet<string> | undefined;
      const isOwn = (word: string): boolean => (terms ??= termsOf(handbook)).has(word);
      return (page) => misspeltWords(page, sources.openSpeller?.(), own, isOwn);
    },
  };
}

function* misspeltWords(
  page: Page,
  speller: Speller | undefined,
  own: ReadonlySet<string>,
  isOwn: (word: string) => boolean,
): Generator<Report, void, void> {
  if (speller === undefined) return;
  const { unknown, all } = unknownWords(page, speller, own);
  if (unknown.size > Math.max(20, all * STRANGE_SHARE_MAX)) return;
  const named = namesOn(page);
  let lookedUp = 0;
  for (const [word, spans] of unknown) {
    const [span] = spans;
    if (span === undefined || spans.length >= MEANT_TIMES || named.has(word)) continue;
    if (isSetApart(page.prose, span) || isInCode(page, word)) continue;
    const slip = slips.get(word);
    if (slip === undefined) {
      if (isMade(word, speller) || isOwn(word)) continue;
      lookedUp += 1;
      if (lookedUp > LOOKED_UP_MAX) return;
    }
    const meant = slip === undefined ? meantBy(word, speller) : [slip];
    const [first, second] = meant;
    if (first === undefined) continue;
    const what =
      second === undefined ? quote(first, 30) : `${quote(first, 30)} or ${quote(second, 30)}`;
    yield {
      span,
      key: word,
      message: `${quote(word, 30)} looks misspelled. Did you mean ${what}? If it is correct, add it to the rule’s words.`,
      suggestions: meant.map((text) => ({
        label: `Replace with ${quote(text)}`,
        edits: [{ span, text }],
        isSafe: false,
      })),
    };
  }
}

function fold(word: string): string {
  return word.toLowerCase();
}

function unknownWords(
  { prose }: Page,
  speller: Speller,
  known: ReadonlySet<string>,
): { readonly unknown: ReadonlyMap<string, readonly Span[]>; readonly all: number } {
  const unknown = new Map<string, Span[]>();
  const right = new Set<string>();
  for (const { 0: word, index: start } of prose.matchAll(WORD)) {
    if (right.has(word)) continue;
    const spans = unknown.get(word);
    const span = { start, end: start + word.length };
    if (spans !== undefined) spans.push(span);
    else if (slips.has(word) && !known.has(word)) unknown.set(word, [span]);
    else if (word.length < LETTERS_MIN) right.add(word);
    else if (known.has(word) || IN_USE.has(word) || speller.has(word)) {
      right.add(word);
    } else unknown.set(word, [span]);
  }
  return { unknown, all: right.size + unknown.size };
}

/** Products and people, whose names are also written small. */
function namesOn({ prose }: Page): ReadonlySet<string> {
  return new Set(Array.from(prose.matchAll(NAME), ([name]) => fold(name)));
}

/** A word alone in brackets or quotation marks is a name: `(eastus)`, “neato”. */
function isSetApart(prose: string, { start, end }: Span): boolean {
  const around = prose.slice(Math.max(0, start - 1), start) + prose.slice(end, end + 1);
  return /^(?:\(\)|\[\]|""|“”|‘’)$/.test(around);
}

/** What stands in code or in the address of a link is a name in running text too: `[doctoc](https://…/doctoc)`. */
function isInCode({ source, prose }: Page, word: string): boolean {
  for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + word.length)) {
    if (!prose.startsWith(word, at)) return true;
  }
  return false;
}

/** Words that English makes of others as it goes: “redownload”, “webserver”, “maintainerships”, and British spelling. */
function isMade(word: string, speller: Speller): boolean {
  const american = word
    .replace(/is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational|able)$)/, "iz")
    .replace(/(?<=aly)s(?=(?:e|ed|es|er|ers|ing)$)/, "z")
    .replace(/our(?=[a-z]{0,6}$)/, "or")
    .replace(/ll(?=(?:ed|ing|er|ers)$)/, "l")
    .replace(/enc(?=es?$)/, "ens")
    .replace(/(?<=pract)iz/, "ic");
  if (american !== word && speller.has(american)) return true;
  const stem = word.replace(SUFFIX, "");
  const rest = word.replace(PREFIX, "");
  const parts = [stem, `${stem}e`, rest, rest.replace(SUFFIX, "")].filter(
    (part) => part !== word && part.length >= HALF_MIN,
  );
  if (parts.some((part) => speller.has(part))) return true;
  const isHalf = (part: string): boolean =>
    part.length >= HALF_MIN ? speller.has(part) : SHORT_HALVES.has(part);
  for (let at = 3; at <= word.length - 3; at += 1) {
    if (isHalf(word.slice(0, at)) && isHalf(word.slice(at))) return true;
  }
  return false;
}

/** One or two words that differ by a slip of the fingers; none where it is a name in small letters. */
function meantBy(word: string, speller: Speller): readonly string[] {
  const like = speller.suggest(word);
  if (like.some((other) => fold(other) === word)) return [];
  const near = like.filter(
    (other) => /^[a-z]+$/.test(other) && other[0] === word[0] && isSlip(word, other),
  );
  const closest = near.filter((other) => slipsBetween(word, other) === 1);
  return (closest.length > 0 ? closest : near).slice(0, 2);
}

function isSlip(word: string, other: string): boolean {
  const wrong = slipsBetween(word, other);
  return wrong === 1 || (wrong === 2 && word.length >= 8);
}

/** The handbook's own words: in headings of several pages, or in the names of files and folders. */
function termsOf(handbook: Handbook): ReadonlySet<string> {
  const pageOf = new Map<string, string>();
  const terms = new Set<string>();
  for (const path of handbook.paths()) {
    for (const word of wordsOf(path)) terms.add(word);
    const page = handbook.page(path);
    const texts = [page?.title ?? "", ...(page?.headings ?? []).map(({ text }) => text)];
    for (const word of texts.flatMap(wordsOf)) {
      const first = pageOf.get(word);
      if (first === undefined) pageOf.set(word, path);
      else if (first !== path) terms.add(word);
    }
  }
  return terms;
}

function wordsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/\p{L}{5,30}/gu), ([word]) => fold(word));
}
