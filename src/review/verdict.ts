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

/** Judges what was found; for a change, what it introduced. Only what a person dismissed may be left out. */
export function judge(
  {
    findings,
    faults,
  }: { readonly findings: readonly Finding[]; readonly faults: readonly Fault[] },
  failOn: FailOn,
  isLeftOut: (finding: Finding) => boolean = () => false,
): Verdict {
  const counted = findings.filter((finding) => !isLeftOut(finding));
  const isFailed = counted.some((finding) => failsGate(finding, failOn));
  const found = countFindings(findings, (parts) => parts.join(", "));
  const none = findings.length === 0 ? "No findings" : "No errors or warnings";
  const left = findings.length - counted.length;
  const dismissed = left === 0 ? "" : ` (${left} dismissed)`;
  const failing = faults.length === 0 ? "" : `; ${count(faults.length, "check")} could not be run`;
  const description = `${found || none}${dismissed}${failing}`;
  return { state: isFailed ? "failed" : "success", description };
}

/** Whether a finding fails the gate by itself. */
export function failsGate(
  { severity, rule }: Pick<Finding, "severity" | "rule">,
  failOn: FailOn,
): boolean {
  const least = failOn === "never" ? -1 : severities.indexOf(failOn);
  // What would stop every other review is no matter of taste.
  return severities.indexOf(severity) <= least || rule.startsWith("configuration/");
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
