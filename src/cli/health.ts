import { type RuleHealth, ruleHealth } from "../review/rule-health.ts";
import { isWeak } from "../review/rule-proposals.ts";
import { count } from "../text/wording.ts";
import { readHealth } from "../worker/health/read-health.ts";
import { openGitLabSide } from "./gitlab-side.ts";
import { readSettings } from "./settings.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says. */
export interface HealthOptions {
  readonly days: string;
  readonly format: "text" | "json";
  readonly envFile?: string;
}

/** Prints what became of the bot's comments in a project, rule by rule, as GitLab has it. */
export async function health(project: string, options: HealthOptions): Promise<void> {
  const { days, format, envFile } = options;
  if (!/^[1-9]\d{0,3}$/.test(days)) throw new UsageError(`${days} is no number of days.`);
  const { gitlab, identify } = openGitLabSide(readSettings("review", envFile));
  const { id } = await gitlab.project(/^\d+$/.test(project) ? Number(project) : project);
  const since = new Date(Date.now() - Number(days) * 24 * 60 * 60_000).toISOString();
  const { comments, mergeRequests } = await readHealth(gitlab, await identify(), id, since);
  const rules = ruleHealth(comments);
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify({ mergeRequests, rules }, undefined, 2)}\n`
      : describeHealth(rules, mergeRequests),
  );
}

/**
 * A table for people, with the rules to look at below it.
 * @testing Its figures are held against a script of what people did.
 */
export function describeHealth(rules: readonly RuleHealth[], mergeRequests: number): string {
  if (rules.length === 0)
    return `No comment in ${count(mergeRequests, "merge request")} has been resolved yet.\n`;
  const head = ["rule", "comments", "acted on", "95 %", "applied", "fixed", "dismissed", "resolved", "ignored", "+1", "-1"]; // prettier-ignore
  const rows = rules.map((each) => [
    each.rule,
    each.comments,
    percent(each.actedOn.share),
    `${percent(each.actedOn.low)} to ${percent(each.actedOn.high)}`,
    each.applied,
    each.fixed,
    each.dismissed,
    each.resolved,
    each.ignored,
    each.up,
    each.down,
  ]);
  const table = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  "),
  );
  const weak = rules.filter(isWeak);
  const advice = weak.map(
    ({ rule, comments, actedOn }) =>
      `People acted on ${percent(actedOn.share)} of ${comments} comments of ${rule}. Consider info, exceptions, or off.`,
  );
  return `${[...lines, "", `From ${count(mergeRequests, "merge request")}.`, ...advice].join("\n")}\n`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
