import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { jobPages, requirementsOf } from "./requirement.ts";

const degree =
  /(?<![\p{L}\p{N}])(?:(?:bachelor(?:['’]?s)?(?:['’]? degree)?|master(?:['’]?s['’]? degree|['’]s| degree)|masters (?:in|of|degree))|(?:undergraduate|university|college|advanced|four[- ]year|4[- ]year|three[- ]year|graduate|higher|academic|engineering|technical|relevant|honou?rs|completed) degree|degree[- ](?:qualified|level|educated)|educated to degree level|degree(?= in\b| (?:is )?required\b)|(?:B\.?A\.?|B\.?S\.?c?\.?)(?:\/(?:B\.?A\.?|B\.?S\.?c?\.?|M\.?S\.?c?\.?))?(?:[ -]degree| in\b|(?= required))|M\.?Sc\.?(?= in\b| required|[ -]degree| or\b)|B\.?Eng\.?(?= in\b| required|[ -]degree| or\b)|M\.?Eng\.?(?= in\b| required|[ -]degree)|(?:B\.?Tech|M\.?Tech|B\.?Com)(?= |\.)|Abitur|Fachhochschulreife|baccalaur[eé]at|(?:BA\/BS|BS\/BA|BSc\/MSc|BS\/MS)(?: degree)?|MBA|Ph\.?D\.?|(?:university|college|academic) (?:graduate|education|diploma|qualification|background|studies)|completed (?:university |college |academic |higher )?(?:studies|education)|(?:university|college)[- ]educated|diploma(?= in\b)|high[- ]school diploma|GCSEs?|graduate in|graduate of an? (?:[\p{L}-]{1,20} ){0,3}(?:programme?|university|college|course))(?![\p{L}\p{N}])/giu;

/** Any of these has to be in an item for it to be looked at. */
const trace =
  /degree|bachelor|master|\b[BM]\.?[ASTEC]|MBA|Ph\.?D|graduate|college|university|diploma|academic|studies|GCSE|Abitur|reife|baccalaur/i;

/** Words that say that there is another way in. */
const otherWayWords =
  /\bequivalent|\bin lieu\b|\binstead\b|\bnot (?:required|necessary|needed|a must)\b|\bno (?:degree|formal)\b|\bor not\b/i;

/** The other way, behind an “or”: “or three years of experience”. */
const otherGround =
  /\b(?:experience|training|background|knowledge|skills|work|years|certificat\w{0,5}|self[- ]taught|apprenticeship|vocational)\b/i;

/** “A degree or similar”: right behind the degree it is another way, behind a list of fields another field. */
const similarTo =
  /\b(?:degree|diploma|bachelor|master|qualification|education|studies|baccalaur[eé]at|abitur|MSc|BSc|MBA|PhD)(?:['’]s)?,? or (?:an? )?(?:similar|comparable)\b|\bor (?:an? )?(?:similar|comparable) (?:qualification|degree|education|training|level)/i;

/** What goes on behind an “or” to something else: “in HR or Business, with three years of experience”. */
const goesOn = /[,;.(]|\band\b|\bwith\b|\bplus\b/i;

/** So far behind an “or” its other way is looked for. */
const otherWayCharacters = 60;

/** Welcome, not required. */
const welcome =
  /\b(?:prefer\w{0,5}|a plus|nice|desir\w{0,5}|bonus|ideally|advantage\w{0,3}|welcome|beneficial|asset|optional|helpful|recommended|is great|pluses)\b/i;

/** What else an item may ask for: what is said of it is not said of the degree. */
const otherRequirement =
  /\b(?:MBA|Ph\.?D|master|advanced|graduate|experience|knowledge|certif\w{0,8}|skills?|familiarity|proficien\w{0,2}|fluen\w{0,3}|background|understanding|CPA|PMP)\b/i;

/** Work that the law leaves to people with a certain degree. */
const licensed =
  /\b(?:law|juris|j\.?d\.?|bar|attorney|counsel|llm|cpa|medic\w{0,4}|nurs\w{0,4}|physician|licen[sc]ed?|psycholog\w{0,4})\b/i;

/** An answer that applicants choose, not a requirement. */
const answer = /^\s*(?:(?:yes|no),?\s)?I (?:possess|have|hold|do not|don['’]t|am)\b/i;

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
      if (!trace.test(text) || answer.test(text)) continue;
      // One finding an item: the second half of “BA, MBA” asks for nothing new.
      const found = [...text.matchAll(degree)].find((match) => asksAlone(text, match));
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

function asksAlone(text: string, { index, 0: found }: RegExpExecArray): boolean {
  if (namesOtherWay(text.replace(/\s+/g, " "))) return false;
  // “CPA preferred” does not make a licence of the degree beside it.
  if (text.split(border).some((part) => licensed.test(part) && !welcome.test(part))) return false;
  return !welcome.test(phraseAround(text, index, index + found.length));
}

function namesOtherWay(text: string): boolean {
  if (otherWayWords.test(text) || similarTo.test(text)) return true;
  return [...text.matchAll(/\bor\b/gi)].some(({ index }) => {
    const behind = text.slice(index + 2, index + 2 + otherWayCharacters);
    const end = behind.search(goesOn);
    return otherGround.test(end === -1 ? behind : behind.slice(0, end));
  });
}

/** Where an item may go on to something else. */
const border = /(?=[;.!?]\s|[,(]|\band\b|\bwith\b|\bplus\b)/i;

/** The words that speak of the degree: what comes behind a comma or “and” may ask for something else. */
function phraseAround(text: string, start: number, end: number): string {
  const before = text.slice(0, start).split(border).at(-1) ?? "";
  const parts = text.slice(end).split(border);
  const stop = parts.findIndex((part, at) => {
    if (/^[;.!?]/.test(part)) return true;
    // “and, ideally, experience”: what is said of the next part is not said of the degree.
    const isJoined = /^(?:and|with|plus)\b/i.test(part);
    const rest = isJoined ? parts.slice(at).join("") : part;
    return at > 0 && otherRequirement.test(rest);
  });
  return before + text.slice(start, end) + parts.slice(0, stop === -1 ? undefined : stop).join("");
}
