import type { Handbook } from "../handbook/handbook.ts";
import type { Page } from "../page/page.ts";
import { primaryTag } from "../page/declared-language.ts";
import type { DetectLanguage } from "../page/page-languages.ts";
import { parsePage } from "../page/parse-page.ts";
import { assertRules, metasOf } from "./assert-rules.ts";
import { engineRules } from "./engine-rules.ts";
import type { Finding, LintResult } from "./finding.ts";
import { exceptionFilter } from "./exceptions.ts";
import { suggestionGuard } from "./guard-suggestions.ts";
import { fingerprintOf, identityOf } from "./fingerprint.ts";
import { compileGlobs } from "../text/glob.ts";
import { areFoundAlike, keepsLinks } from "./keeps-links.ts";
import type { LintConfig } from "./lint-config.ts";
import type { LintedPage, Linter } from "./linter.ts";
import { type EnabledRules, enableRules } from "./enable-rules.ts";
import { type Proof, proveSuggestions, type Trial, type TrialResult } from "./prove.ts";
import type { AnyRule, PageChange } from "./rule.ts";
import { languageTest } from "./rule-languages.ts";
import { Collector, runChangeRules, runPageRules } from "./run-rules.ts";
import { createSelector, type RuleState } from "./select-rules.ts";
import { applySuppressions, type RuleReport } from "./suppress.ts";
import { compareText } from "../text/compare-text.ts";

/**
 * Builds the engine from rules and a configuration.
 * @throws Error when two rules share an id or a rule does not explain itself.
 */
