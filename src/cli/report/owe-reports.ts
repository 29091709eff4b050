import { join } from "node:path";

import { UsageError } from "../usage-error.ts";
import { type ReportChoice, writeReports } from "./write-report.ts";

/** What the command line says of a run that writes reports. */
interface Choice extends Pick<ReportChoice, "report" | "output"> {
  readonly format?: ReportChoice["format"];
  readonly root?: string;
}

/**
 * Runs a command that writes reports. Where it fails, the reports that were asked for say why, so that the widgets
 * of a merge request never show “nothing found” for what was not checked.
 */
export async function oweReports<T>(choice: Choice, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    writeFailure(choice, error);
    throw error;
  }
}

function writeFailure(
  { root = "", report = [], output, format = "pretty" }: Choice,
  error: unknown,
): void {
  // Reports are kept and shown to others: what may have a secret in it stays in the log of the job.
  const reason =
    error instanceof UsageError ? error.message : "An internal error; the log of the job has it.";
  const message = `The pages could not be checked. ${reason}`;
  const failed = {
    pages: 0,
    findings: [],
    faults: [],
    notices: [],
    failure: message,
    fixed: undefined,
    policyChanges: [],
    parts: [],
    verdict: { state: "failed", description: message },
    failOn: "error",
    rules: [],
    lines: () => undefined,
    shownPath: (path: string) => join(root, path),
  } as const;
  const targets = output === undefined ? report : [...report, `${format}=${output}`];
  for (const target of targets) {
    try {
      writeReports(failed, [target], process.cwd());
    } catch {
      // The error above is the one to speak of; it may be this very target.
    }
  }
}
