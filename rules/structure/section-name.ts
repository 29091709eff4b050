import { slipsBetween } from "../../src/text/near-misses.ts";
import type { Page } from "../../src/page/page.ts";
import type { PageTemplate, TemplateSection } from "./page-template.ts";
import type { SectionMeanings } from "./section-meanings.ts";

/**
 * Normalizes a heading for comparison: without leading numbers, icons, punctuation, case and plurals; `&` is “and”.
 * “2. Roles & Responsibilities:” and “Role and responsibility” are the same.
 */
export function foldName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/&(?:amp;)?/g, " and ")
    .replace(/^[\s#§]*(?:\d{1,3}(?:\.\d{1,3}){0,4}[.):]?|[ivx]{1,5}[.)]|[a-z][.)])\s+/, "")
    .replace(/:[a-z0-9_+-]{2,40}:/g, " ")
    .replace(/[^\p{L}\p{N}']+/gu, " ")
    .trim()
    .split(" ")
    .map(singular)
    .join(" ");
}

function singular(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

/** The names of a section, folded: whole headings, and words that suffice inside one. */
interface Names {
  readonly section: TemplateSection;
  readonly whole: ReadonlySet<string>;
  readonly within: readonly string[];
}

/** Finds the sections of a template among the headings of pages. */
export interface SectionMatcher {
  /** The sections of the template that a heading names: “Purpose and Scope” names two. */
  match(heading: string): readonly TemplateSection[];
  /** The name that a heading misspells: “Responsibilties”. */
  misspelt(heading: string): string | undefined;
  /** The name that the last words of a longer heading misspell: “Payroll Analyst Responsbilities”. */
  misspeltEnd(heading: string): string | undefined;
  /** What a heading says, by the meanings that the template knows; none where it knows none. */
  meaningsOf(heading: string): readonly string[];
}

/** So many headings are remembered. */
const headingsMax = 1_000;

/** Prepares a template for matching. */
export function createSectionMatcher(template: PageTemplate): SectionMatcher {
  const known = matchers.get(template);
  if (known !== undefined) return known;
  // Most templates are for kinds of pages that a handbook has none of, or that nobody changed.
  let opened: SectionMatcher | undefined;
  const open = (): SectionMatcher => (opened ??= openMatcher(template));
  const matcher: SectionMatcher = {
    match: (heading) => open().match(heading),
    misspelt: (heading) => open().misspelt(heading),
    misspeltEnd: (heading) => open().misspeltEnd(heading),
    meaningsOf: (heading) => open().meaningsOf(heading),
  };
  matchers.set(template, matcher);
  return matcher;
}

/** Several rules ask the same of one template. */
const matchers = new WeakMap<PageTemplate, SectionMatcher>();

function openMatcher(template: PageTemplate): SectionMatcher {
  const all: Names[] = template.sections.map((section) => ({
    section,
    whole: new Set([section.name, ...section.also].map(foldName)),
    within: section.within.map((words) => ` ${foldName(words)} `),
  }));
  const exact = (folded: string): readonly TemplateSection[] =>
    all
      .filter(
        ({ whole, within }) =>
          whole.has(folded) || within.some((words) => ` ${folded} `.includes(words)),
      )
      .map(({ section }) => section);
  const spellings = template.sections
    .flatMap(({ name, also }) => [name, ...also])
    .map((name) => ({ name, words: foldName(name).split(" ") }));
  // The same headings come by on every page of a kind, and several rules ask about each.
  const fold = remember(foldName);
  const misspelt = remember((heading: string): string | undefined => {
    const folded = fold(heading);
    if (folded === "specialist" || exact(folded).length > 0) return undefined;
    const words = folded.split(" ");
    return spellings.find((spelling) => isMisspelling(words, spelling.words))?.name;
  });
  const ends = template.sections
    .flatMap(({ within }) => within)
    .map((name) => ({ name, words: foldName(name).split(" ") }));
  const misspeltEnd = remember((heading: string): string | undefined => {
    const folded = fold(heading);
    const words = folded.split(" ");
    if (exact(folded).length > 0) return undefined;
    return ends.find((end) => {
      const last = words.slice(-end.words.length);
      return words.length > end.words.length && isMisspelling(last, end.words);
    })?.name;
  });
  const find = (heading: string): readonly TemplateSection[] => {
    const found = exact(fold(heading));
    if (found.length > 0) return found;
    const meant = misspelt(heading) ?? misspeltEnd(heading);
    return meant === undefined ? found : exact(foldName(meant));
  };
  return {
    match: remember(find),
    misspelt,
    misspeltEnd,
    meaningsOf: remember(meaningFinder(template.meanings)),
  };
}

/** Gives what a function gave for the same heading before. */
function remember<T>(find: (heading: string) => T): (heading: string) => T {
  const known = new Map<string, { readonly found: T }>();
  return (heading) => {
    const before = known.get(heading);
    if (before !== undefined) return before.found;
    const found = find(heading);
    if (known.size >= headingsMax) known.clear();
    known.set(heading, { found });
    return found;
  };
}

function meaningFinder(meanings: SectionMeanings = new Map()): (heading: string) => string[] {
  const all = [...meanings].map(([meaning, { names, words }]) => ({
    meaning,
    whole: new Set(names.map(foldPhrase)),
    within: words.map((word) => ` ${foldPhrase(word)} `),
  }));
  return (heading) => {
    const folded = foldPhrase(heading);
    return all
      .filter(
        ({ whole, within }) =>
          whole.has(folded) || within.some((word) => ` ${folded} `.includes(word)),
      )
      .map(({ meaning }) => meaning);
  };
}

const contractions: Readonly<Record<string, string>> = {
  ll: "will",
  re: "are",
  ve: "have",
  s: "is",
};

/** As `foldName`, with “you'll” and “what's” written out. */
function foldPhrase(text: string): string {
  const straight = text.toLowerCase().replace(/’/g, "'");
  return foldName(
    straight.replace(
      /\b(you|we|they|what|who|that|it)'(ll|re|ve|s)\b/g,
      (_, word: string, rest: string) => `${word} ${contractions[rest] ?? rest}`,
    ),
  );
}

/**
 * One or two letters wrong in a word of eight or more, or one in a shorter word of a name of several words
 * (“Job Garde”, “Hiring Proces”), or a slip that no other word is like (“Levls”); the other words equal.
 */
function isMisspelling(words: readonly string[], wanted: readonly string[]): boolean {
  if (words.length !== wanted.length) return false;
  let wrong = 0;
  for (const [index, word] of words.entries()) {
    const right = wanted[index] ?? "";
    if (word === right) continue;
    const most = right.length >= 8 ? 2 : wanted.length > 1 && right.length >= 5 ? 1 : 0;
    // “Proces” has lost what looked like a plural.
    const slips = Math.min(slipsBetween(word, right), slipsBetween(`${word}s`, right));
    if (word[0] !== right[0] || (slips > most && !isOddSlip(word, right))) return false;
    wrong += 1;
  }
  return wrong === 1;
}

/** A vowel inside is missing, or letters are doubled wrongly: “Levls”, “Procces”. */
function isOddSlip(word: string, right: string): boolean {
  if (right.length < 5) return false;
  if ([word, `${word}s`].some((it) => undouble(it) === undouble(right))) return true;
  let at = 0;
  while (at < right.length && right[at] === word[at]) at += 1;
  const isVowel = at < right.length - 1 && /[aeiou]/.test(right.charAt(at));
  return isVowel && right.slice(0, at) + right.slice(at + 1) === word;
}

function undouble(word: string): string {
  return word.replace(/(.)\1/g, "$1");
}

/** The sections of a template that the headings of a page name. */
export function sectionsOf(
  page: Page,
  matcher: SectionMatcher,
  deepest = 6,
): ReadonlySet<TemplateSection> {
  const headings = page.headings.filter(({ depth }) => depth <= deepest);
  const texts = [...headings.map(({ text }) => text), ...headingsInHtml(page, deepest)];
  return new Set(texts.flatMap((text) => matcher.match(text)));
}

/** Without a blank line below an image or a box, CommonMark reads the heading as HTML; kramdown does not. */
export function headingsInHtml({ opaque, source }: Page, deepest: number): readonly string[] {
  return opaque
    .filter(({ kind }) => kind === "html")
    .flatMap(({ span }) => [
      ...source.slice(span.start, span.end).matchAll(/^(#{1,6})[ \t]([^\n]{1,200})$/gm),
    ])
    .filter(([, signs = ""]) => signs.length <= deepest)
    .map(([, , text = ""]) => text);
}
