import type { Fault, Finding, Severity } from "../lint/finding.ts";
import { count, enumerate } from "../text/wording.ts";

/** The gate: what the commit status says, and what ends a pipeline. */
export interface Verdict {
  readonly state: "success" | "failed";
  readonly description: string;
}

/** The least severity that fails the gate; `never` only reports. */
export type FailOn = Severity | "never";

const severities: readonly Severity[] = ["error", "warning", "info"];

/** Judges what was found; for a change, what it introduced, whatever became of the comments on it. */
export function judge(
  {
    findings,
    faults,
  }: { readonly findings: readonly Finding[]; readonly faults: readonly Fault[] },
  failOn: FailOn,
): Verdict {
  const least = failOn === "never" ? -1 : severities.indexOf(failOn);
  const isFailed = findings.some(
    // What would stop every other review is no matter of taste.
    ({ severity, rule }) =>
      severities.indexOf(severity) <= least || rule.startsWith("configuration/"),
  );
  const found = countFindings(findings, (parts) => parts.join(", "));
  const none = findings.length === 0 ? "No findings" : "No errors or warnings";
  const failing = faults.length === 0 ? "" : `; ${count(faults.length, "check")} could not be run`;
  return { state: isFailed ? "failed" : "success", description: `${found || none}${failing}` };
}

/** The verdict where the target branch's own configuration has errors: nothing could be checked. */
export function brokenTarget(message: string): Verdict {
  return {
    state: "failed",
    description: `The configuration of the target branch has an error. ${message}`,
  };
}

/** Counts findings in words: `2 errors and 1 warning`; empty where there are none. */
export function countFindings(
  findings: readonly Finding[],
  join: (parts: readonly string[]) => string = enumerate,
): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  return join([
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
  ]);
}