export function createLinter({
  rules,
  config,
  docsBase,
  detectLanguage,
}: {
  readonly rules: readonly AnyRule[];
  readonly config: LintConfig;
  /** Address of the folder that holds the rules' pages. */
  readonly docsBase: string;
  /** Guesses languages where function words do not decide; without it they alone do. */
  readonly detectLanguage?: DetectLanguage;
}): Linter {
  assertRules(rules);
  const metas = [...metasOf(rules), ...Object.values(engineRules)].sort((a, b) =>
    compareText(a.id, b.id),
  );
  const known = new Set<string>(metas.map(({ id }) => id));
  const select = createSelector(metas, config);
  const isForLanguage = languageTest(metas);
  const pageTypes = config.pageTypes.map(({ paths, ...rest }) => ({
    ...rest,
    ...(paths && { paths: compileGlobs(paths) }),
  }));
  const languages = (config.languages ?? []).map(({ language, paths }) => ({
    language: primaryTag(language) ?? language,
    ...(paths && { paths: compileGlobs(paths) }),
  }));
  const except = exceptionFilter(config.exceptions ?? []);
  const docs = docsBase.replace(/\/$/, "");
  const enabledBy = new Map<readonly RuleState[], EnabledRules>();

  /** Pages for which the same layers hold share their states, and so the parsed options and prepared rules. */
  function enabledOn(page: Page): EnabledRules {
    const states = select(page);
    const enabled = enabledBy.get(states) ?? enableRules(rules, states, { today: config.today });
    enabledBy.set(states, enabled);
    return enabled;
  }

  function parse(path: string, source: string | Uint8Array): Page {
    return parsePage(path, source, {
      pageTypes,
      languages,
      ...(detectLanguage && { detectLanguage }),
    });
  }

  function judge(page: Page, handbook: Handbook) {
    const enabled = enabledOn(page);
    const into = new Collector(page, isForLanguage, enabled.refused);
    if (page.provenance === "authored") runPageRules(enabled.prepared(handbook), page, into);
    const { kept, own } = applySuppressions({
      page,
      reports: into.reports,
      known,
      hasJudged: (rule) => enabled.judging.has(rule) && !into.unfinished.has(rule),
      today: config.today,
    });
    const { kept: reported, excepted } = except(page, kept);
    const reports = [...reported, ...own.filter(({ rule }) => enabled.options.has(rule))];
    return { reports, enabled, faults: into.faults, excepted };
  }

  function lintPage(page: Page, handbook: Handbook): LintedPage {
    const { reports, enabled, faults, excepted } = judge(page, handbook);
    const result = { findings: finish(page, handbook, reports, enabled), faults, excepted };
    return { ...result, prove: (findings) => prove(page, handbook, result, findings) };
  }

  function lintChange(
    change: PageChange,
    handbook: { readonly before: Handbook; readonly after: Handbook },
  ): LintResult {
    const page = change.after ?? change.before;
    if (!page || change.after?.provenance === "generated") return { findings: [], faults: [] };
    const enabled = enabledOn(page);
    const into = new Collector(page, isForLanguage, enabled.refused);
    runChangeRules(rules, change, enabled.options, { ...handbook, today: config.today }, into);
    const { kept } = applySuppressions({
      page,
      reports: into.reports,
      known,
      hasJudged: () => false,
      today: config.today,
    });
    const { kept: reported, excepted } = except(page, kept);
    return {
      findings: finish(page, handbook.after, reported, enabled),
      faults: into.faults,
      excepted,
    };
  }

  function finish(
    page: Page,
    handbook: Handbook,
    reports: readonly RuleReport[],
    { severities }: EnabledRules,
  ): readonly Finding[] {
    const guard = suggestionGuard(page, handbook);
    const ordinals = new Map<string, number>();
    const ordered = [...reports].sort(compareReports);
    return ordered.flatMap(({ rule, report }) => {
      const severity = severities.get(rule);
      if (severity === undefined) return [];
      const identity = identityOf(rule, report, page.source);
      const ordinal = ordinals.get(identity) ?? 0;
      ordinals.set(identity, ordinal + 1);
      return {
        ...report,
        rule,
        severity,
        path: page.path,
        identity,
        fingerprint: fingerprintOf(identity, page.path, ordinal),
        docs: `${docs}/${rule}.md`,
        suggestions: (report.suggestions ?? []).flatMap((suggestion) => guard(suggestion) ?? []),
        related: report.related ?? [],
      };
    });
  }

  function prove(
    page: Page,
    handbook: Handbook,
    found: LintResult,
    findings: readonly Finding[],
  ): Proof {
    if (findings.every(({ suggestions }) => suggestions.length === 0)) {
      return { findings, notices: [] };
    }
    const attempt: Trial["attempt"] = (source) => {
      const after = parse(page.path, source);
      return { page: after, judge: () => judgeTrial(page, handbook, after) };
    };
    return proveSuggestions({ before: page, found, attempt }, findings);
  }

  function judgeTrial(page: Page, handbook: Handbook, after: Page): TrialResult {
    const around = areFoundAlike(page, after)
      ? handbook
      : handbook.overlay(new Map([[page.path, after]]));
    const { reports, enabled, faults } = judge(after, around);
    return {
      findings: outline(after, reports, enabled),
      faults,
      keepsLinks: () => keepsLinks({ page, handbook }, { page: after, handbook: around }),
    };
  }

  return {
    rules: metas,
    parse,
    lintPage,
    lintChange,
    explain: select,
  };
}

/** What a trial asks of findings: names are worked out for those of which it wants to know. */
function outline(
  { source }: Page,
  reports: readonly RuleReport[],
  { severities }: EnabledRules,
): TrialResult["findings"] {
  return [...reports]
    .filter(({ rule }) => severities.has(rule))
    .sort(compareReports)
    .map(({ rule, report }) => ({
      rule,
      span: report.span,
      identity: () => identityOf(rule, report, source),
    }));
}

function compareReports(a: RuleReport, b: RuleReport): number {
  return (
    a.report.span.start - b.report.span.start ||
    a.report.span.end - b.report.span.end ||
    compareText(a.rule, b.rule) ||
    compareText(a.report.key ?? "", b.report.key ?? "") ||
    compareText(a.report.message, b.report.message)
  );
}
