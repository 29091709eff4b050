import { createHandbook } from "../../src/handbook/create-handbook.ts";
import type { Handbook } from "../../src/handbook/handbook.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import type { LintResult, Report, RuleId, Severity, Suggestion } from "../../src/lint/finding.ts";
import { defaultLintConfig, type LintConfig } from "../../src/lint/lint-config.ts";
import type { Linter } from "../../src/lint/linter.ts";
import { noOptions, type AnyRule, type PageRule, type RuleMeta } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";

/** Builds a linter from a few rules; the configuration is the default but for what is given. */
export function linterOf(rules: readonly AnyRule[], config: Partial<LintConfig> = {}): Linter {
  return createLinter({
    rules,
    config: { ...defaultLintConfig, ...config },
    docsBase: "https://handbook.example.com/rules/",
  });
}

/** Parses one page and a handbook of that page alone. */
export function pageAndHandbook(
  linter: Linter,
  source: string,
  path = "handbook/leave/index.md",
): { readonly page: Page; readonly handbook: Handbook } {
  const page = linter.parse(path, source);
  return { page, handbook: createHandbook([page]) };
}

/** Lints one page that is a handbook by itself. */
export function lintText(linter: Linter, source: string, path?: string): LintResult {
  const { page, handbook } = pageAndHandbook(linter, source, path);
  return linter.lintPage(page, handbook);
}

/** `3:1 warning wording/no-shall`, one for each finding. */
export function brief(linter: Linter, source: string, path?: string): readonly string[] {
  const { page, handbook } = pageAndHandbook(linter, source, path);
  return linter.lintPage(page, handbook).findings.map(({ span, severity, rule }) => {
    const { line, column } = page.lines.locate(span.start);
    return `${line}:${column} ${severity} ${rule}`;
  });
}

/** A page rule that reports every occurrence of a word in the prose, with suggestions if wanted. */
export function wordRule(
  id: RuleId,
  word: string,
  more: Partial<Omit<RuleMeta, "scope">> & {
    readonly check?: (page: Page) => Iterable<Report>;
    readonly suggest?: (span: { start: number; end: number }) => readonly Suggestion[];
  } = {},
): PageRule & { readonly prepare?: never } {
  const { suggest, ...meta } = more;
  return {
    id,
    summary: `The word ${word} does not stand on a page.`,
    why: "It is a test.",
    severity: "warning",
    status: "stable",
    isFixable: suggest !== undefined,
    options: noOptions,
    scope: "page",
    *check(page) {
      for (let at = page.prose.indexOf(word); at !== -1; at = page.prose.indexOf(word, at + 1)) {
        const span = { start: at, end: at + word.length };
        yield {
          span,
          message: `“${word}” stands here`,
          ...(suggest && { suggestions: suggest(span) }),
        };
      }
    },
    ...meta,
  };
}

/** A layer that holds for all pages. */
export function layer(
  rules: Readonly<Record<string, Severity | "on" | "off">>,
  more: { readonly paths?: readonly string[]; readonly types?: readonly string[] } = {},
): LintConfig["layers"][number] {
  return {
    source: "test",
    rules: Object.fromEntries(Object.entries(rules).map(([name, level]) => [name, { level }])),
    ...more,
  };
}
