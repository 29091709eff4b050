import type { Block, Page } from "../page/page.ts";
import { alignLines } from "../text/align-lines.ts";
import { sentencesIn } from "../text/sentences.ts";
import {
  compareDemands,
  type DemandChange,
  type DemandToken,
  demandTokens,
  isDuty,
} from "./obligations.ts";

/** Something that a change makes of what a policy demands, for its owner to know. */
export interface PolicyChange {
  readonly path: string;
  /** Text of the heading above it. */
  readonly section: string | undefined;
  readonly kinds: readonly (DemandChange | "duty removed" | "section removed" | "page removed")[];
  /** The sentence or row of a table before the change, cut where it is long. */
  readonly was: string;
  /** Empty where nothing took its place. */
  readonly is: string;
}

const excerptCharacters = 160;
const leadCharacters = 50;

/** Longer ones are data, and compared word by word they would take long. */
const sentenceCharactersMax = 2_000;
/** Beyond so many in one place every one is compared with its opposite only. */
const gapMax = 30;
/** Least share of words that two versions of one sentence have in common. */
const likenessMin = 0.6;
const dutyWordsMin = 5;
/** A section is gone when so little of its text is left anywhere on the page. */
const leftShareMax = 0.3;
/** Sentences compared with sentences, in search of what became of a section: some 100 ms. */
const comparisonsMax = 50_000;

/** A sentence of running text, or a row of a table. */
interface Saying {
  readonly text: string;
  readonly section: number;
  readonly tokens: readonly DemandToken[];
}

/**
 * Lists what a change makes of the duties, figures, dates and countries of a policy, and of its sections, in
 * the order of the old page. What is only moved or worded otherwise is not among it.
 */
export function policyChanges(
  before: Page | undefined,
  after: Page | undefined,
): readonly PolicyChange[] {
  if (before === undefined || before.source === after?.source) return [];
  if (before.type !== "policy" && after?.type !== "policy") return [];
  if (after === undefined) {
    const title = before.frontMatter?.get("title");
    const was = typeof title === "string" ? title : before.path;
    return [{ path: before.path, section: undefined, kinds: ["page removed"], was, is: "" }];
  }
  const was = sayingsOf(before);
  const is = sayingsOf(after);
  const gone = sectionsGone(before, after, was, is);
  const { path } = after;
  const found: { readonly section: number; readonly change: PolicyChange }[] = [];
  for (const section of outermost(before, gone)) {
    const name = headingOf(before, section) ?? "";
    const change = {
      path,
      section: undefined,
      kinds: ["section removed"] as const,
      was: name,
      is: "",
    };
    found.push({ section, change });
  }
  for (const { old, now } of pairs(was, is)) {
    if (gone.has(old.section)) continue;
    const kinds =
      now === undefined ? (["duty removed"] as const) : compareDemands(old.tokens, now.tokens);
    if (kinds.length === 0) continue;
    const section = headingOf(before, old.section);
    found.push({ section: old.section, change: { path, section, kinds, ...excerpts(old, now) } });
  }
  return found.sort((a, b) => a.section - b.section).map(({ change }) => change);
}

function headingOf(page: Page, section: number): string | undefined {
  return page.sections[section]?.heading?.text;
}

function sayingsOf(page: Page): readonly Saying[] {
  const texts: { text: string; section: number }[] = [];
  let row = -1;
  for (const block of page.blocks) {
    if (block.kind === "heading") continue;
    if (block.kind !== "cell") {
      for (const span of sentencesIn(page.prose, block.span)) {
        texts.push({ text: page.prose.slice(span.start, span.end), section: block.section });
      }
      continue;
    }
    const line = page.lines.locate(block.span.start).line;
    const cell = cellText(page, block);
    const last = texts.at(-1);
    if (line === row && last !== undefined) last.text += ` · ${cell}`;
    else texts.push({ text: cell, section: block.section });
    row = line;
  }
  return texts
    .map(({ text, section }) => ({ text: fold(text), section }))
    .filter(({ text }) => text !== "" && text.length <= sentenceCharactersMax)
    .map((saying) => ({ ...saying, tokens: demandTokens(saying.text) }));
}

function cellText({ prose }: Page, { span }: Block): string {
  return prose.slice(span.start, span.end);
}

/** Code, links without text and the like are left out: they are compared with the page, not here. */
function fold(text: string): string {
  return text
    .replace(/\uFFFC+/g, "…")
    .replace(/\s+/g, " ")
    .trim();
}

/** Old sentences with what became of them; undefined for a duty that nothing took the place of. */
function* pairs(
  was: readonly Saying[],
  is: readonly Saying[],
): Iterable<{ readonly old: Saying; readonly now: Saying | undefined }> {
  const lost = without(was, is);
  const gained = without(is, was);
  const kept = new Set(lost);
  const come = new Set(gained);
  const oldOf = alignLines(
    was.map(({ text }) => text),
    is.map(({ text }) => text),
  );
  let oldAt = 0;
  let newAt = 0;
  for (let at = 0; at <= is.length; at += 1) {
    const old = at === is.length ? was.length + 1 : (oldOf[at] ?? 0);
    if (old === 0) continue;
    yield* pairGap(
      was.slice(oldAt, old - 1).filter((saying) => kept.has(saying)),
      is.slice(newAt, at).filter((saying) => come.has(saying)),
    );
    oldAt = old;
    newAt = at + 1;
  }
}

