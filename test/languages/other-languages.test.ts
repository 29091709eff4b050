import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { detectLanguage } from "../../src/cli/detect-language.ts";
import { applyAllSafe } from "../../src/lint/apply-safe.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { defaultLintConfig } from "../../src/lint/lint-config.ts";
import { familyOf } from "../../src/lint/select-rules.ts";
import { metas, rules } from "../rules/built-in.ts";

/**
 * One page of our own in each language, with English words that it has borrowed, its own words that look
 * English, doubled words that are right, and numbers for which English has other habits.
 */
const folder = join(import.meta.dirname, "pages");
const pages = readdirSync(folder).map(
  (file) => [file.slice(0, 2), readFileSync(join(folder, file), "utf8")] as const,
);

const english =
  "We write to everybody on the team before the vacation begins, and then the chairman of the board is told about it too.";

let detected = 0;
const linter = createLinter({
  rules,
  docsBase: "https://bot.example.com/rules",
  config: { ...defaultLintConfig, preview: true, slow: false, today: "2026-11-23" },
  detectLanguage(text) {
    detected += 1;
    return detectLanguage(text);
  },
});

/** What rules rest on that look at words, numbers or English names of sections. */
const restOnEnglish = new Set(
  metas
    .filter(
      ({ id, languages }) =>
        languages?.includes("en") ||
        ["inclusive", "jobs", "prose", "write-good", "policy"].includes(familyOf(id)),
    )
    .map(({ id }) => id),
);

function findingsOn(text: string, path = "handbook/people/time-off.md"): readonly Finding[] {
  const page = linter.parse(path, text);
  const { findings, prove } = linter.lintPage(page, createHandbook([page]));
  return prove(findings).findings;
}

function reportsOn(text: string, path?: string): readonly string[] {
  return findingsOn(text, path)
    .filter(({ rule }) => restOnEnglish.has(rule))
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe.each(pages)("a page in %s", (language, text) => {
  test("is known for it", () => {
    expect(linter.parse("time-off.md", text).language).toBe(language);
  });

  test("gets no finding that rests on English, whatever kind of page it is", () => {
    expect(reportsOn(text)).toEqual([]);
    expect(reportsOn(text, "job-families/people/generalist.md")).toEqual([]);
    expect(reportsOn(`---\ntitle: HR\ncontrolled_document: true\n---\n\n${text}`)).toEqual([]);
  });

  test("is not changed unread", () => {
    expect(applyAllSafe(text, findingsOn).source).toBe(text);
  });

  test("has its English passage read", () => {
    const reports = reportsOn(`${text}\n## English\n\n${english}\n`);
    expect(reports.map((report) => report.split(":")[0])).toContain("inclusive/no-gendered-noun");
  });

  test("has its passage on an English page left alone", () => {
    const passage = text.split("\n\n")[1] ?? "";
    const around = `# Time off\n\nWe write to everybody on the team before it begins, and they write back to us.\n`;
    expect(reportsOn(`${around}\n${passage}\n`)).toEqual(reportsOn(around));
  });
});

test("a page whose function words decide needs no detector", () => {
  detected = 0;
  for (const [language, text] of pages) {
    if (!["de", "es", "nl", "sv", "it"].includes(language)) continue;
    expect(linter.parse("time-off.md", text).language).toBe(language);
  }
  expect(detected).toBe(0);
});
