import { unusedExceptions } from "../lint/exceptions.ts";
import type { Fault, Finding } from "../lint/finding.ts";
import { groupFindings, onePerPair } from "../lint/group-findings.ts";
import type { RuleException } from "../lint/lint-config.ts";
import type { Linter } from "../lint/linter.ts";
import { type FailOn, judge } from "../review/verdict.ts";
import type { LineIndex } from "../text/line-index.ts";
import type { OpenHandbook } from "./open-handbook.ts";
import { type LintResult, linesOf } from "./report/report.ts";

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
  const { linter, readAll } = await opened.loadRules(options);
  const { handbook } = readAll();
  const found: Finding[] = [];
  const faults: Fault[] = [];
  const notices: string[] = [];
  const excepted = new Set<RuleException>();
  const known = new Map<string, LineIndex>();
  for (const path of paths) {
    const page = linter.parse(path, opened.read(path));
    const result = linter.lintPage(page, handbook);
    const proof = result.prove(result.findings);
    found.push(...groupFindings(proof.findings));
    notices.push(...proof.notices);
    faults.push(...result.faults);
    for (const exception of result.excepted ?? []) excepted.add(exception);
    if (result.findings.length > 0) known.set(path, page.lines);
  }
  const lines = linesOf(known, (path) =>
    handbook.page(path) ? linter.parse(path, opened.read(path)) : undefined,
  );
  const findings = onePerPair(found);
  const failOn = options.failOn ?? opened.config.gate.failOn;
  return {
    pages: paths.length,
    findings,
    faults,
    notices: [...notices, ...(options.isWhole ? noticesOf(opened, excepted, linter) : [])],
    fixed: undefined,
    policyChanges: [],
    parts: [],
    verdict: judge({ findings, faults }, failOn),
    failOn,
    rules: linter.rules,
    lines,
  };
}

/** An exception without a use hides the next mistake of its kind. */
function noticesOf(
  { config }: OpenHandbook,
  excepted: ReadonlySet<RuleException>,
  { rules }: Linter,
): readonly string[] {
  const unused = unusedExceptions(config.lint.exceptions ?? [], excepted, rules);
  return unused.map(({ source }) => `The exception at ${source} excepts nothing; delete it.`);
}
