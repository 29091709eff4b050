import { writeFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";

import { UsageError } from "../usage-error.ts";
import { renderCodeQuality } from "./code-quality.ts";
import { renderJson } from "./json.ts";
import { paintFor, renderPretty, summarise } from "./pretty.ts";
import type { LintReport } from "./report.ts";

/** How and where the command line wants a report. */
export interface ReportChoice {
  readonly format: "pretty" | "json" | "codequality";
  readonly output?: string;
}

/** Writes a report to standard output, or to a file relative to where the person stands. @throws UsageError */
export function writeReport(
  report: LintReport,
  { format, output }: ReportChoice,
  from: string,
): void {
  const paint = output === undefined ? paintFor(process.stdout) : (_: string, text: string) => text;
  const text = {
    pretty: () => renderPretty(report, paint),
    json: () => renderJson(report),
    codequality: () => renderCodeQuality(report),
  }[format]();
  if (output === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(resolve(from, output), text);
  } catch (error) {
    throw new UsageError(
      `--output ${output}: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  process.stdout.write(`${summarise(report)} Written to ${output}.\n`);
}

/** Shows paths from the folder in which the person stands, where the handbook is below it. */
export function pathShower(root: string, from: string): (path: string) => string {
  const prefix = relative(from, root).split(sep).join("/");
  const isBelow = prefix !== "" && !prefix.startsWith("..") && resolve(prefix) !== prefix;
  return isBelow ? (path) => `${prefix}/${path}` : (path) => path;
}
