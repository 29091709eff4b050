import { sentenceNear, type Place } from "./place.ts";

/** Capitalised words of job pages and handbooks that are no part of a person's name. */
const roleWords = new Set(
  `a an the and for of in to at on as our your this that these those if when while where who what how why all any each every
  senior junior staff principal intermediate associate assistant vice president chief officer head director manager lead
  engineer engineering developer development designer design analyst specialist generalist administrator coordinator
  recruiter recruiting partner partners consultant executive representative accountant counsel architect advisor fellow
  intern backend frontend fullstack full stack site reliability infrastructure security compliance quality support
  customer success sales marketing product people operations finance financial legal talent acquisition account business
  data science program project technical technology information solutions corporate global regional public sector field
  channel alliances community content brand revenue growth strategy planning enterprise commercial total rewards
  compensation benefits tax treasury audit internal external risk human resources employee experience team teams
  department group company board committee north south america americas europe emea apac latam united states kingdom
  national international federal general open source git docs handbook slack zoom google cloud amazon aws azure linux
  ruby rails salesforce marketo workday greenhouse jira looker snowflake january february march april may june july
  august september october november december monday tuesday wednesday thursday friday saturday sunday english he she
  his her him they their key performance indicators job grade hiring process responsibilities requirements level levels
  career ladder merge request requests issue issues okr okrs kpi kpis saas ceo cfo cto cmo cro cpo vp svp evp evangelist`.split(
    /\s+/,
  ),
);

/** Two capitalised words in a row (“Maria Lopez”), or one before “’s” or behind a title. */
const twoNames =
  /(?<![\p{L}\p{N}])(\p{Lu}\p{Ll}{1,20})\s(?:\p{Lu}\.\s)?(\p{Lu}\p{Ll}{1,20})(?![\p{L}\p{N}])/gu;

/**
 * Whether a person is named in the sentence or in one of the two before it, so that “he” may be
 * that person: a handle, or a first and a last name that are no words of roles and departments.
 */
export function isPersonNamed({ page: { prose }, sentence, block }: Place): boolean {
  let start = sentence.start;
  for (let back = 0; back < 2 && start > (block?.span.start ?? 0); back += 1) {
    start = sentenceNear(prose, { start: start - 1, end: start - 1 }, block?.span).start;
  }
  const text = prose.slice(start, sentence.end);
  if (/(?<![\p{L}\p{N}])@[a-z][a-z0-9_.-]{1,40}/iu.test(text)) return true;
  for (const [, first = "", last = ""] of text.matchAll(twoNames)) {
    if (!roleWords.has(first.toLowerCase()) && !roleWords.has(last.toLowerCase())) return true;
  }
  return false;
}
