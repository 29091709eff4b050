import type { RuleId } from "../lint/finding.ts";
import { compareText } from "../text/compare-text.ts";
import { type CommentFate, type RuleHealth, ruleHealth } from "./rule-health.ts";

/** A change of the configuration, with what speaks for it. */
export type Proposal = {
  readonly rule: RuleId;
  /** The comments behind it, those of the newest merge requests first. */
  readonly evidence: readonly CommentFate[];
} & (
  | { readonly kind: "info"; readonly health: RuleHealth }
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "page"; readonly path: string }
);

/** Fewer comments say nothing about a rule. */
const commentsMin = 20;

/** Below this a rule does not earn its place on a line: one comment in five is for nothing. */
const actedOnMin = 0.8;

/** In so many merge requests a word or a page has to be dismissed; fewer may be one person's view. */
const dismissedMin = 3;

/** Whether so few comments of a rule are acted on that they should not interrupt anybody. */
export function isWeak({ comments, actedOn }: RuleHealth): boolean {
  return comments >= commentsMin && actedOn.low < actedOnMin;
}

/**
 * Proposes changes of the configuration: exceptions for words and pages of which people dismiss what a rule
 * reports, each time, and rules to keep for information. What an exception takes away does not count against
 * its rule.
 */
export function proposalsFrom(comments: readonly CommentFate[]): readonly Proposal[] {
  const sorted = comments.toSorted((a, b) => b.iid - a.iid || compareText(a.path, b.path));
  const exceptions = [...proposeExceptions(sorted)].sort((a, b) => compareText(a.rule, b.rule));
  const excepted = new Set(exceptions.flatMap(({ evidence }) => evidence));
  const rest = sorted.filter((comment) => !excepted.has(comment));
  const weak = ruleHealth(rest)
    .filter(isWeak)
    .map((health): Proposal => {
      const { rule } = health;
      const evidence = rest.filter(({ rules, fate }) => rules.includes(rule) && !isActedOn(fate));
      return { kind: "info", rule, health, evidence };
    });
  return [...exceptions, ...weak];
}

function* proposeExceptions(comments: readonly CommentFate[]): Generator<Proposal> {
  // A comment on several findings does not say which one was dismissed.
  const byRule = Map.groupBy(comments, ({ rules: [rule, ...others] }) =>
    others.length === 0 ? rule : undefined,
  );
  for (const [rule, all] of byRule) {
    if (rule === undefined) continue;
    const words = dismissed(all, ({ word }) => word);
    for (const [word, evidence] of words) yield { kind: "word", rule, word, evidence };
    const rest = all.filter((comment) => !words.some(([word]) => word === comment.word));
    for (const [path, evidence] of dismissed(rest, (each) => each.path))
      yield { kind: "page", rule, path, evidence };
  }
}

/** What people dismissed each time it was reported, in several merge requests. */
function dismissed(
  comments: readonly CommentFate[],
  nameOf: (comment: CommentFate) => string | undefined,
): readonly (readonly [string, readonly CommentFate[]])[] {
  const groups: (readonly [string, readonly CommentFate[]])[] = [];
  for (const [name, all] of Map.groupBy(comments, nameOf)) {
    const against = all.filter(({ fate }) => fate === "dismissed");
    const isClear = against.length > 0 && !all.some(({ fate }) => isActedOn(fate));
    const mergeRequests = new Set(against.map(({ iid }) => iid)).size;
    if (name !== undefined && isClear && mergeRequests >= dismissedMin) groups.push([name, all]);
  }
  return groups.sort(([a], [b]) => compareText(a, b));
}

function isActedOn(fate: CommentFate["fate"]): boolean {
  return fate === "applied" || fate === "fixed";
}
