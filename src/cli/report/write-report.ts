import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";

import { errorCode, UsageError } from "../usage-error.ts";
import { renderCodeQuality } from "./code-quality.ts";
import { type Grouping, type ReportFormat, reportFormats } from "./formats.ts";
import { renderGrouped } from "./grouped.ts";
import { renderGithub } from "./github.ts";
import { renderGitlabLog } from "./gitlab-log.ts";
import { renderJson } from "./json.ts";
import { renderJunit } from "./junit.ts";
import { renderMarkdown } from "./markdown.ts";
import { type Paint, paintFor, renderPretty, summarise } from "./pretty.ts";
import { renderRdjson } from "./rdjson.ts";
import type { LintReport } from "./report.ts";
import { renderSarif } from "./sarif.ts";

const renderers: Readonly<Record<ReportFormat, (report: LintReport, paint: Paint) => string>> = {
  pretty: renderPretty,
  json: renderJson,
  codequality: renderCodeQuality,
  junit: renderJunit,
  sarif: renderSarif,
  rdjson: renderRdjson,
  github: renderGithub,
  markdown: renderMarkdown,
  "gitlab-log": (report, paint) => renderGitlabLog(report, paint, Math.floor(Date.now() / 1000)),
};

/** How and where the command line wants a report. */
export interface ReportChoice {
  readonly format: ReportFormat;
  readonly output?: string;
  /** More of them: `FORMAT=FILE`. */
  readonly report?: readonly string[];
  /** Counts instead of a list, where it is written for people. */
  readonly groupBy?: Grouping;
}

const plain: Paint = (_, text) => text;

/**
 * Writes a report to standard output, or to a file relative to where the person stands, and further ones to
 * their files. @throws UsageError
 */
export function writeReport(
  report: LintReport,
  { format, output, report: others = [], groupBy }: ReportChoice,
  from: string,
): void {
  writeReports(report, others, from);
  const render = (paint: Paint): string =>
    groupBy === undefined
      ? renderers[format](report, paint)
      : renderGrouped(report, groupBy, paint);
  if (output === undefined) {
    process.stdout.write(render(paintFor(process.stdout)));
    return;
  }
  writeTo(resolve(from, output), render(plain), `--output ${output}`);
  process.stdout.write(`${summarise(report)} Written to ${output}.\n`);
}

/** Writes reports to files: `FORMAT=FILE`, relative to where the person stands. @throws UsageError */
export function writeReports(report: LintReport, targets: readonly string[], from: string): void {
  for (const [name, file] of targets.map(readTarget)) {
    writeTo(resolve(from, file), renderers[name](report, plain), `--report ${name}=${file}`);
  }
}

/** @throws UsageError where a report to write is not named as it has to be. */
export function checkReports(reports: readonly string[] | undefined): void {
  for (const target of reports ?? []) readTarget(target);
}

function readTarget(target: string): readonly [ReportFormat, string] {
  const at = target.indexOf("=");
  const name = at === -1 ? target : target.slice(0, at);
  const format = reportFormats.find((known) => known === name);
  const file = at === -1 ? "" : target.slice(at + 1);
  if (format === undefined || file === "") {
    throw new UsageError(
      `--report ${target}: expected FORMAT=FILE with one of ${reportFormats.join(", ")}, such as junit=report.xml.`,
    );
  }
  return [format, file];
}

function writeTo(file: string, text: string, asked: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    const why = reasons[errorCode(error) ?? ""] ?? String(error);
    throw new UsageError(`${asked}: the file cannot be written (${why}).`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EEXIST: "a part of the path is a file",
  EISDIR: "it is a folder",
  ENOENT: "nothing can be created there",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is a file",
  EROFS: "the file system is read-only",
};

/** Shows paths from the folder in which the person stands, where the handbook is below it. */
export function pathShower(root: string, from: string): (path: string) => string {
  const prefix = relative(from, root).split(sep).join("/");
  const isBelow = prefix !== "" && !prefix.startsWith("..") && resolve(prefix) !== prefix;
  return isBelow ? (path) => `${prefix}/${path}` : (path) => path;
}
