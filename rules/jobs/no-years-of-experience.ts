import { z } from "zod";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { jobPages, requirementsOf } from "./requirement.ts";

const options = z.strictObject({
  from: z
    .int()
    .min(1)
    .max(50)
    .default(8)
    .describe("The smallest minimum number of years that is reported."),
});

/** `10+ years`, `8 or more years`, `1-3 years`, `ten years`. */
const years =
  /(?<![\p{L}\p{N}.,$€£-])(\d{1,2}|eight|nine|ten|twelve|fifteen|twenty)(?:\s?(?:-|–|to)\s?(\d{1,2}))?\s?(?:\+|plus|or more)?(?:\s|-)years?\b['’]?\+?/giu;

/** `no more than 3 years`, `maximum of five years`. */
const cap =
  /(?<![\p{L}\p{N}])(?:no more than|maximum(?: of)?|max\.?|at most|less than|fewer than)\s(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s?years?\b/giu;

const inWords: Readonly<Record<string, number>> = {
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
};

/** What the years are asked of: experience, not contracts, ages or the company's history. */
const asked =
  /\b(?:experience|working|worked|managing|leading|building|track record|background|in a|as an?|in the|growth|relevant|proven|hands[- ]on)\b/i;

const otherYears =
  /\b(?:years? (?:of age|old|ago|contract|vesting|plan)|years of college|for the next|over the (?:next|last|past)|founded|within the (?:last|past))\b/i;

/** Experience is described, not counted. */
export const noYearsOfExperience: PageRule<z.infer<typeof options>> = {
  id: "jobs/no-years-of-experience",
  scope: "page",
  summary:
    "Job pages describe experience instead of asking for many years of it, or for a maximum.",
  why: "Years say little about skill, and long minimums or upper limits filter people by age and career breaks.",
  severity: "info",
  status: "stable",
  isFixable: false,
  pages: jobPages,
  options: ruleOptions(options),
  *check(page, { from }) {
    for (const { span: block } of requirementsOf(page)) {
      const text = page.prose.slice(block.start, Math.min(block.end, block.start + 2000));
      if (!/\byears?\b/i.test(text) || !asked.test(text) || otherYears.test(text)) continue;
      const capped = [...text.matchAll(cap)];
      for (const { index, 0: found } of capped) {
        yield {
          span: { start: block.start + index, end: block.start + index + found.length },
          message: `${quote(found)} sets an upper limit. Describe the skill, or state only the minimum.`,
        };
      }
      if (capped.length > 0) continue;
      for (const { index, 0: found, 1: least = "", 2: most } of text.matchAll(years)) {
        // “5-7+ years” has no upper limit.
        const isOpen = most === undefined || /\+|plus|more/.test(found);
        if (isOpen && (inWords[least.toLowerCase()] ?? Number(least)) < from) continue;
        const start = block.start + index;
        yield {
          span: { start, end: start + found.length },
          message: isOpen
            ? `${quote(found)} asks for a long career. Describe the skill instead.`
            : `${quote(found)} sets an upper limit. Describe the skill, or state only the minimum.`,
        };
      }
    }
  },
};
