import { realpathSync, statSync, writeFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";

import type { ChangedPage } from "../change/change-set.ts";
import { introduced } from "../change/introduced.ts";
import type { Fault, Finding, Severity } from "../lint/finding.ts";
import type { Linter } from "../lint/linter.ts";
import type { Page } from "../page/page.ts";
import type { LineIndex } from "../text/line-index.ts";
import { changesFromFolder } from "./base-folder.ts";
import { changesFromRevision } from "./base-revision.ts";
import { docsBase } from "./docs-base.ts";
import { openHandbook, type OpenHandbook, readPages } from "./open-handbook.ts";
import { renderCodeQuality } from "./report/code-quality.ts";
import { renderJson } from "./report/json.ts";
import { paintFor, renderPretty, summarise } from "./report/pretty.ts";
import { exitCodeOf, type LintReport } from "./report/report.ts";
import { UsageError } from "./usage-error.ts";

/** Slow rules run on as many pages as a person would name or a merge request changes. */
const slowPagesMax = 100;

/** What the command line says. */
export interface LintOptions {
  readonly root: string;
  readonly config?: string;
  readonly base?: string;
  readonly rule?: readonly string[];
  readonly preview?: boolean;
  readonly failOn?: Severity | "never";
  readonly format: "pretty" | "json" | "codequality";
  readonly output?: string;
}

/**
 * Lints a handbook, some of its pages, or what a change brings into it; writes a report and gives the
 * exit code: 0 nothing to complain of, 1 findings, 3 a fault of handbook-bot itself.
 * @throws UsageError for what the person at the keyboard can mend (exit code 2).
 */
export async function lint(named: readonly string[], options: LintOptions): Promise<number> {
  const today = new Date().toISOString().slice(0, 10);
  const handbook = openHandbook({ ...options, docsBase, today });
  if (handbook.paths.length === 0) {
    throw new UsageError(
      `There are no pages in ${handbook.root}: no file matches the configuration's include.`,
    );
  }
  const chosen = choosePaths(named, handbook);
  const result =
    options.base === undefined
      ? lintPages(handbook, chosen)
      : lintChanges(handbook, chosen, await readChanges(options.base, handbook));
  const report = { ...result, shownPath: pathShower(handbook.root) };
  write(report, options);
  return exitCodeOf(report, options.failOn ?? handbook.config.gate.failOn);
}

type Result = Omit<LintReport, "shownPath">;

/** The paths that the command names, as the handbook knows them; folders stand for all pages below. */
function choosePaths(named: readonly string[], handbook: OpenHandbook): (path: string) => boolean {
  if (named.length === 0) return () => true;
  const files = new Set<string>();
  const folders: string[] = [];
  for (const name of named) {
    const stats = statSync(name, { throwIfNoEntry: false });
    if (!stats) throw new UsageError(`There is no ${name}.`);
    const path = relative(handbook.root, realpathSync(name)).split(sep).join("/");
    if (path === ".." || path.startsWith("../") || resolve(path) === path) {
      throw new UsageError(
        `${name} is not inside ${handbook.root}; say where the handbook is with --root.`,
      );
    }
    if (stats.isDirectory()) folders.push(path === "" ? "" : `${path}/`);
    else if (handbook.isPage(path)) files.add(path);
    else console.error(`${name} is no page of this handbook and is left out.`);
  }
  return (path) => files.has(path) || folders.some((folder) => path.startsWith(folder));
}

function lintPages(opened: OpenHandbook, isChosen: (path: string) => boolean): Result {
  const count = opened.paths.filter(isChosen).length;
  const linter = opened.linter({ slow: count <= slowPagesMax });
  const { pages, handbook } = readPages(opened, linter);
  const findings: Finding[] = [];
  const faults: Fault[] = [];
  for (const page of pages) {
    if (!isChosen(page.path)) continue;
    const result = linter.lintPage(page, handbook);
    findings.push(...linter.proveAll(page, result.findings, handbook));
    faults.push(...result.faults);
  }
  const lines = linesOf(pages);
  return { pages: count, findings, faults, notices: [], fixed: undefined, lines };
}

function lintChanges(
  opened: OpenHandbook,
  isChosen: (path: string) => boolean,
  changes: readonly ChangedPage[],
): Result {
  const linter: Linter = opened.linter({ slow: changes.length <= slowPagesMax });
  const { pages, handbook } = readPages(opened, linter);
  const chosen = changes.filter(({ path, oldPath }) => isChosen(path) || isChosen(oldPath));
  const result = introduced(chosen, handbook, linter);
  const deleted = new Map(
    chosen.flatMap(({ oldPath, before }) =>
      before === undefined ? [] : [[oldPath, linter.parse(oldPath, before).lines]],
    ),
  );
  const lines = linesOf(pages);
  return {
    ...result,
    findings: result.placed.map(({ finding }) => finding),
    lines: (path) => lines(path) ?? deleted.get(path),
  };
}

async function readChanges(base: string, handbook: OpenHandbook): Promise<readonly ChangedPage[]> {
  const isFolder = statSync(base, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? changesFromFolder(base, handbook) : changesFromRevision(base, handbook);
}

function linesOf(pages: readonly Page[]): (path: string) => LineIndex | undefined {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  return (path) => byPath.get(path)?.lines;
}

function pathShower(root: string): (path: string) => string {
  const prefix = relative(process.cwd(), root).split(sep).join("/");
  const isBelow = prefix !== "" && !prefix.startsWith("..") && resolve(prefix) !== prefix;
  return isBelow ? (path) => `${prefix}/${path}` : (path) => path;
}

function write(report: LintReport, { format, output }: LintOptions): void {
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
    writeFileSync(output, text);
  } catch (error) {
    throw new UsageError(
      `--output ${output}: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  process.stdout.write(`${summarise(report)} Written to ${output}.\n`);
}
