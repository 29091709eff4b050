import { join } from "node:path";

import { configFileName } from "../config/handbook-config.ts";
import type { Acceptance } from "../lint/baseline/accept-findings.ts";
import type { AcceptedFinding, Baseline } from "../lint/baseline/baseline.ts";
import { renderBaseline } from "../lint/baseline/baseline.ts";
import type { Candidate } from "../lint/baseline/candidate.ts";
import { compareText } from "../text/compare-text.ts";
import { count } from "../text/wording.ts";
import { lintEach } from "./lint-each.ts";
import { openPages, slowPagesMax } from "./lint.ts";
import { locate, standpoints } from "./locate.ts";
import { openRules } from "./open-rules.ts";
import { statOf } from "./read-files.ts";
import { remark } from "./remark.ts";
import { UsageError } from "./usage-error.ts";
import { writeWhole } from "./write-whole.ts";

const defaultPath = ".handbook-bot-baseline.json";

/** What the command line says. */
export interface BaselineOptions {
  readonly root?: string;
  readonly config?: string;
  readonly accept?: boolean;
}

/**
 * Writes the file of accepted findings: all that there are where there is no file yet, or with `--accept`.
 * Otherwise it adds none, and removes those that no longer occur.
 * @throws UsageError for what the person at the keyboard can fix (exit code 2)
 */
export async function baseline(options: BaselineOptions): Promise<void> {
  const location = locate({ ...options, named: [] }, standpoints(process.cwd(), process.env));
  remark(location.absence);
  const rules = openRules({ today: new Date().toISOString().slice(0, 10) });
  const opened = openPages({ ...location, chosen: undefined }, rules);
  const path = opened.config.baseline ?? defaultPath;
  const file = join(location.root, path);
  const known = statOf(file) !== undefined;
  if (known && opened.config.baseline === undefined) {
    throw new UsageError(
      `${path} exists, but the configuration does not name it. Add this line to ${configFileName}: baseline: ${path}`,
    );
  }
  const slow = opened.paths.length <= slowPagesMax;
  const forBaseline = known ? "known" : "new";
  const linted = await lintEach(opened, opened.paths, { slow, forBaseline });
  const { candidates, accepted, unmatched, unjudged } = linted;
  const isAll = options.accept === true || !known;
  const kept = isAll ? candidates : candidates.filter(({ finding }) => accepted.has(finding));
  const pages = entriesOf(kept, unjudged);
  writeWhole(file, renderBaseline(pages));
  const added = kept.filter(({ finding }) => !accepted.has(finding)).length;
  const removed = unmatched.reduce((sum, { entry }) => sum + entry.times, 0);
  const left = candidates.length - kept.length;
  console.log(
    [
      `${path}: ${count(kept.length, "accepted finding")} on ${count(pages.size, "page")}, ${added} added, ${removed} removed.`,
      ...(left > 0 ? [`${count(left, "finding")} not accepted. To accept: --accept.`] : []),
      ...(opened.config.baseline === undefined
        ? [`Add this line to ${configFileName}: baseline: ${path}`]
        : []),
    ].join("\n"),
  );
}

/** Names findings as a baseline does, equal ones once, beside entries that stay as they are. */
function entriesOf(
  candidates: readonly Candidate[],
  others: Acceptance["unmatched"],
): Baseline["pages"] {
  const pages = new Map<string, Map<string, AcceptedFinding>>();
  for (const { path, entry } of others) {
    const entries = pages.get(path) ?? new Map<string, AcceptedFinding>();
    pages.set(path, entries.set(`${entry.rule}@${entry.id}\n${entry.near}`, entry));
  }
  for (const { finding, near } of candidates) {
    const { path, rule, identity, message } = finding;
    const entries = pages.get(path) ?? new Map<string, AcceptedFinding>();
    pages.set(path, entries);
    const name = `${identity}\n${near}`;
    const times = (entries.get(name)?.times ?? 0) + 1;
    entries.set(name, { rule, id: identity.slice(rule.length + 1), message, near, times });
  }
  return new Map(
    [...pages].map(([path, entries]) => [
      path,
      [...entries.values()].sort(
        (a, b) =>
          compareText(a.rule, b.rule) || compareText(a.near, b.near) || compareText(a.id, b.id),
      ),
    ]),
  );
}
