import type { PlacedFinding } from "../change/placed-finding.ts";
import type { Severity } from "../lint/finding.ts";
import type { ReviewOutcome } from "./review.ts";
import { count, enumerate } from "../text/wording.ts";

/** The gate: what the commit status says, and what ends a pipeline. */
export interface Verdict {
  readonly state: "success" | "failed";
  readonly description: string;
}

/** The least severity that fails the gate; `never` only reports. */
export type FailOn = Severity | "never";

const severities: readonly Severity[] = ["error", "warning", "info"];

/** Judges a review by what was introduced, whatever became of the comments on it. */
export function judge(
  { placed, faults }: Pick<ReviewOutcome, "placed" | "faults">,
  failOn: FailOn,
): Verdict {
  const least = failOn === "never" ? -1 : severities.indexOf(failOn);
  const isFailed = placed.some(({ finding }) => severities.indexOf(finding.severity) <= least);
  const found = countFindings(placed, (parts) => parts.join(", "));
  const none = placed.length === 0 ? "No findings" : "No errors or warnings";
  const failing = faults.length === 0 ? "" : `; ${count(faults.length, "check")} could not be run`;
  return { state: isFailed ? "failed" : "success", description: `${found || none}${failing}` };
}

/** Counts findings in words: `2 errors and 1 warning`; empty where there are none. */
export function countFindings(
  found: readonly PlacedFinding[],
  join: (parts: readonly string[]) => string = enumerate,
): string {
  const errors = found.filter(({ finding }) => finding.severity === "error").length;
  const warnings = found.filter(({ finding }) => finding.severity === "warning").length;
  return join([
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
  ]);
}
