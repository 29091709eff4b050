import { z } from "zod";
import type { Report } from "../../src/lint/finding.ts";
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

const numbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
};

/**
 * `10+ years`, `8 or more yrs`, `1-3 years`, `between 2 and 4 years`, `ten (10) years`, `up to 3 years`: words that
 * make a limit, the first number, the second, and what makes it open.
 */
const years =
  /(?<![\p{L}\p{N}.,$€£-])(?<limit>(?:no more than|maximum(?: of)?|max\.?|at most|less than|fewer than|up to|under)\s)?(?:between\s)?\(?(?<least>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\)?(?:\s?\(\d{1,2}\))?(?<open>\s?(?:\+|plus\b|or more))?(?:\s?(?:-|–|—|to|and)\s?(?<most>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty))?(?<more>\s?(?:\+|plus\b|or more|or so))?(?:\s|-)?(?:years?|yrs?)(?!\p{L})\.?['’]?(?<plus>\+)?/giu;

/** What the years are asked of: experience, not contracts, ages or the company's history. */
const asked =
  /\b(?:experience|working|worked|managing|leading|building|track record|background|in a|as an?|in|of|with|growth|relevant|proven|hands[- ]on|professional|minimum|min|at least|graduation|graduating|graduate|university|studies|college)\b/i;

const otherYears =
  /\b(?:(?:our|its|their|company's|history of|past) (?:\S{1,10} )?years? of|years? (?:of age|old|ago|contract|vesting|plan|in business|warranty|from now|term)|years of college|(?:for|over|in|within|during) the (?:next|last|past|coming|first)|founded|every \S{1,10} years|each year|per year|a year|year[- ]over[- ]year|(?:vest|programme?|contract|visa|warranty|roadmap|horizon) )/i;

/** A career has an end; more years are those of a company. */
const careerYears = 40;

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
      if (!/\b(?:years?|yrs?)\b/i.test(text)) continue;
      for (const found of text.matchAll(years)) {
        const says = judge(text, found, from);
        if (says === undefined) continue;
        const start = block.start + found.index;
        yield report(start, found[0].trimEnd(), says);
      }
    }
  },
};

function report(start: number, text: string, says: string): Report {
  return { span: { start, end: start + text.length }, message: `${quote(text)} ${says}` };
}

function judge(text: string, found: RegExpExecArray, from: number): string | undefined {
  const { limit, least = "", open, most, more, plus } = found.groups ?? {};
  const clause = clauseAround(text, found);
  if (otherYears.test(clause)) return undefined;
  if (!asked.test(clause) && !isWhole(text, found[0])) return undefined;
  // “At least 3–5 years” is a minimum too.
  const isLeast = /\b(?:at least|minimum(?: of)?|min\.?)\s$/i.test(text.slice(0, found.index));
  const isOpen = isLeast || open !== undefined || more !== undefined || plus !== undefined;
  // “5-7+ years” has no upper limit.
  if ((limit !== undefined || most !== undefined) && !isOpen) {
    return "sets an upper limit. Describe the skill, or state only the minimum.";
  }
  const count = numbers[least.toLowerCase()] ?? Number(least);
  if (count < from || count > careerYears) return undefined;
  return "asks for a long career. Describe the skill instead.";
}

/** The part of the item between sentence ends and semicolons. */
function clauseAround(text: string, { index, 0: found }: RegExpExecArray): string {
  const start = Math.max(text.lastIndexOf(";", index), text.lastIndexOf(". ", index)) + 1;
  const end = text.slice(index + found.length).search(/;|[.!?]\s/);
  return text.slice(start, end === -1 ? undefined : index + found.length + end);
}

/** The item has next to nothing but the years: “8+ years”. */
function isWhole(text: string, found: string): boolean {
  return text.trim().length <= found.length + 12;
}
