import type { RuleId } from "../lint/finding.ts";
import { compareText } from "../text/compare-text.ts";
import { visibleText } from "./marker.ts";
import type { PostedThread } from "./review.ts";

/** What became of a comment. */
export type Fate =
  /** Somebody applied its suggestion. */
  | "applied"
  /** The finding went away with another change. */
  | "fixed"
  /** Somebody gave a reason against it. */
  | "dismissed"
  /** Somebody resolved it and left the text as it was. */
  | "resolved"
  /** The merge request was merged or closed with it. */
  | "ignored";

/** A comment that is over, on the rules that it was about. */
export interface CommentFate {
  readonly rules: readonly RuleId[];
  readonly fate: Fate;
  readonly up: number;
  readonly down: number;
}

/** What became of all comments of a rule. */
export interface RuleHealth extends Readonly<Record<Fate, number>> {
  readonly rule: RuleId;
  readonly comments: number;
  readonly up: number;
  readonly down: number;
  /** The share that was acted on (applied or fixed), and the bounds within which it is with a certainty of 95 %. */
  readonly actedOn: { readonly share: number; readonly low: number; readonly high: number };
}

/** What became of a comment; undefined while that is open. */
export function fateOf(
  thread: Pick<
    PostedThread,
    "dismissal" | "hasAppliedSuggestion" | "isResolved" | "resolvedBy" | "isOutdated"
  >,
  isMergeRequestOpen: boolean,
): Fate | undefined {
  if (thread.dismissal !== undefined) return "dismissed";
  if (thread.hasAppliedSuggestion) return "applied";
  if (!thread.isResolved) return isMergeRequestOpen ? undefined : "ignored";
  // Who resolves a thread whose line has changed since did what it said, or something better.
  return thread.resolvedBy === "bot" || thread.isOutdated ? "fixed" : "resolved";
}

/** The rules that a comment of the bot names. */
export function rulesIn(body: string): readonly RuleId[] {
  const found = visibleText(body).matchAll(
    /\[`([a-z]{1,40}(?:-[a-z]{1,40}){0,6})\/([A-Za-z0-9]{1,40}(?:-[A-Za-z0-9]{1,40}){0,8})`\]\(/g,
  );
  return [...new Set([...found].map(([, family = "", name = ""]): RuleId => `${family}/${name}`))];
}

/** Counts by rule, those that are acted on least first. */
export function ruleHealth(comments: readonly CommentFate[]): readonly RuleHealth[] {
  const byRule = new Map<RuleId, CommentFate[]>();
  for (const comment of comments) {
    for (const rule of comment.rules) byRule.set(rule, [...(byRule.get(rule) ?? []), comment]);
  }
  return [...byRule]
    .map(([rule, all]) => healthOf(rule, all))
    .sort((a, b) => a.actedOn.low - b.actedOn.low || compareText(a.rule, b.rule));
}

function healthOf(rule: RuleId, all: readonly CommentFate[]): RuleHealth {
  const number = (fate: Fate): number => all.filter((each) => each.fate === fate).length;
  const sum = (of: "up" | "down"): number => all.reduce((total, each) => total + each[of], 0);
  const fates = {
    applied: number("applied"),
    fixed: number("fixed"),
    dismissed: number("dismissed"),
    resolved: number("resolved"),
    ignored: number("ignored"),
  };
  return {
    rule,
    comments: all.length,
    ...fates,
    up: sum("up"),
    down: sum("down"),
    actedOn: wilson(fates.applied + fates.fixed, all.length),
  };
}

/**
 * The Wilson score interval: honest for few observations, where a share alone says little.
 * @testing Held against published figures.
 */
export function wilson(successes: number, observations: number): RuleHealth["actedOn"] {
  if (observations === 0) return { share: 0, low: 0, high: 1 };
  const z = 1.96;
  const share = successes / observations;
  const spread = z * Math.sqrt((share * (1 - share) + z ** 2 / (4 * observations)) / observations);
  const middle = share + z ** 2 / (2 * observations);
  const scale = 1 + z ** 2 / observations;
  return {
    share,
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  };
}
