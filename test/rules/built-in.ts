import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInRules } from "../../rules/index.ts";
import type { RuleSources } from "../../rules/sources.ts";
import { loadRuleSources } from "../../src/cli/load-rule-sources.ts";
import type { Report } from "../../src/lint/finding.ts";
import { detectLanguage } from "../../src/cli/detect-language.ts";
import { openSpeller } from "../../src/cli/open-speller.ts";
import { metasOf } from "../../src/lint/assert-rules.ts";
import { prepareRule } from "../../src/lint/prepare-rules.ts";
import type { AnyRule, RuleMeta } from "../../src/lint/rule.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import type { Page } from "../../src/page/page.ts";

export const projectFolder = join(import.meta.dirname, "../..");

/** The YAML files below `rules/`. */
export const ruleFiles = globSync("rules/**/*.yml", { cwd: projectFolder })
  .sort()
  .map((path) => ({ path, text: readFileSync(join(projectFolder, path), "utf8") }));

const sources: RuleSources = { openSpeller };
await loadRuleSources(sources);

export const rules: readonly AnyRule[] = builtInRules(ruleFiles, sources);

export const metas: readonly RuleMeta[] = metasOf(rules);

export interface TestPage {
  readonly text: string;
  readonly path?: string;
  /** Overrules what path and front matter say. */
  readonly type?: string;
}

export function pageOf(given: string | TestPage): Page {
  const {
    text,
    path = "content/handbook/people/leave.md",
    type,
  } = typeof given === "string" ? { text: given } : given;
  return parsePage(path, text, {
    detectLanguage,
    ...(type !== undefined && { pageTypes: [{ type }] }),
  });
}

const site = { today: "2026-11-23" };

/** What one rule says about one page, in order. The rule must look at a page alone. */
export function reportsOf(id: string, page: Page, options?: unknown): readonly Report[] {
  const meta = metas.find((meta) => meta.id === id);
  if (meta === undefined) throw new Error(`There is no rule ${id}`);
  if (meta.pages !== undefined && !meta.pages.includes(page.type)) return [];
  const parsed = meta.options.parse(options);
  const reports = rules.flatMap((rule) => {
    if (rule.scope === "page" && rule.id === id) return [...prepareRule(rule, parsed, site)(page)];
    if (rule.scope !== "group" || !rule.rules.some((meta) => meta.id === id)) return [];
    const check = rule.prepare(new Map([[meta.id, parsed]]), site);
    return [...check(page, new Set([meta.id]))].map(({ report }) => report);
  });
  return reports.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** `3:1-3:11 “Laptop” is …`: a report as documentation and tables write it. */
export function writeReport(page: Page, { span, message }: Report): string {
  const start = page.lines.locate(span.start);
  const end = page.lines.locate(span.end);
  return `${start.line}:${start.column}-${end.line}:${end.column} ${message}`;
}
