import { createTwoFilesPatch } from "diff";

import { printable } from "../text/printable.ts";
import { readLocalChange } from "./change/read-local-change.ts";
import { askEach } from "./ask-each.ts";
import { fixChange, type FixedPage } from "../review/fix-change.ts";
import { runSteps } from "../text/steps.ts";
import { describeFixed, fixPages, writeFixed } from "./fix.ts";
import { openPages, slowPagesMax } from "./lint.ts";
import { isChosen, locate, standpoints } from "./locate.ts";
import { openRules, type RuleChoice } from "./open-rules.ts";
import { remark } from "./remark.ts";
import { pathShower } from "./report/write-report.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says. */
export interface FixOptions extends Omit<RuleChoice, "today"> {
  readonly root?: string;
  readonly config?: string;
  readonly base?: string;
  readonly dryRun?: boolean;
  readonly suggestions?: boolean;
}

/**
 * Applies safe suggestions to pages, or to what a change introduced; with `--dry-run` it prints them as a
 * diff, with `--suggestions` it also offers the others one by one on a terminal.
 * @throws UsageError for what the person at the keyboard can fix (exit code 2)
 */
export async function fix(named: readonly string[], options: FixOptions): Promise<void> {
  const { base, dryRun = false, suggestions = false } = options;
  if (suggestions && (dryRun || base !== undefined)) {
    throw new UsageError("--suggestions goes with neither --dry-run nor --base.");
  }
  const from = standpoints(process.cwd(), process.env);
  const location = locate({ ...options, named }, from);
  for (const each of location.remarks) remark(each);
  const rules = openRules({ ...options, today: new Date().toISOString().slice(0, 10) });
  if (base !== undefined) {
    const change = await readLocalChange(base, location, rules, { onDisk: true });
    return finish(runSteps(fixChange(change.target, change.read, isChosen(location))));
  }
  remark(location.absence);
  const opened = openPages(location, rules);
  const slow = opened.chosen.length <= slowPagesMax;
  finish(await fixPages(opened, opened.chosen, { slow }));
  if (suggestions) await askEach(location, rules, { slow });

  function finish(fixed: readonly FixedPage[]): void {
    if (dryRun) {
      const shown = pathShower(location.root, from[0]);
      for (const page of fixed) process.stdout.write(diffOf(page, shown(page.path)));
    } else {
      writeFixed(location.root, fixed);
    }
    console.error(describeFixed(fixed, dryRun ? "could be applied" : "applied"));
  }
}

function diffOf({ before, after }: FixedPage, path: string): string {
  const name = printable(path);
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    context: 2,
  }).replace(/^=+\n/, "");
}
