import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { jobPages, requirementsOf } from "./requirement.ts";

/** “must be located in Germany”, “based in EMEA” */
const living =
  /\b(?:be |currently )?(?:[Ll]ocated|[Bb]ased|residing|live|living|reside) (?:somewhere )?in (?:the )?\p{Lu}[\p{L}.]{1,30}(?: \p{Lu}[\p{L}.]{1,30}){0,2}/gu;

/** “aligned with Americas time zones” */
const hours =
  /\b(?:Americas|AMER|EMEA|APAC|LATAM|NORAM|US|USA|Europe|European|Pacific|Eastern|PST|EST|CET) (?:business hours|time ?zones?)\b/gu;

/** Requirements of a job family hold wherever people live. */
export const noLocation: PageRule<Record<string, never>> = {
  id: "jobs/no-location",
  scope: "page",
  summary: "The requirements of a job family don't say where people have to live.",
  why: "A job family is for all its vacancies, and the location differs between them.",
  severity: "info",
  status: "preview",
  isFixable: false,
  pages: jobPages,
  options: noOptions,
  *check(page) {
    for (const { span } of requirementsOf(page)) {
      const text = page.prose.slice(span.start, span.end);
      for (const { index, 0: found } of [...text.matchAll(living), ...text.matchAll(hours)]) {
        const start = span.start + index;
        yield {
          span: { start, end: start + found.length },
          message: `${quote(found, 45)} ties the role to a location. State the location in the vacancy instead.`,
        };
      }
    }
  },
};
