import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { jobPages, requirementsOf } from "./requirement.ts";

const degree =
  /(?<![\p{L}\p{N}])(?:(?:bachelor(?:['’]?s)?(?:['’]? degree)?|master(?:['’]?s['’]? degree|['’]s| degree))|(?:undergraduate|university|college|advanced|four[- ]year|4[- ]year|graduate|higher) degree|degree(?= in\b| (?:is )?required\b)|(?:B\.?A\.?|B\.?S\.?c?\.?)(?:\/(?:B\.?A\.?|B\.?S\.?c?\.?|M\.?S\.?))?(?:[ -]degree| in\b|(?= required))|(?:BA\/BS|BS\/BA)(?: degree)?|MBA|Ph\.?D\.?|graduate in)(?![\p{L}\p{N}])/giu;

/** Words that say that there is another way in. */
const otherWayWords =
  /\bequivalent|\bin lieu\b|\binstead\b|\bnot (?:required|necessary|needed)\b|\bno (?:degree|formal)\b/i;

/** What may stand after an “or” for the other way: “or three years of experience”. */
const otherGround =
  /\b(?:experience|training|background|knowledge|skills|work|years|certificat\w{0,5}|education|comparable|similar|self[- ]taught)\b/i;

/** So far behind an “or” its other way is looked for. */
const otherWayReach = 75;

/** Welcome, not required. */
const welcome =
  /\b(?:prefer\w{0,5}|a plus|nice|desir\w{0,5}|bonus|ideally|advantage\w{0,3}|welcome|beneficial|asset|optional|helpful|recommended|is great)\b/i;

/** “Master's degree (MBA preferred)”: what is welcome is another degree. */
const furtherDegree = /\([^()]{0,60}\b(?:MBA|Ph\.?D|master|advanced|graduate)\b[^()]{0,60}\)/gi;

/** Work that the law leaves to people with a certain degree. */
const licensed =
  /\b(?:law|juris|j\.?d\.?|bar|attorney|counsel|llm|cpa|medic\w{0,4}|nurs\w{0,4}|physician|licen[sc]ed?|psycholog\w{0,4})\b/i;

/** A degree is not the only way to show what somebody can do. */
export const noDegreeAlone: PageRule<Record<string, never>> = {
  id: "jobs/no-degree-alone",
  scope: "page",
  summary: "Job pages that ask for a degree also accept equivalent experience.",
  why: "Requiring a degree excludes people who learned the work in another way, some groups more than others.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  pages: jobPages,
  options: noOptions,
  *check(page) {
    for (const { span: block } of requirementsOf(page)) {
      const text = page.prose.slice(block.start, Math.min(block.end, block.start + 2000));
      if (!/degree|bachelor|master|\bB\.?[AS]|MBA|Ph\.?D|graduate in/i.test(text)) continue;
      // One finding an item: the second half of “BA, MBA” asks for nothing new.
      const found = [...text.matchAll(degree)].find(({ index }) => asksAlone(text, index));
      if (found === undefined) continue;
      const name = found[0].trimEnd();
      const start = block.start + found.index;
      yield {
        span: { start, end: start + name.length },
        message: `${quote(name)} has no alternative. Add “or equivalent experience”, or describe the skill.`,
      };
    }
  },
};

function asksAlone(text: string, index: number): boolean {
  if (licensed.test(text) || namesOtherWay(text.replace(/\s+/g, " "))) return false;
  // “BA required; MBA preferred”: what is welcome counts for its own clause.
  const start = Math.max(text.lastIndexOf(";", index), text.lastIndexOf(". ", index)) + 1;
  const ends = [text.indexOf(";", index), text.indexOf(". ", index)].filter((at) => at >= 0);
  const clause = text.slice(start, Math.min(text.length, ...ends));
  return !welcome.test(clause.replace(furtherDegree, ""));
}

function namesOtherWay(text: string): boolean {
  if (otherWayWords.test(text)) return true;
  return [...text.matchAll(/\bor\b/gi)].some(({ index }) => {
    const [clause = ""] = text.slice(index + 2, index + 2 + otherWayReach).split(";", 1);
    return otherGround.test(clause);
  });
}
