import { z } from "zod";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import type { YamlValue } from "../../src/page/page.ts";
import { count } from "../../src/text/wording.ts";
import { ruleOptions } from "../rule-options.ts";

const keys = z.array(z.string().min(1).max(60)).max(20);

const options = z.strictObject({
  months: z
    .int()
    .min(1)
    .max(120)
    .default(12)
    .describe("Months after which a page must be reviewed again."),
  reviewed: keys
    .default(["last-reviewed", "last_reviewed", "lastReviewed", "reviewed_on", "review_date"])
    .describe("Front matter keys with the date of the last review."),
  due: keys
    .default(["next-review", "next_review", "review_due", "review_by"])
    .describe("Front matter keys with the date of the next review."),
});

/** A page is reviewed when it says it is. */
export const noOverdueReview: PageRule<z.output<typeof options>> = {
  id: "policy/no-overdue-review",
  scope: "page",
  summary: "A page with a review date is reviewed on time.",
  why: "Auditors and team members rely on the date, and a policy that nobody reviews becomes wrong unnoticed.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: ruleOptions(options),
  *check({ frontMatter }, { months, reviewed, due }, { today }) {
    if (today === undefined) return;
    for (const { key, value, keySpan, valueSpan } of frontMatter?.entries ?? []) {
      const date = dayOf(value);
      if (date === undefined) continue;
      const span = { start: keySpan.start, end: valueSpan.end };
      if (due.includes(key) && date < today) {
        yield {
          span,
          key,
          message: `The review was due on ${quote(date)}. Review the page and set the next date.`,
        };
      }
      if (reviewed.includes(key) && addMonths(date, months) < today) {
        yield {
          span,
          key,
          message: `Last reviewed on ${quote(date)}, more than ${count(months, "month")} ago. Review the page and update the date.`,
        };
      }
    }
  },
};

/** `2026-03-01`; undefined for what is no date, which structure/no-wrong-value reports. */
function dayOf(value: YamlValue): string | undefined {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10);
  }
  if (typeof value !== "string") return undefined;
  const day = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(value.trim())?.[0];
  return day === undefined || Number.isNaN(Date.parse(day)) ? undefined : day;
}

/** The same day some months later, or the last of that month: a year after 2024-02-29 is 2025-02-28. */
function addMonths(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
  last.setUTCDate(Math.min(date.getUTCDate(), last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}
