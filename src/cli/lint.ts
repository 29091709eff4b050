import { realpathSync, writeFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";

import type { ChangedFile } from "../change/change.ts";
import type { Fault, Finding, Severity } from "../lint/finding.ts";
import { unusedExceptions } from "../lint/exceptions.ts";
import type { RuleException } from "../lint/lint-config.ts";
import type { Linter } from "../lint/linter.ts";
import { groupFindings, onePerPair } from "../lint/group-findings.ts";
import type { Page } from "../page/page.ts";
import { reviewChange } from "../review/review-change.ts";
import type { LineIndex } from "../text/line-index.ts";
import { runSteps } from "../text/steps.ts";
import { changesFromFolder } from "./base-folder.ts";
import { changesFromRevision } from "./base-revision.ts";
import { describeFixed, fixChanges, fixPages } from "./fix.ts";
import { openHandbook, type OpenHandbook } from "./open-handbook.ts";
import { statOf } from "./read-files.ts";
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
  readonly fix?: boolean;
  readonly rule?: readonly string[];
  readonly preview?: boolean;
  readonly failOn?: Severity | "never";
  readonly format: "pretty" | "json" | "codequality";
  readonly output?: string;
}

/**
 * Lints a handbook, some of its pages, or what a change brings into it; writes a report and gives the
 * exit code: 0 nothing to complain of, 1 findings, 3 a fault of handbook-bot itself.
 * @throws UsageError for what the person at the keyboard can fix (exit code 2).
 */
export async function lint(named: readonly string[], options: LintOptions): Promise<number> {
  const today = new Date().toISOString().slice(0, 10);
  const opened = openHandbook({ ...options, today });
  if (opened.paths.length === 0) {
    throw new UsageError(
      `There are no pages in ${opened.root}: no file matches the configuration's include.`,
    );
  }
  const chosen = choosePaths(named, opened);
  if (options.fix === true) await fix(chosen, opened, options.base);
  // Pages that were fixed are read anew.
  const handbook = options.fix === true ? openHandbook({ ...options, today }) : opened;
  const result =
    options.base === undefined
      ? await lintPages(handbook, chosen, named.length === 0 && options.rule === undefined)
      : await lintChanges(handbook, chosen, await readChanges(options.base, handbook));
  const report = { ...result, shownPath: pathShower(handbook.root) };
  write(report, options);
  return exitCodeOf(report, options.failOn ?? handbook.config.gate.failOn);
}

/** Applies what may be applied unread, and says so beside the report. */
async function fix(
  isChosen: (path: string) => boolean,
  opened: OpenHandbook,
  base: string | undefined,
): Promise<void> {
  const paths = opened.paths.filter(isChosen);
  const changes =
    base === undefined ? undefined : chosenChanges(isChosen, await readChanges(base, opened));
  const { readAll } = await opened.loadRules({ slow: (changes ?? paths).length <= slowPagesMax });
  const { root } = opened;
  const fixed = changes
    ? fixChanges(changes, readAll(), root)
    : fixPages(paths, opened.read, readAll(), root);
  console.error(describeFixed(fixed));
}

const nothing = { files: [], added: [], removed: [], others: [], notices: [] };

type Result = Omit<LintReport, "shownPath">;

/** The paths that the command names, as the handbook knows them; folders stand for all pages below. */
function choosePaths(named: readonly string[], handbook: OpenHandbook): (path: string) => boolean {
  if (named.length === 0) return () => true;
  const pages = new Set(handbook.paths);
  const files = new Set<string>();
  const folders: string[] = [];
  for (const name of named) {
    const stats = statOf(name);
    if (!stats) throw new UsageError(`There is no ${name}.`);
    const path = relative(handbook.root, realpathSync(name)).split(sep).join("/");
    if (path === ".." || path.startsWith("../") || resolve(path) === path) {
      throw new UsageError(
        `${name} is not inside ${handbook.root}; say where the handbook is with --root.`,
      );
    }
    if (stats.isDirectory()) folders.push(path === "" ? "" : `${path}/`);
    else if (pages.has(path)) files.add(path);
    else console.error(`${name} is no page of this handbook and is left out.`);
  }
  return (path) => files.has(path) || folders.some((folder) => path.startsWith(folder));
}

async function lintPages(
  opened: OpenHandbook,
  isChosen: (path: string) => boolean,
  isWhole: boolean,
): Promise<Result> {
  const chosen = opened.paths.filter(isChosen);
  const { linter, readAll } = await opened.loadRules({ slow: chosen.length <= slowPagesMax });
  const { handbook } = readAll();
  const findings: Finding[] = [];
  const faults: Fault[] = [];
  const notices: string[] = [];
  const excepted = new Set<RuleException>();
  const known = new Map<string, LineIndex>();
  for (const path of chosen) {
    const page = linter.parse(path, opened.read(path));
    const result = linter.lintPage(page, handbook);
    const proof = result.prove(result.findings);
    findings.push(...groupFindings(proof.findings));
    notices.push(...proof.notices);
    faults.push(...result.faults);
    for (const exception of result.excepted ?? []) excepted.add(exception);
    if (result.findings.length > 0) known.set(path, page.lines);
  }
  const lines = linesOf(known, (path) =>
    handbook.page(path) ? linter.parse(path, opened.read(path)) : undefined,
  );
  return {
    pages: chosen.length,
    findings: onePerPair(findings),
    faults,
    notices: [...notices, ...(isWhole ? noticesOf(opened, excepted, linter) : [])],
    fixed: undefined,
    policyChanges: [],
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

async function lintChanges(
  opened: OpenHandbook,
  isChosen: (path: string) => boolean,
  changes: readonly ChangedFile[],
): Promise<Result> {
  const chosen = chosenChanges(isChosen, changes);
  const { linter, readAll } = await opened.loadRules({ slow: chosen.length <= slowPagesMax });
  const revision = readAll();
  const { handbook } = revision;
  const outcome = runSteps(reviewChange(revision, { ...nothing, files: chosen }));
  const before = new Map(chosen.map(({ oldPath, before }) => [oldPath, before]));
  const lines = linesOf(new Map(), (path) => {
    const text = handbook.page(path) ? opened.read(path) : before.get(path);
    return text === undefined ? undefined : linter.parse(path, text);
  });
  return {
    ...outcome,
    findings: outcome.placed.map(({ finding }) => finding),
    policyChanges: outcome.parts.policyChanges ?? [],
    lines,
  };
}

function chosenChanges(
  isChosen: (path: string) => boolean,
  changes: readonly ChangedFile[],
): readonly ChangedFile[] {
  return changes.filter(({ path, oldPath }) => isChosen(path) || isChosen(oldPath));
}

async function readChanges(base: string, handbook: OpenHandbook): Promise<readonly ChangedFile[]> {
  const isFolder = statOf(base)?.isDirectory() ?? false;
  return isFolder ? changesFromFolder(base, handbook) : changesFromRevision(base, handbook);
}

/** Keeps the lines of pages that were linted, and parses others where somebody asks. */
function linesOf(
  known: Map<string, LineIndex>,
  parse: (path: string) => Page | undefined,
): (path: string) => LineIndex | undefined {
  return (path) => {
    const lines = known.get(path) ?? parse(path)?.lines;
    if (lines) known.set(path, lines);
    return lines;
  };
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
