import { roleNouns } from "../terms/role-nouns.ts";

/** Verbs that ask the reader to turn to somebody whose name is next. */
const turnTo = new Set(
  `contact contacting message ping ask e-mail email notify inform tell consult cc let phone contact: contacts:`.split(
    " ",
  ),
);

/** The same in two or three words. */
const turnToPhrases = [
  ...`out|talk|speak|go|write|turn|report|escalate|escalated|up`
    .split("|")
    .map((verb) => `${verb} to`),
  ...`talk|speak|meet|check|work|coordinate`.split("|").map((verb) => `${verb} with`),
  "contact is",
  "contact person is",
  "contact person:",
];

/** “Send the form to”, “get a key from”: the verb is some words ahead. */
const sends = new Set(
  `send sends sent forward return hand give submit direct directed address addressed assign assigned report escalate`.split(
    " ",
  ),
);
const gets = new Set(["get", "gets", "obtain", "request", "receive"]);

/** So many words may stand between such a verb and its “to” or “from”. */
const objectWordsMax = 5;

/** “Approved by”, “owned by”. */
const doneBy =
  /^(?:approv|authori[sz]|sign|own|maintain|manag|handl|oversee|review|grant|administer|coordinat|supervis)(?:ed|n)$/;

/** Roles that a name behind a comma or “is” fills: “the owner of this policy, Ana Silva,”. */
const filled =
  /\b(?:owner|approver|custodian|administrator|coordinator|officer|steward)(?: (?:of|for) (?:this|the) \p{L}{1,20})?(?:,| is| are)$/iu;

/** “Our colleague”, “your friendly office manager”: what may stand between the cue and the name. */
const determiners = new Set(["our", "the", "your", "either", "directly", "in", "on"]);
const determinerWordsMax = 4;

/** “Contact CEO Ana Silva”: so many words of a role may stand there. */
const roleWordsMax = 2;

/** So much before and behind a name is read. */
const wordsMax = 12;

/** What somebody with a task does. */
const does =
  /^(?:approves|maintains|owns|manages|oversees|handles|coordinates|administers|reviews|decides|signs|organi[sz]es)$/;

const modals = new Set(["will", "can", "must", "shall", "should"]);
const helps =
  /^(?:help|approve|answer|assist|grant|provide|give|issue|set|add|review|decide|schedule|send|order|maintain|sign)$/;

const tasks = /^(?:owner|contact|dri|approver|administrator|custodian|coordinator)$/;

/** An apposition between commas: “Ana Silva, Head of IT, approves …”. */
const appositionMax = 40;

/** Whether the words before a name ask the reader to turn to that person. */
export function turnsTo(before: string): boolean {
  return cutsOf(before).some((words) => {
    const [verb = ""] = words.slice(-1);
    if (turnTo.has(verb)) return true;
    const phrase = words.slice(-2).join(" ");
    if (turnToPhrases.includes(phrase) || turnToPhrases.includes(words.slice(-3).join(" "))) {
      return true;
    }
    const ahead = words.slice(-objectWordsMax - 2, -1);
    if (verb === "to") return ahead.some((word) => sends.has(word));
    return verb === "from" && ahead.slice(0, -1).some((word) => gets.has(word));
  });
}

/** Whether the words before a name give that person a task: “approved by”, “the owner is”. */
export function givesTask(before: string): boolean {
  return cutsOf(before).some((words) => {
    const [first = "", second = ""] = words.slice(-2);
    if (second === "by" && doneBy.test(first)) return true;
    if (first === "approval" && /^(?:by|from|of)$/.test(second)) return true;
    if (first === "responsible" && /^(?:is|are)$/.test(second)) return true;
    return filled.test(words.join(" "));
  });
}

/** Whether the words behind a name say what that person does. */
export function hasTask(after: string): boolean {
  const [first = "", second = "", ...more] = wordsOf(withoutApposition(after)).slice(0, wordsMax);
  if (does.test(first)) return true;
  if (modals.has(first)) return helps.test(second);
  if (first !== "is" && first !== "are") return false;
  if (/^(?:responsible|accountable|available|your)$/.test(second)) return true;
  if (second === "in") return more[0] === "charge";
  return second === "the" && more.slice(0, 4).some((word) => tasks.test(word));
}

/** The words before a name, as they are and without what may stand before the name. */
function cutsOf(before: string): readonly (readonly string[])[] {
  const words = wordsOf(before).slice(-wordsMax);
  const cuts = [words];
  for (let at = words.length - 1; at >= 0 && at >= words.length - determinerWordsMax; at -= 1) {
    const word = words[at] ?? "";
    const isRole = words.length - at <= roleWordsMax && roleNouns.has(word);
    if (isRole || determiners.has(word)) cuts.push(words.slice(0, at));
  }
  return cuts;
}

function withoutApposition(after: string): string {
  if (!after.startsWith(",")) return after;
  const end = after.slice(1, appositionMax).indexOf(",");
  return after.slice(end === -1 ? 1 : end + 2);
}

function wordsOf(text: string): readonly string[] {
  return text
    .slice(-400)
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
}
