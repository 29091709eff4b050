import type { Severity } from "../lint/finding.ts";
import { lintUnlessKnown } from "./last-run.ts";
import { lintPages } from "./lint-pages.ts";
import { isChosen, locate, type Location, standpoints } from "./locate.ts";
import { type OpenHandbook, openLocation } from "./open-handbook.ts";
import { openRules, type OpenRules, type RuleChoice } from "./open-rules.ts";
import { exitCodeOf } from "./report/report.ts";
import { checkReports, pathShower, type ReportChoice, writeReport } from "./report/write-report.ts";
import { remark } from "./remark.ts";
import { type GivenPage, readStdinPage, stdinName } from "./stdin-page.ts";
import { UsageError } from "./usage-error.ts";

/** Slow rules run on as many pages as a person would name. */
export const slowPagesMax = 100;

/** What the command line says. */
export interface LintOptions extends Omit<RuleChoice, "today">, ReportChoice {
  readonly root?: string;
  readonly config?: string;
  readonly base?: string;
  readonly fix?: boolean;
  readonly failOn?: Severity | "never";
  /** The page that standard input is. */
  readonly stdinPath?: string;
}

/**
 * Lints a handbook, some of its pages, or what a change brings into it; writes a report and gives the
 * exit code: 0 nothing to complain of, 1 findings, 3 a fault of handbook-bot itself.
 * @throws UsageError for what the person at the keyboard can fix (exit code 2).
 */
export async function lint(named: readonly string[], options: LintOptions): Promise<number> {
  checkReports(options.report);
  if (options.groupBy !== undefined && options.format !== "pretty") {
    throw new UsageError(`--group-by goes with the format pretty, not with ${options.format}.`);
  }
  const from = standpoints(process.cwd(), process.env);
  const { location, given } = findPages(named, options, from);
  for (const each of location.remarks) remark(each);
  const today = new Date().toISOString().slice(0, 10);
  const rules = openRules({ ...options, today });
  const { base } = options;
  const result =
    base === undefined
      ? await lintFolder(location, rules, { ...options, isWhole: named.length === 0, given, today })
      : await (await import("./lint-against.ts")).lintAgainst(base, location, rules, options);
  const report = { ...result, shownPath: pathShower(location.root, from[0]) };
  writeReport(report, options, from[0]);
  return exitCodeOf(report);
}

/** Finds what is meant: pages on disk, or one from standard input. */
function findPages(
  named: readonly string[],
  { fix, base, stdinPath, ...choice }: LintOptions,
  from: ReturnType<typeof standpoints>,
): { readonly location: Location; readonly given?: GivenPage } {
  if (!named.includes(stdinName)) {
    if (stdinPath === undefined) return { location: locate({ ...choice, named }, from) };
    throw new UsageError("--stdin-path goes with - in the place of pages.");
  }
  if (named.length > 1 || fix === true || base !== undefined) {
    throw new UsageError("- goes with neither other pages nor --fix nor --base.");
  }
  return readStdinPage(stdinPath, choice, from);
}

async function lintFolder(
  location: Location,
  rules: OpenRules,
  options: LintOptions & {
    readonly isWhole: boolean;
    readonly given: GivenPage | undefined;
    readonly today: string;
  },
) {
  const { fix, rule, preview, failOn, isWhole, given, today } = options;
  remark(location.absence);
  const opened = openPages(location, rules, given);
  const slow = opened.chosen.length <= slowPagesMax;
  if (fix === true) {
    // What most runs do not need is loaded by those that do.
    const { describeFixed, fixPages, writeFixed } = await import("./fix.ts");
    const fixed = await fixPages(opened, opened.chosen, { slow });
    writeFixed(location.root, fixed);
    console.error(describeFixed(fixed));
  }
  // Pages that were fixed are read anew.
  const handbook = fix === true ? openPages(location, rules) : opened;
  const run = { slow, isWhole: isWhole && rule === undefined, failOn };
  const lintChosen = async () => lintPages(handbook, handbook.chosen, run);
  // An editor asks about a text that is another one every time.
  if (given !== undefined) return lintChosen();
  return lintUnlessKnown(handbook, [handbook.chosen, run, rule, preview, today], lintChosen);
}

/** Opens the handbook with the pages that are meant. */
export function openPages(
  location: Location,
  rules: OpenRules,
  given?: GivenPage,
): OpenHandbook & { readonly chosen: readonly string[] } {
  const opened = openLocation(location, rules, undefined, given);
  if (opened.paths.length === 0) {
    throw new UsageError(
      `There are no pages in ${location.root}: no file matches the configuration's include.`,
    );
  }
  const pages = new Set(opened.paths);
  for (const path of location.chosen ?? []) {
    if (!path.endsWith("/") && !pages.has(path))
      remark(`${path} is no page of this handbook and is left out.`);
  }
  return { ...opened, chosen: opened.paths.filter(isChosen(location)) };
}