/** Those of one page that the other has not, equal ones counted. */
function without(many: readonly Saying[], others: readonly Saying[]): readonly Saying[] {
  const left = new Map<string, number>();
  for (const { text } of others) left.set(text, (left.get(text) ?? 0) + 1);
  return many.filter(({ text }) => {
    const number = left.get(text) ?? 0;
    left.set(text, number - 1);
    return number <= 0;
  });
}

function* pairGap(
  olds: readonly Saying[],
  news: readonly Saying[],
): Iterable<{ readonly old: Saying; readonly now: Saying | undefined }> {
  const free = new Set(news);
  const isSmall = olds.length <= gapMax && news.length <= gapMax;
  const left: Saying[] = [];
  for (const [at, old] of olds.entries()) {
    const opposite = news[at];
    const candidates = isSmall ? [...free] : opposite === undefined ? [] : [opposite];
    let best: Saying | undefined;
    let likeness = likenessMin;
    for (const candidate of candidates) {
      const share = likenessOf(old.tokens, candidate.tokens);
      if (share > likeness || (best === undefined && share === likeness)) {
        best = candidate;
        likeness = share;
      }
    }
    if (best === undefined) {
      left.push(old);
      continue;
    }
    free.delete(best);
    yield { old, now: best };
  }
  // Beside new duties it may be worded anew, which nobody can tell from here.
  if ([...free].some(({ tokens }) => tokens.some(({ kind }) => kind === "duty"))) return;
  for (const old of left) {
    if (old.tokens.length >= dutyWordsMin && isDuty(old.tokens)) yield { old, now: undefined };
  }
}

/** The share of words that two sentences have in common; one figure is as good as another. */
function likenessOf(a: readonly DemandToken[], b: readonly DemandToken[]): number {
  const left = new Map<string, number>();
  for (const token of a) left.set(nameOf(token), (left.get(nameOf(token)) ?? 0) + 1);
  let common = 0;
  for (const token of b) {
    const number = left.get(nameOf(token)) ?? 0;
    if (number > 0) common += 1;
    left.set(nameOf(token), number - 1);
  }
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
}

function nameOf({ kind, meaning }: DemandToken): string {
  return kind === "plain" ? meaning : `#${kind}`;
}

/** Sections whose heading is gone and whose text stands nowhere on the page any more. */
function sectionsGone(
  before: Page,
  after: Page,
  was: readonly Saying[],
  is: readonly Saying[],
): ReadonlySet<number> {
  const headings = new Set(after.headings.map(({ text }) => text.toLowerCase()));
  const texts = new Set(is.map(({ text }) => text));
  const bySection = Map.groupBy(was, ({ section }) => section);
  const gone = new Set<number>();
  let comparisons = comparisonsMax;
  for (const [index, { heading }] of before.sections.entries()) {
    if (heading === undefined || headings.has(heading.text.toLowerCase())) continue;
    const own = bySection.get(index) ?? [];
    const isReworded = ({ tokens }: Saying): boolean => {
      comparisons -= is.length;
      return comparisons < 0 || is.some((it) => likenessOf(tokens, it.tokens) >= likenessMin);
    };
    const left = own.filter((saying) => texts.has(saying.text) || isReworded(saying));
    if (own.length > 0 && left.length / own.length <= leftShareMax) gone.add(index);
  }
  return gone;
}

function outermost({ sections }: Page, gone: ReadonlySet<number>): readonly number[] {
  return [...gone].filter((index) => {
    const parent = sections[index]?.parent;
    return parent === undefined || !gone.has(parent);
  });
}

/** Both sentences around the first word that tells them apart. */
function excerpts(old: Saying, now: Saying | undefined): { was: string; is: string } {
  return now === undefined
    ? { was: excerpt(old, 0), is: "" }
    : { was: excerpt(old, tellingAt(old, now)), is: excerpt(now, tellingAt(now, old)) };
}

function tellingAt({ tokens }: Saying, other: Saying): number {
  const known = new Set(other.tokens.map(({ kind, meaning }) => `${kind} ${meaning}`));
  const isNew = ({ kind, meaning }: DemandToken): boolean => !known.has(`${kind} ${meaning}`);
  const at = tokens.findIndex((token) => token.kind !== "plain" && isNew(token));
  return Math.max(0, at === -1 ? tokens.findIndex(isNew) : at);
}

function excerpt({ text, tokens }: Saying, at: number): string {
  if (text.length <= excerptCharacters) return text;
  const lead = (tokens[at]?.start ?? 0) - leadCharacters;
  const start = lead <= 0 ? 0 : (tokens.find((token) => token.start >= lead)?.start ?? 0);
  const isWhole = start + excerptCharacters >= text.length;
  const end = isWhole ? text.length : text.lastIndexOf(" ", start + excerptCharacters);
  const shown = text.slice(start, end > start ? end : start + excerptCharacters).toWellFormed();
  return `${start > 0 ? "…" : ""}${shown}${isWhole ? "" : "…"}`;
}
