import type { Page } from "../page/page.ts";
import type { Span } from "../text/span.ts";
import type { Difference, PolicyChangeKind } from "./difference.ts";
import { textDifferences } from "./text-differences.ts";
import { excerptOf } from "./excerpt.ts";
import { frontMatterDifferences } from "./front-matter.ts";
import { WorkBudget } from "./work-budget.ts";

/** Something that a change makes of what a policy says, for its owner to know. */
export interface PolicyChange {
  readonly path: string;
  /** Text of the heading above it; undefined in front of the first heading and for whole sections. */
  readonly section: string | undefined;
  readonly kinds: readonly PolicyChangeKind[];
  /** The sentence, row or heading before the change, cut where it is long; empty where it is new. */
  readonly was: string;
  /** Empty where nothing took its place. */
  readonly is: string;
  /** The parts of either text that differ; none where the whole is new or gone. */
  readonly wasMarks: readonly Span[];
  readonly isMarks: readonly Span[];
}

/**
 * Compares two versions of a policy, sentence by sentence and row by row: obligations, figures, dates, places,
 * conditions. What is only moved, written or worded otherwise is not among the changes. In the order of the old
 * page; where the page changes too much to compare all of it, the last entry says so.
 */
export function policyChanges(
  before: Page | undefined,
  after: Page | undefined,
  budget: WorkBudget = new WorkBudget(),
): readonly PolicyChange[] {
  if (before === undefined || before.source === after?.source) return [];
  if (before.type !== "policy" && after?.type !== "policy") return [];
  if (after === undefined) {
    const title = before.frontMatter?.get("title");
    const was = typeof title === "string" ? title : before.path;
    return [changeOf(before.path, { kinds: ["page removed"], was })];
  }
  const { path } = after;
  const refusals = budget.refusals;
  const frontMatter = frontMatterDifferences(before, after, budget);
  const texts = textDifferences(before, after, budget);
  return [
    ...frontMatter.map((found) => changeOf(path, found)),
    ...texts.map((found) => changeOf(path, found, found.section)),
    ...(budget.refusals > refusals ? [changeOf(path, { kinds: ["compared in part"] })] : []),
  ];
}

function changeOf(path: string, found: Difference, section?: string): PolicyChange {
  const was = excerptOf(found.was ?? "", found.wasSpans ?? []);
  const is = excerptOf(found.is ?? "", found.isSpans ?? []);
  return {
    path,
    section,
    kinds: found.kinds,
    was: was.text,
    is: is.text,
    wasMarks: was.marks,
    isMarks: is.marks,
  };
}
