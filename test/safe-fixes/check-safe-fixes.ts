import { marked } from "marked";

import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { applyAllSafe } from "../../src/lint/apply-safe.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { defaultLintConfig } from "../../src/lint/lint-config.ts";
import type { Edit } from "../../src/text/edit.ts";
import { rules } from "../rules/built-in.ts";
import { slipsBetween } from "../../src/text/near-misses.ts";

/** What came of applying all safe suggestions to pages. */
export interface SafeFixes {
  readonly applied: number;
  readonly changed: number;
  /** Everything that must not be, one sentence each. */
  readonly flaws: readonly string[];
}

/**
 * Applies all safe suggestions of all rules to each page, and holds what comes out against what went in, both
 * rendered by another parser than ours: no word is new but those that a suggestion names, and none is lost
 * that no suggestion takes away.
 */
export function checkSafeFixes(
  pages: Iterable<readonly [path: string, text: string]>,
  around: ReadonlyMap<string, string>,
): SafeFixes {
  const linter = createLinter({
    rules,
    docsBase: "https://bot.example.com/rules",
    config: { ...defaultLintConfig, preview: true, slow: false, today: "2026-11-23" },
  });
  const handbook = createHandbook([...around].map(([path, text]) => linter.parse(path, text)));
  const flaws: string[] = [];
  let sum = 0;
  let changed = 0;
  for (const [path, before] of pages) {
    const given = new Set<string>();
    const taken = new Set<string>();
    const find = (source: string): readonly Finding[] => {
      const page = linter.parse(path, source);
      const { findings, faults, prove } = linter.lintPage(page, handbook);
      for (const { message } of faults) flaws.push(`${path}: ${message}`);
      const proven = prove(findings).findings;
      for (const { edits } of proven.flatMap(({ suggestions }) => suggestions ?? [])) {
        for (const edit of edits) {
          const { span, text } = wholeWords(source, edit);
          for (const word of wordsOf(render(source.slice(span.start, span.end)))) taken.add(word);
          for (const word of wordsOf(render(text))) given.add(word);
        }
      }
      return proven;
    };
    const { source, applied } = applyAllSafe(before, find);
    if (applied === 0) continue;
    sum += applied;
    changed += 1;
    const again = applyAllSafe(source, find);
    if (again.applied > 0) flaws.push(`${path}: ${again.applied} more the second time`);
    if (linter.parse(path, source).problems.length > linter.parse(path, before).problems.length) {
      flaws.push(`${path}: it has problems that it had not`);
    }
    const [old, now] = [wordsOf(render(before)), wordsOf(render(source))];
    for (const word of addedTo(old, now)) {
      if (!given.has(word)) flaws.push(`${path}: “${word}” came`);
    }
    const lost = addedTo(now, old).filter((word) => !taken.has(word));
    if (lost.length > 0) flaws.push(`${path}: “${lost.join(" ").slice(0, 80)}” went`);
  }
  return { applied: sum, changed, flaws };
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

function render(source: string): string {
  const body = source.replace(/^\uFEFF?---\r?\n[^]*?\n---[ \t]*(?:\r?\n|$)/, "");
  return marked
    .parse(body, { async: false })
    .replace(/<!--[^]*?-->/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#39|quot);|[“”‘’'"]/g, "");
}

/** Words without the marks around them. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}.&-]*[\p{L}\p{M}\p{N}])?/gu) ?? [];
}

/** Words of the second list that the first has not, nor with other spelling. */
function addedTo(before: readonly string[], after: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of before) counts.set(word, (counts.get(word) ?? 0) + 1);
  const added = after.filter((word) => {
    const left = counts.get(word) ?? 0;
    counts.set(word, left - 1);
    return left <= 0;
  });
  const unused = [...counts].flatMap(([word, left]) => (left > 0 ? [word] : []));
  return added.filter((word) => !unused.some((other) => slipsBetween(other, word) <= 3));
}
