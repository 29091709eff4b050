import type { Engine } from "../../config/engine.ts";
import type { RuleException } from "../../lint/lint-config.ts";
import type { RuleId } from "../../lint/finding.ts";
import type { RuleState } from "../../lint/select-rules.ts";
import { everyRule, familyOf } from "../../lint/select-rules.ts";
import type { Page } from "../../page/page.ts";

/** A page as far as it decides which rules look at it. */
export type PageOfType = Pick<Page, "path" | "type">;

/** Two configurations, one in the place of the other. */
export interface Engines {
  readonly before: Engine;
  readonly after: Engine;
}

/**
 * The rules that may report something else under another configuration, on the same pages. A rule that is not
 * among them reports the same on every page.
 */
export function rulesThatDiffer(
  { before, after }: Engines,
  pages: Iterable<readonly [PageOfType, PageOfType]>,
  isSameHandbook: boolean,
): ReadonlySet<RuleId> {
  const { rules } = before.linter;
  const differing = new Set<RuleId>();
  const compared = new Map<readonly RuleState[], Set<readonly RuleState[]>>();
  for (const [was, is] of pages) {
    const old = before.linter.explain(was);
    const now = after.linter.explain(is);
    const known = compared.get(old) ?? new Set<readonly RuleState[]>();
    if (known.has(now)) continue;
    compared.set(old, known.add(now));
    for (const rule of statesThatDiffer(old, now)) differing.add(rule);
  }
  for (const { id, scope } of rules) {
    if (!isSameHandbook && scope === "handbook") differing.add(id);
    if (isExceptedOtherwise(id, before, after)) differing.add(id);
    if (before.config.baseline !== after.config.baseline) differing.add(id);
  }
  // In a group what one rule finds may depend on another.
  const grouped = rules.filter(({ scope }) => scope === undefined);
  if (grouped.some(({ id }) => differing.has(id))) {
    for (const { id } of grouped) differing.add(id);
  }
  return differing;
}

function* statesThatDiffer(
  old: readonly RuleState[],
  now: readonly RuleState[],
): Generator<RuleId> {
  const after = new Map(now.map((state) => [state.meta.id, state]));
  for (const was of old) {
    const is = after.get(was.meta.id);
    if (is === undefined || was.level !== is.level) yield was.meta.id;
    else if (was.level !== "off" && textOf(was.options) !== textOf(is.options)) yield was.meta.id;
  }
}

function isExceptedOtherwise(rule: RuleId, before: Engine, after: Engine): boolean {
  return exceptionsOf(rule, before) !== exceptionsOf(rule, after);
}

/** The exceptions that may concern a rule, as a text. Where they are written does not matter. */
function exceptionsOf(rule: RuleId, { config }: Engine): string {
  const names = new Set([everyRule, familyOf(rule), rule]);
  const concerns = ({ rules }: RuleException): boolean =>
    rules === undefined || rules.some((name) => names.has(name));
  return textOf(
    (config.lint.exceptions ?? []).filter(concerns).map((exception) => ({
      ...exception,
      source: "",
    })),
  );
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
