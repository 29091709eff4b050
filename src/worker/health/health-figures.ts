import { z } from "zod";

import type { RuleId } from "../../lint/finding.ts";
import type { RuleCounts } from "../../review/rule-health.ts";

/** What became of the comments in a project, as it was counted last. */
export interface HealthFigures {
  readonly projectId: number;
  /** Its path in GitLab. */
  readonly project: string;
  /** When, as an ISO time. */
  readonly countedAt: string;
  /** From merge requests that changed in so many days before. */
  readonly days: number;
  readonly mergeRequests: number;
  readonly rules: readonly RuleCounts[];
}

const count = z.int().nonnegative();

const schema = z.object({
  projectId: z.int().positive(),
  project: z.string(),
  countedAt: z.iso.datetime(),
  days: count,
  mergeRequests: count,
  rules: z.array(
    z.object({
      rule: z.templateLiteral([z.string(), "/", z.string()]) satisfies z.ZodType<RuleId>,
      comments: count,
      applied: count,
      fixed: count,
      dismissed: count,
      resolved: count,
      ignored: count,
      up: count,
      down: count,
    }),
  ),
});

/** Writes figures for the store. The same figures always give the same text. */
export function writeFigures(figures: HealthFigures): string {
  return JSON.stringify(schema.parse(figures));
}

/** Reads them back; undefined for what another version of the bot wrote. They are counted again. */
export function readFigures(text: string): HealthFigures | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
