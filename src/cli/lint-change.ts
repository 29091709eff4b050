import { bringsConfiguration } from "../change/select-files.ts";
import { renderParts } from "../review/parts/summary-parts.ts";
import { reviewChange } from "../review/review-change.ts";
import { brokenTarget, type FailOn, judge } from "../review/verdict.ts";
import { runSteps } from "../text/steps.ts";
import type { LocalChange } from "./change/read-git-change.ts";
import { linesOf } from "./page-lines.ts";
import type { LintResult } from "./report/report.ts";

/** Reviews a change as the bot does. */
export function lintChange(
  { target, read, textOf, broken }: LocalChange,
  isChosen: (path: string) => boolean,
  given: FailOn | undefined,
): LintResult {
  const { linter, config } = target.engine;
  const failOn = given ?? config.gate.failOn;
  const outcome = runSteps(reviewChange(target, read, isChosen));
  const changed = new Map(read.files.map((file) => [file.path, file.after ?? file.before]));
  const lines = linesOf((path) => changed.get(path) ?? textOf(path));
  const findings = outcome.placed.map(({ finding }) => finding);
  const isBroken = broken !== undefined && !bringsConfiguration(read, target.engine);
  const verdict = isBroken
    ? brokenTarget(broken)
    : judge({ findings, faults: outcome.faults }, failOn);
  const { policyChanges = [], ...parts } = outcome.parts;
  return {
    pages: outcome.pages,
    findings,
    faults: outcome.faults,
    notices: outcome.notices,
    ...(isBroken && {
      failure: `${verdict.description} Nothing was checked. Fix it there, or in this merge request.`,
    }),
    parts: renderParts(parts),
    fixed: outcome.fixed,
    policyChanges,
    verdict,
    failOn,
    rules: linter.rules,
    lines,
  };
}
