import { sentenceAround } from "../../src/text/sentences.ts";
import { firstNames } from "./first-names.ts";
import type { Occurrence } from "./occurrence.ts";
import { roleNouns } from "./role-nouns.ts";

/** Capitalised words of job pages and handbooks that are no part of a person's name. */
const notNames = new Set(
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
  career ladder merge request requests issue issues okr okrs kpi kpis saas ceo cfo cto cmo cro cpo vp svp evp evangelist
  new york san francisco los angeles hong kong great britain civil rights act chairman chairwoman chairperson`.split(
    /\s+/,
  ),
);

/** “Ilya is a DX engineer”: whoever is a person in a role is one, whatever the name. */
const introduced =
  /(?<![\p{L}\p{N}])(\p{Lu}\p{Ll}{1,20})(?: (?:at|from|of|in) [^.;:!?\n]{1,60}?)? (?:is|was|has been|works as|joined as|serves as) (?:an?|the|our|your|one of) /gu;

/** “Yevhen's first role”: a person has it, or an organisation, whose people are named by what they do. */
const owner = /(?<![\p{L}\p{N}])(\p{Lu}\p{Ll}{1,20})['’]s ([\p{L}-]+) ([\p{L}-]*)/gu;

/** So many words behind “is a” may lead to the role. */
const roleWordsMax = 5;

/** Subjects that are no names. */
const pronoun =
  /^(?:this|that|it|he|she|there|everyone|who|what|which|one|each|somebody|someone)$/i;

/** Two capitalised words in a row: “Maria Lopez”. */
const twoNames =
  /(?<![\p{L}\p{N}])(\p{Lu}\p{Ll}{1,20})\s(?:\p{Lu}\.\s)?(?:(?:de|van|von|der|den|da|di|del|la|al|bin|ibn|O['’])\s?){0,2}(\p{Lu}\p{Ll}{1,20})(?![\p{L}\p{N}])/gu;

/** “Dr. Osei”, “Ms Haddad”. */
const titled = /(?<!\p{L})(?:Mr|Mrs|Ms|Mx|Dr|Prof|Professor|Sir|Dame|Rev)\.?\s\p{Lu}\p{Ll}/u;

const oneName = /(?<![\p{L}\p{N}@/])(\p{Lu}\p{Ll}{1,20})(?![\p{L}\p{N}])/gu;

const handle = /(?<![\p{L}\p{N}.])@[a-z][a-z0-9_.-]{1,40}/iu;

/** So many sentences before the one with the term may name who is meant. */
const sentencesBefore = 2;

/**
 * Whether a person is named in the sentence or in one of the two before it, so that “he” may be that
 * person: a handle, a title and a name, a first name, or two words that are no words of roles and departments.
 */
export function isPersonNamed({ page: { prose }, sentence, block }: Occurrence): boolean {
  const within = block?.span ?? { start: 0, end: prose.length };
  let { start } = sentence;
  for (let back = 0; back < sentencesBefore && start > within.start; back += 1) {
    start = sentenceAround(prose, { start: start - 1, end: start - 1 }, within).start;
  }
  return namesPerson(prose.slice(start, sentence.end));
}

/** “Engineer”, and the “person” to ask. */
function isRole(word: string): boolean {
  return roleNouns.has(word.toLowerCase()) || /^(?:person|contact)$/i.test(word);
}

/** Whether a text names a person. */
export function namesPerson(text: string): boolean {
  if (handle.test(text) || titled.test(text)) return true;
  for (const [, name = ""] of text.matchAll(oneName)) {
    if (firstNames.has(name.toLowerCase())) return true;
  }
  for (const { 0: found, 1: name = "", index } of text.matchAll(introduced)) {
    if (pronoun.test(name) || notNames.has(name.toLowerCase())) continue;
    const words = text.slice(index + found.length, index + found.length + 100).split(/[^\p{L}-]+/u);
    if (words.slice(0, roleWordsMax).some(isRole)) return true;
  }
  for (const [, name = "", ...owned] of text.matchAll(owner)) {
    if (pronoun.test(name) || notNames.has(name.toLowerCase()) || isRole(name)) continue;
    if (!owned.some(isRole)) return true;
  }
  for (const [, first = "", last = ""] of text.matchAll(twoNames)) {
    if (!notNames.has(first.toLowerCase()) && !notNames.has(last.toLowerCase())) return true;
  }
  return false;
}
