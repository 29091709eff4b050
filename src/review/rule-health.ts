import type { RuleId } from "../lint/finding.ts";
import { compareText } from "../text/compare-text.ts";
import { visibleText } from "./marker.ts";
import type { PostedThread } from "./review.ts";
import { isWord } from "./word.ts";

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
  /** The merge request that it is in. */
  readonly iid: number;
  /** The page, when the comment was written. */
  readonly path: string;
  readonly rules: readonly RuleId[];
  /** The words that it quotes first, in lower case; undefined where it quotes none, or has several findings. */
  readonly word: string | undefined;
  readonly fate: Fate;
  readonly up: number;
  readonly down: number;
}

/** Counts of what became of the comments of a rule. */
export interface RuleCounts extends Readonly<Record<Fate, number>> {
  readonly rule: RuleId;
  readonly comments: number;
  readonly up: number;
  readonly down: number;
}

/** What became of all comments of a rule. */
export interface RuleHealth extends RuleCounts {
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

/** The words that a comment on one finding quotes first, in lower case. */
export function wordIn(body: string, rules: readonly RuleId[]): string | undefined {
  if (rules.length !== 1) return undefined;
  const [line = ""] = visibleText(body).split("\n", 1);
  const word = /`([^`]{1,80})`/.exec(line)?.[1]?.toLowerCase();
  return word !== undefined && isWord(word) ? word : undefined;
}

/** Counts by rule, those that are acted on least first. */
export function ruleHealth(comments: readonly CommentFate[]): readonly RuleHealth[] {
  return sumHealth(
    comments.flatMap(({ rules, fate, up, down }) =>
      rules.map((rule) => ({ rule, comments: 1, ...noFates, [fate]: 1, up, down })),
    ),
  );
}

const noFates: Readonly<Record<Fate, number>> = {
  applied: 0,
  fixed: 0,
  dismissed: 0,
  resolved: 0,
  ignored: 0,
};

/** Adds up counts, as of several projects, rule by rule; those that are acted on least come first. */
export function sumHealth(counts: readonly RuleCounts[]): readonly RuleHealth[] {
  const sums = [...Map.groupBy(counts, ({ rule }) => rule)].map(([rule, all]) => {
    const sum = (of: Exclude<keyof RuleCounts, "rule">): number =>
      all.reduce((total, each) => total + each[of], 0);
    return {
      rule,
      comments: sum("comments"),
      applied: sum("applied"),
      fixed: sum("fixed"),
      dismissed: sum("dismissed"),
      resolved: sum("resolved"),
      ignored: sum("ignored"),
      up: sum("up"),
      down: sum("down"),
    };
  });
  return sums
    .map((sum) => ({ ...sum, actedOn: wilson(sum.applied + sum.fixed, sum.comments) }))
    .sort((a, b) => a.actedOn.low - b.actedOn.low || compareText(a.rule, b.rule));
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
