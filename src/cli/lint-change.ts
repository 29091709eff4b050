import { reviewChange } from "../review/review-change.ts";
import { type FailOn, judge } from "../review/verdict.ts";
import { runSteps } from "../text/steps.ts";
import type { LocalChange } from "./change/read-git-change.ts";
import { type LintResult, linesOf } from "./report/report.ts";

/** Reviews a change as the bot does. */
export function lintChange(
  { target, read, textOf }: LocalChange,
  isChosen: (path: string) => boolean,
  given: FailOn | undefined,
): LintResult {
  const { linter, config } = target.engine;
  const failOn = given ?? config.gate.failOn;
  const outcome = runSteps(reviewChange(target, read, isChosen));
  const changed = new Map(read.files.map((file) => [file.path, file.after ?? file.before]));
  const lines = linesOf(new Map(), (path) => {
    const text = changed.get(path) ?? textOf(path);
    return text === undefined ? undefined : linter.parse(path, text);
  });
  const findings = outcome.placed.map(({ finding }) => finding);
  return {
    pages: outcome.pages,
    findings,
    faults: outcome.faults,
    notices: outcome.notices,
    fixed: outcome.fixed,
    policyChanges: outcome.parts.policyChanges ?? [],
    verdict: judge({ findings, faults: outcome.faults }, failOn),
    failOn,
    rules: linter.rules,
    lines,
  };
}
