import { changeBetween, type Folder } from "../change/read-folder-change.ts";
import { lintChange } from "../lint-change.ts";
import { lintPages } from "../lint-pages.ts";
import { slowPagesMax } from "../lint.ts";
import { openFiles } from "../open-handbook.ts";
import { openRules } from "../open-rules.ts";
import { beQuiet } from "../own-progress.ts";
import { renderJson } from "../report/json.ts";
import type { LintResult } from "../report/report.ts";
import { UsageError } from "../usage-error.ts";
import { configFileName } from "../../config/handbook-config.ts";
import { compareText } from "../../text/compare-text.ts";
import type { Files, LintInput, Options, Report, ReviewInput, ReviewReport } from "./types.ts";

beQuiet();

/**
 * Lints the pages of a handbook.
 * @throws Error when the configuration has errors or a page is named that is not there
 */
export async function lint({ files, paths, ...options }: LintInput): Promise<Report> {
  const rules = openRules({ today: options.today ?? today() });
  const folder = folderOf(files);
  const config = rules.parseConfig(configFileName, options.config ?? files[configFileName] ?? "");
  const given = { root: "", files: [...folder.paths].sort(compareText), read: folder.read };
  const opened = openFiles(given, rules, config);
  const missing = paths?.find((path) => !opened.paths.includes(path));
  if (missing !== undefined) throw new UsageError(`${missing} is no page of this handbook.`);
  const chosen = paths ?? opened.paths;
  return reportOf(
    await lintPages(opened, chosen, {
      slow: chosen.length <= slowPagesMax,
      isWhole: paths === undefined,
      failOn: options.failOn,
    }),
  );
}

/**
 * Reviews a change: what it brings into the handbook, as the bot and the gate see it.
 * @throws Error when the configuration has errors
 */
export async function review({ before, after, ...options }: ReviewInput): Promise<ReviewReport> {
  const rules = openRules({ today: options.today ?? today() });
  const text = options.config ?? before[configFileName] ?? "";
  const engine = await rules.engine(rules.parseConfig(configFileName, text), { slow: true });
  const change = await changeBetween(folderOf(before), folderOf(after), async () => ({ engine }));
  const result = lintChange(change, () => true, options.failOn);
  return { ...reportOf(result), fixed: result.fixed ?? 0, summary: result.parts };
}

function folderOf(files: Files): Folder {
  const contents = new Map(Object.entries(files));
  return {
    paths: new Set(contents.keys()),
    read: (path) => new TextEncoder().encode(contents.get(path) ?? ""),
  };
}

/** The report that the command line writes as JSON, without what belongs to files. */
function reportOf(result: LintResult): Report {
  const json = renderJson({ ...result, shownPath: (path) => path });
  const { pages, findings, verdict, faults }: Report = JSON.parse(json);
  return { pages, findings, verdict, faults, notices: result.notices };
}

function today(): NonNullable<Options["today"]> {
  return new Date().toISOString().slice(0, 10);
}
