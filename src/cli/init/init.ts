import { join } from "node:path";

import { type HandbookConfig, configFileName } from "../../config/handbook-config.ts";
import type { Finding } from "../../lint/finding.ts";
import { primaryTag } from "../../page/declared-language.ts";
import { count } from "../../text/wording.ts";
import { lintPages } from "../lint-pages.ts";
import { slowPagesMax } from "../lint.ts";
import { locate, standpoints } from "../locate.ts";
import { openLocation, type OpenHandbook } from "../open-handbook.ts";
import { allRules, openRules, type OpenRules } from "../open-rules.ts";
import type { LintResult } from "../report/report.ts";
import { statOf } from "../read-files.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-whole.ts";
import { carryMarkdownlint } from "./carry-markdownlint.ts";
import { carryVale } from "./carry-vale.ts";
import { carryWords } from "./carry-words.ts";
import { type Draft, emptyDraft, renderDraft } from "./draft.ts";
import { lookAround } from "./surroundings.ts";
import { survey } from "./survey.ts";
import { trimRules } from "./trim.ts";

/** What the command line says. */
export interface InitOptions {
  readonly root?: string;
  readonly dryRun?: boolean;
}

/**
 * Writes a first configuration for a handbook: what it is built with, what other linters allow, and no more
 * than one finding for each page. An existing one is left alone.
 * @throws UsageError for what the person at the keyboard can fix (exit code 2)
 */
export async function init({ root, dryRun = false }: InitOptions): Promise<void> {
  const from = standpoints(process.cwd(), process.env);
  const location = locate({ named: [], root: root ?? from[0] }, from);
  const file = join(location.root, configFileName);
  if (!dryRun && statOf(file) !== undefined) {
    console.log(`${configFileName} exists. Nothing was changed.`);
    return;
  }
  const metas = allRules();
  const rules = openRules({ today: new Date().toISOString().slice(0, 10) });
  const around = lookAround(location.root, metas);
  const draft = emptyDraft();
  carryMarkdownlint(draft, around);
  carryVale(draft, around);
  carryWords(draft, around);
  await look(draft, location.root, rules, around);
  let found = await lintBy(draft, location.root, rules);
  // What one rule hides another may show. Each time one rule more is off, so that this ends.
  while (trimRules(draft, found.findings, found.pages, metas)) {
    found = await lintBy(draft, location.root, rules);
  }
  const text = renderDraft(draft);
  if (dryRun) {
    process.stdout.write(text);
    return;
  }
  writeWhole(file, text);
  console.log(summary(draft, found.findings, found.pages));
}

async function lintBy(
  draft: Draft,
  root: string,
  rules: OpenRules,
): Promise<Pick<LintResult, "findings" | "pages">> {
  const opened = openWith(draft, root, rules);
  if (opened.paths.length === 0) throw new UsageError(`There are no pages in ${root}.`);
  const slow = opened.paths.length <= slowPagesMax;
  return lintPages(opened, opened.paths, { slow, isWhole: false, failOn: "never" });
}

/** The handbook as the draft has it. */
function openWith(draft: Draft, root: string, rules: OpenRules): OpenHandbook {
  const config: HandbookConfig = rules.parseConfig(configFileName, renderDraft(draft));
  return openLocation({ root, config: undefined }, rules, config);
}

async function look(
  draft: Draft,
  root: string,
  rules: OpenRules,
  around: ReturnType<typeof lookAround>,
): Promise<void> {
  const opened = openWith(draft, root, rules);
  const { linter, readAll } = await opened.loadRules({ slow: false });
  const languages = new Map<string, number>();
  for (const path of opened.paths) {
    const tag = primaryTag(linter.parse(path, opened.read(path)).language ?? "");
    if (tag !== undefined) languages.set(tag, (languages.get(tag) ?? 0) + 1);
  }
  survey(draft, await readAll(), languages, around);
}

function summary(
  { found, left, rules }: Draft,
  findings: readonly Finding[],
  pages: number,
): string {
  const off = [...rules.values()].filter(({ value }) => value === "off").length;
  return [
    `Wrote ${configFileName}.`,
    ...found,
    ...(off > 0 ? [`${count(off, "rule")} switched off; the file says why.`] : []),
    ...(left.length > 0
      ? ["Not carried over from other tools:", ...left.map((line) => `  ${line}`)]
      : []),
    `handbook-bot lint reports ${count(findings.length, "finding")} on ${count(pages, "page")}. To accept them: handbook-bot baseline.`,
  ].join("\n");
}
