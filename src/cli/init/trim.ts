import type { Finding, Severity } from "../../lint/finding.ts";
import type { RuleMeta } from "../../lint/rule.ts";
import { compareText } from "../../text/compare-text.ts";
import { count } from "../../text/wording.ts";
import { type Draft, setRule } from "./draft.ts";

/** What a rule has to say is worth more the graver it is. */
const weights: Readonly<Record<Severity, number>> = { error: 0.3, warning: 1, info: 3 };

/**
 * Switches the rules off that have most to say, until there is at most one finding for each page on average. Says
 * whether it did.
 */
export function trimRules(
  draft: Draft,
  findings: readonly Finding[],
  pages: number,
  rules: readonly RuleMeta[],
): boolean {
  let left = findings.length;
  if (left <= pages) return false;
  let isTrimmed = false;
  const summaries = new Map(rules.map(({ id, summary }) => [id, summary]));
  const byRule = [...Map.groupBy(findings, ({ rule }) => rule)].sort(
    ([a, x], [b, y]) => score(y) - score(x) || compareText(a, b),
  );
  for (const [rule, found] of byRule) {
    if (left <= pages) break;
    if (draft.rules.get(rule)?.value === "off") continue;
    isTrimmed = true;
    const on = new Set(found.map(({ path }) => path)).size;
    const why = `${count(found.length, "finding")} on ${count(on, "page")} today. ${summaries.get(rule) ?? ""}`;
    draft.rules.delete(rule);
    setRule(draft, rule, { value: "off", why });
    left -= found.length;
  }
  return isTrimmed;
}

function score(findings: readonly Finding[]): number {
  return findings.reduce((sum, { severity }) => sum + weights[severity], 0);
}
