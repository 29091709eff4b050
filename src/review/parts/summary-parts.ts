import type { Change } from "../../change/change.ts";
import type { Steps } from "../../text/steps.ts";
import { approvals } from "./approvals.ts";
import { configuration } from "./configuration.ts";
import { overlaps } from "./overlaps.ts";
import { overlapsLeftOut } from "./overlaps-left-out.ts";
import { policyChanges } from "./policy-changes.ts";
import { readability } from "./readability.ts";
import { previews } from "./previews.ts";
import type { MergeRequestFacts, SummaryPart } from "./summary-part.ts";
import { whatIf } from "./what-if.ts";

/** The parts of the summary beside its findings, in their order. */
const summaryParts = {
  configuration,
  whatIf,
  policyChanges,
  approvals,
  previews,
  readability,
  overlaps,
  overlapsLeftOut,
};

type Parts = typeof summaryParts;

/** What the parts collected from a change: plain data by the name of the part. */
export type PartData = {
  readonly [Name in keyof Parts]?: Parts[Name] extends SummaryPart<infer Data> ? Data : never;
};

const list: readonly (readonly [string, SummaryPart<unknown>])[] = Object.entries(summaryParts);

/** Lets every part collect what it has to say. */
export function* collectParts(change: Change): Steps<PartData> {
  const collected: Record<string, unknown> = {};
  for (const [name, part] of list) {
    const data = yield* part.collect(change);
    if (data !== undefined) collected[name] = data;
  }
  return collected;
}

/** Writes the parts in Markdown. */
export function renderParts(collected: PartData, facts: MergeRequestFacts = {}): readonly string[] {
  return partsOf(collected).map(([part, data]) => part.render(data, facts));
}

/** Whether one of the parts is reason enough to write a summary. */
export function hasReason(collected: PartData, facts: MergeRequestFacts): boolean {
  return partsOf(collected).some(
    ([part, data]) => part.isReason && part.render(data, facts) !== "",
  );
}

function partsOf(collected: PartData): readonly (readonly [SummaryPart<unknown>, unknown])[] {
  const byName = new Map<string, unknown>(Object.entries(collected));
  return list.flatMap(([name, part]) => (byName.has(name) ? [[part, byName.get(name)]] : []));
}
