import { unmatchedIn } from "../change/unmatched.ts";
import { unusedExceptions } from "../lint/exceptions.ts";
import { groupFindings, onePerPair } from "../lint/group-findings.ts";
import { type FailOn, judge } from "../review/verdict.ts";
import { count } from "../text/wording.ts";
import { lintEach, type LintedPages } from "./lint-each.ts";
import type { OpenHandbook } from "./open-handbook.ts";
import { pageLines } from "./page-lines.ts";
import type { LintResult } from "./report/report.ts";

/** Lints pages of a handbook as they are. */
export async function lintPages(
  opened: OpenHandbook,
  paths: readonly string[],
  options: {
    readonly slow: boolean;
    /** Every page is looked at by every rule, so that what has no use can be named. */
    readonly isWhole: boolean;
    readonly failOn: FailOn | undefined;
  },
): Promise<LintResult> {
  const linted = await lintEach(opened, paths, options);
  const { linter, accepted, faults } = linted;
  const findings = onePerPair(
    linted.found.flatMap((ofPage) => groupFindings(ofPage.filter((each) => !accepted.has(each)))),
  );
  const failOn = options.failOn ?? opened.config.gate.failOn;
  return {
    pages: paths.length,
    findings,
    faults,
    notices: [...linted.notices, ...(options.isWhole ? unusedNotices(opened, linted) : [])],
    fixed: undefined,
    policyChanges: [],
    parts: [],
    verdict: judge({ findings, faults }, failOn),
    failOn,
    rules: linter.rules,
    lines: pageLines(opened),
  };
}

/** What excepts or accepts nothing hides the next mistake of its kind. */
function unusedNotices(
  { config, files, paths }: OpenHandbook,
  { excepted, linter, unmatched }: LintedPages,
): readonly string[] {
  const unused = unusedExceptions(config.lint.exceptions ?? [], excepted, linter.rules);
  const left = unmatched.reduce((sum, { entry }) => sum + entry.times, 0);
  const occur = left === 1 ? "occurs" : "occur";
  return [
    ...unmatchedIn(config, files, paths),
    ...unused.map(({ source }) => `The exception at ${source} excepts nothing; delete it.`),
    ...(left === 0
      ? []
      : [
          `${count(left, "accepted finding")} in ${config.baseline} no longer ${occur}. To remove: handbook-bot baseline.`,
        ]),
  ];
}
