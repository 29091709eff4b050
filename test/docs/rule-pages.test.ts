import { detectLanguage } from "../../src/cli/detect-language.ts";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configFileName, parseHandbookConfig } from "../../src/config/handbook-config.ts";
import type { Handbook } from "../../src/handbook/handbook.ts";
import { engineRules } from "../../src/lint/engine-rules.ts";
import type { Finding, LintResult } from "../../src/lint/finding.ts";
import type { RuleMeta } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { runSteps } from "../../src/text/steps.ts";
import { createEngine } from "../../src/config/engine.ts";
import { buildRevision } from "../../src/change/revision.ts";
import { metas, projectFolder, rules } from "../rules/built-in.ts";

const headings = [
  "What it reports",
  "Why",
  "Examples",
  "Options",
  "When to turn it off",
  "Further reading",
];

const all: readonly RuleMeta[] = [...metas, ...Object.values(engineRules)];
const pages = globSync("docs/rules/*/*.md", { cwd: projectFolder }).sort();

/** Rules about bytes, names of files, files that are no pages, CODEOWNERS, or about more findings than a page of examples can hold. */
const withoutExamples: readonly string[] = [
  "configuration/no-error",
  "configuration/no-misnamed-file",
  "structure/no-unreadable-page",
  "limits/no-flood",
  "markdownlint/MD047",
  "policy/no-lost-owner",
  "policy/require-code-owner",
  "policy/require-controlled-mark",
  "style/no-unusual-file-name",
];

/** A fenced block: ```` ````markdown bad job-page ````, ```` ```findings ````. */
interface Block {
  readonly info: readonly string[];
  readonly text: string;
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const [, , info = "", body = ""] of text.matchAll(/^(`{3,})([^\n`]*)\n([^]*?)^\1$/gm)) {
    blocks.push({ info: info.trim().split(/\s+/), text: body });
  }
  return blocks;
}

interface Example {
  readonly kind: "bad" | "good";
  readonly type: string | undefined;
  readonly text: string;
  readonly before: string | undefined;
  readonly others: ReadonlyMap<string, string>;
  readonly configuration: string;
  readonly findings: readonly string[];
}

/**
 * The examples of a page. `markdown other PATH` is another page of the handbook for all that follow, and
 * `yaml configuration` its .handbook-bot.yml; `markdown before` is the page before the change for the next one.
 */
function examplesOf(text: string): readonly Example[] {
  const others = new Map<string, string>();
  let before: string | undefined;
  let configuration = "";
  const examples: Example[] = [];
  for (const [at, { info, text: body }] of blocksOf(text).entries()) {
    const [language, kind, word] = info;
    if (language === "yaml" && kind === "configuration") configuration = body;
    if (language !== "markdown") continue;
    if (kind === "other") others.set(word ?? "", body);
    if (kind === "before") before = body;
    if (kind !== "bad" && kind !== "good") continue;
    const next = blocksOf(text)[at + 1];
    const findings = next?.info[0] === "findings" ? next.text.trimEnd().split("\n") : [];
    const around = { before, others: new Map(others), configuration };
    examples.push({ kind, type: word, text: body, ...around, findings });
    before = undefined;
  }
  return examples;
}

/** Everything the rule says about an example, as the page writes it. */
function findingsOf(
  meta: RuleMeta,
  { text, before, type, others, configuration }: Example,
): readonly string[] {
  const isOfEngine = Object.values(engineRules).some(({ id }) => id === meta.id);
  const config = parseHandbookConfig(configFileName, configuration, all);
  const engine = createEngine(
    config,
    { rules, docsBase: "https://example.com/rules", detectLanguage },
    {
      preview: true,
      today: "2026-11-23",
      ...(type !== undefined && {
        pageTypes: [{ type, paths: ["content/handbook/example.md"] }],
      }),
      ...(isOfEngine ? {} : { only: new Set([meta.id]) }),
    },
  );
  const handbookOf = (...pages: readonly Page[]): Handbook =>
    runSteps(buildRevision(engine, pages, { data: new Map(), others: new Set() })).handbook;
  const { linter } = engine;
  const page = linter.parse("content/handbook/example.md", text);
  const rest = [...others].map(([path, source]) => linter.parse(path, source));
  const handbook = handbookOf(page, ...rest);
  const results: LintResult[] = [linter.lintPage(page, handbook)];
  if (before !== undefined) {
    const old = linter.parse(page.path, before);
    const change = { before: old, after: page };
    results.push(linter.lintChange(change, { before: handbookOf(old, ...rest), after: handbook }));
  }
  expect(results.flatMap(({ faults }) => faults)).toEqual([]);
  return results
    .flatMap(({ findings }) => findings)
    .filter(({ rule }) => rule === meta.id)
    .map((finding) => write(page, finding));
}

function write(page: Page, { span, rule, message }: Finding): string {
  const start = page.lines.locate(span.start);
  const end = page.lines.locate(span.end);
  return `${start.line}:${start.column}-${end.line}:${end.column} ${rule} ${message}`;
}

test("every rule has a page, and every page a rule", () => {
  const expected = all.map(({ id }) => `docs/rules/${id}.md`).sort();
  expect(pages).toEqual(expected);
});

const documented = all.filter(({ id }) => pages.includes(`docs/rules/${id}.md`));

describe.each(documented.map((meta) => [meta.id, meta] as const))("%s", (id, meta) => {
  const text = readFileSync(join(projectFolder, `docs/rules/${id}.md`), "utf8");

  test("has its headings in their order", () => {
    const outside = text.replace(/^(`{3,})[^\n]*\n[^]*?^\1$/gm, "");
    const found = [...outside.matchAll(/^(#{1,6}) (.*)$/gm)].map(([, signs, title]) => [
      signs,
      title,
    ]);
    expect(found).toEqual([["#", id], ...headings.map((title) => ["##", title])]);
    for (const title of headings) {
      expect(outside.split(`## ${title}\n`)[1]?.trim().split("\n")[0], title).toMatch(/\S/);
    }
  });

  test("lists exactly the options there are", () => {
    const section = text.split("## Options\n")[1]?.split("\n## ")[0] ?? "";
    const named = [...section.matchAll(/^- `([\w-]+)`/gm)].map(([, name = ""]) => name).sort();
    const parsed: unknown = meta.options.parse(undefined);
    const known = typeof parsed === "object" && parsed !== null ? Object.keys(parsed).sort() : [];
    expect(named).toEqual(known);
  });

  test("says of its examples what the bot says", () => {
    const examples = examplesOf(text);
    if (!withoutExamples.includes(id)) {
      expect(examples.some(({ kind }) => kind === "bad")).toBe(true);
      expect(examples.some(({ kind }) => kind === "good")).toBe(true);
    }
    for (const example of examples) {
      const found = findingsOf(meta, example);
      expect(found, example.text).toEqual(example.kind === "good" ? [] : example.findings);
      if (example.kind === "bad") expect(found.length).toBeGreaterThan(0);
    }
  });

  test("gives a stable rule's precision, or keeps it in preview", () => {
    const [, right, judged] = /^Precision: (\d+) of (\d+) findings/m.exec(text) ?? [];
    if (right === undefined || meta.status !== "stable") return;
    expect(Number(right) / Number(judged)).toBeGreaterThanOrEqual(0.9);
  });
});
