import { createHandbook } from "../../src/handbook/create-handbook.ts";
import type { Handbook } from "../../src/handbook/handbook.ts";
import { detectLanguage } from "../../src/cli/detect-language.ts";
import { applyAllSafe } from "../../src/lint/apply-safe.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { defaultLintConfig } from "../../src/lint/lint-config.ts";
import type { Linter } from "../../src/lint/linter.ts";
import type { Edit } from "../../src/text/edit.ts";
import { rules } from "../rules/built-in.ts";
import { addedTo, outline, render, wordsOf } from "./rendered.ts";

/** What came of applying all safe suggestions to pages. */
export interface SafeFixes {
  readonly applied: number;
  /** How many pages changed. */
  readonly changed: number;
  /** All pages of the handbook after the fixes. */
  readonly texts: ReadonlyMap<string, string>;
  /** Each suggestion that was safe at the first look, with what is around it, for somebody to read. */
  readonly shown: readonly string[];
  /** Links that led somewhere before the fixes, and how many of them do afterwards. */
  readonly links: { readonly before: number; readonly after: number };
  /** Everything that must not be, one sentence each. */
  readonly flaws: readonly string[];
}

/**
 * Applies all safe suggestions of all rules to each page, and holds what comes out against what went in, both
 * rendered by another parser than ours: no word is new but those that a suggestion names, none is lost that no
 * suggestion takes away, blocks, items, cells, headings, link targets and lines are what they were, and every
 * link of the whole handbook that led to a page or a heading still does. `around` holds the handbook.
 */
export function checkSafeFixes(
  pages: Iterable<readonly [path: string, text: string]>,
  around: ReadonlyMap<string, string>,
): SafeFixes {
  const linter = createLinter({
    rules,
    docsBase: "https://bot.example.com/rules",
    config: { ...defaultLintConfig, preview: true, slow: false, today: "2026-11-23" },
    detectLanguage,
  });
  const handbook = handbookOf(linter, around);
  const flaws: string[] = [];
  const changed = new Map<string, string>();
  const shown: string[] = [];
  let sum = 0;
  for (const [path, before] of pages) {
    const named = { given: new Set<string>(), taken: new Set<string>() };
    const find = (source: string): readonly Finding[] => {
      const page = linter.parse(path, source);
      const over = handbook.overlay(new Map([[path, page]]));
      const { findings, faults, prove } = linter.lintPage(page, over);
      for (const { message } of faults) flaws.push(`${path}: ${message}`);
      const proven = prove(findings).findings;
      noteWords(source, proven, named);
      if (source === before) shown.push(...proven.flatMap((finding) => show(source, finding)));
      return proven;
    };
    const { source: after, applied } = applyAllSafe(before, find);
    if (applied === 0) continue;
    sum += applied;
    changed.set(path, after);
    const again = applyAllSafe(after, find);
    if (again.applied > 0) flaws.push(`${path}: ${again.applied} more the second time`);
    if (linter.parse(path, after).problems.length > linter.parse(path, before).problems.length) {
      flaws.push(`${path}: it has problems that it had not`);
    }
    flaws.push(...flawsOf(before, after, named).map((flaw) => `${path}: ${flaw}`));
  }
  const texts = new Map([...around, ...changed]);
  const links = compareLinks(linter, handbook, handbookOf(linter, texts), { around, texts });
  flaws.push(...links.broken);
  return { applied: sum, changed: changed.size, texts, shown, links, flaws };
}

/** `leave.md:3 prose/no-wordy-phrase …days [in order to → to] rest…` */
function show(source: string, { path, rule, suggestions }: Finding): readonly string[] {
  const safe = suggestions.find(({ isSafe }) => isSafe);
  if (safe === undefined) return [];
  const line = source.slice(0, safe.edits[0]?.span.start).split("\n").length;
  const parts = safe.edits.map(({ span: { start, end }, text }) => {
    const before = source.slice(Math.max(0, start - 70), start);
    return `…${before}[${source.slice(start, end)} → ${text}]${source.slice(end, end + 70)}…`;
  });
  return [`${path}:${line} ${rule} ${parts.join(" ").replaceAll("\n", "⏎")}`];
}

interface NamedWords {
  readonly given: Set<string>;
  readonly taken: Set<string>;
}

function flawsOf(before: string, after: string, { given, taken }: NamedWords): readonly string[] {
  const flaws: string[] = [];
  const [old, now] = [wordsOf(render(before)), wordsOf(render(after))];
  for (const word of addedTo(old, now)) if (!given.has(word)) flaws.push(`“${word}” came`);
  const lost = addedTo(now, old).filter((word) => !taken.has(word));
  if (lost.length > 0) flaws.push(`“${lost.join(" ").slice(0, 80)}” went`);
  if (outline(before) !== outline(after)) flaws.push("its blocks are not what they were");
  if (linesWithText(before) !== linesWithText(after)) flaws.push("lines were joined or split");
  return flaws;
}

/** A comment that suppresses nothing is deleted with its line. */
function linesWithText(source: string): number {
  return source.replace(/^<!--(?:(?!-->)[^])*-->\n/gm, "").split("\n").length;
}

function noteWords(
  source: string,
  findings: readonly Finding[],
  { given, taken }: NamedWords,
): void {
  for (const { edits } of findings.flatMap(({ suggestions }) => suggestions)) {
    for (const edit of edits) {
      const { span, text } = wholeWords(source, edit);
      for (const word of wordsOf(render(source.slice(span.start, span.end)))) taken.add(word);
      for (const word of wordsOf(render(text))) given.add(word);
    }
  }
}

/** An edit may change a part of a word: “utilized” becomes “used” in its first letters. */
function wholeWords(source: string, { span, text }: Edit): Edit {
  let { start, end } = span;
  while (/[^\s[(]/.test(source[start - 1] ?? " ")) start -= 1;
  while (/[^\s\])]/.test(source[end] ?? " ")) end += 1;
  return {
    span: { start, end },
    text: source.slice(start, span.start) + text + source.slice(span.end, end),
  };
}

function handbookOf(linter: Linter, texts: ReadonlyMap<string, string>): Handbook {
  return createHandbook([...texts].map(([path, text]) => linter.parse(path, text)));
}

interface Texts {
  readonly around: ReadonlyMap<string, string>;
  readonly texts: ReadonlyMap<string, string>;
}

/** Every link of the handbook that led to a page or a heading, followed again after the fixes. */
function compareLinks(
  linter: Linter,
  before: Handbook,
  after: Handbook,
  { around, texts }: Texts,
): SafeFixes["links"] & { readonly broken: readonly string[] } {
  const broken: string[] = [];
  let [old, now] = [0, 0];
  for (const [path, text] of around) {
    const fixed = texts.get(path) ?? text;
    const targets = linter.parse(path, text).links.map(({ target }) => target);
    const fixedTargets = linter.parse(path, fixed).links.map(({ target }) => target);
    for (const [index, target] of targets.entries()) {
      const was = before.resolve(path, target);
      if (was.kind !== "found") continue;
      old += 1;
      const is = after.resolve(path, fixedTargets[index] ?? target);
      if (is.kind === "found" && is.path === was.path) now += 1;
      else broken.push(`${path}: the link to ${target} is broken`);
    }
  }
  return { before: old, after: now, broken };
}
