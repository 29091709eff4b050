import { sentenceAround } from "../../src/text/sentences.ts";
import type { Span } from "../../src/text/span.ts";
import { foldWords } from "./fold-words.ts";
import { namesPerson } from "./named-person.ts";
import type { Occurrence } from "./occurrence.ts";
import { roleNouns } from "./role-nouns.ts";

/** So many sentences before the one with the pronoun may name whom it means. */
const sentencesBefore = 2;

/** Words that stand for anyone by themselves. */
const anyone =
  /^(?:someone|somebody|anyone|anybody|everyone|everybody|nobody|whoever|whomever|person|individual|human)$/;

/** What may open a phrase that means any holder of a role. */
const determiner =
  /^(?:an?|any|each|every|the|no|another|one|your|their|either|neither|whichever|whatever|that|this)$/;

/** People whose gender the writer knows. */
const gendered =
  /^(?:man|woman|men|women|boy|girl|lady|gentleman|father|mother|dad|mom|mum|husband|wife|son|daughter|brother|sister|uncle|aunt|nephew|niece|grandfather|grandmother|king|queen|prince|princess|lord|sir|madam|mr|mrs|ms|god|christ|prophet|buddha)$/;

/** Somebody whom the writer knows: “my manager”, “our founder”. */
const known = /^(?:my|our)$/;

/** “his manager”: the noun belongs to somebody further ahead, whom the next pronoun means as well. */
const dependent = /^(?:his|her|whose)$/;

/** So many words lie between a determiner and its noun: “an eligible full-time remote employee”. */
const phraseWordsMax = 5;

/** Reports of one person at one time: “we hired an engineer who had lost his badge”. */
const story =
  /(?<!\p{L})(?:was|were|met|hired|told|knew|joined|left|came|went|saw|talked|spoke|said|asked|wrote|took|became|grew up|moved|started|decided|felt|replied|responded|recalled|remember(?:ed)?)(?!\p{L})/u;

/** A sentence that begins so means nobody who was named before it. */
const aboutAnyone = /^\s*(?:(?:if|when|whenever|once|unless) (?:an?|any)|each|every|any|no)\s/iu;

/** Who was chosen is known: “the board named a new CFO; she starts in June”. */
const appointment =
  /(?<!\p{L})(?:(?:named|appointed|elected|promoted|hired|welcomed|recruited|picked|chose|selected|introduced) (?:an?|the|our|another) |(?:(?:we|company|board|team|there) (?:have|has|got|is|welcome|now have|now has)|welcome to|meet|announce[sd]?) (?:an?|our|the|their) new )/u;

/** What says that a rule is given, whatever its tense. */
const rule =
  /(?<!\p{L})(?:must|should|shall|may|can|will|would|needs?|has to|have to|is|are|if|when|whenever|once|unless|required|allowed|entitled|responsible)(?!\p{L})/u;

/**
 * Whether the nearest person that a pronoun can mean is anyone in a role (“an employee … his manager”,
 * “The person on call leads. He …”), and nobody is named.
 */
export function hasGenericAntecedent(occurrence: Occurrence): boolean {
  const { page, span, sentence, block, folded } = occurrence;
  const within = block?.span ?? { start: 0, end: page.prose.length };
  const start = startOf(page.prose, sentence, within);
  const before = page.prose.slice(start, span.start);
  const own = page.prose.slice(sentence.start, span.start);
  // “Ben Okoro runs payroll. If an employee is late, he …”: a rule about anyone is not about who was named before.
  const named = aboutAnyone.test(own) ? own : before;
  if (namesPerson(named) || namesPerson(page.prose.slice(span.start, sentence.end))) return false;
  const foldedBefore = foldWords(before);
  if (appointment.test(foldedBefore)) return false;
  const nearest = nearestPerson(foldedBefore) ?? nearestAhead(occurrence);
  if (nearest !== "anyone") return false;
  return !story.test(folded.sentence) || rule.test(folded.sentence);
}

function startOf(prose: string, sentence: Span, within: Span): number {
  let { start } = sentence;
  for (let back = 0; back < sentencesBefore && start > within.start; back += 1) {
    start = sentenceAround(prose, { start: start - 1, end: start - 1 }, within).start;
  }
  return start;
}

/** “If he agrees, the manager signs”: the person comes behind the pronoun. */
function nearestAhead({ folded }: Occurrence): "anyone" | "somebody" | undefined {
  if (
    !/^\s*(?:if|when|before|after|once|unless|while|until|in case|as soon as)\s/.test(folded.before)
  ) {
    return undefined;
  }
  return nearestPerson(folded.after.split(" ").slice(0, 12).join(" "));
}

/** The last person in a folded text: anyone in a role, somebody in particular, or nobody at all. */
function nearestPerson(text: string): "anyone" | "somebody" | undefined {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'-]{0,40}|[.,;:!?()]/gu) ?? [];
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const word = (words[at] ?? "").replace(/'s$/, "");
    if (gendered.test(word)) return "somebody";
    if (word === "one" && words[at - 1] === "no") return "anyone";
    if (anyone.test(word) && isWhole(word, words, at)) return "anyone";
    if (!roleNouns.has(word) && !isHeadOf(words, at)) continue;
    const opened = openedBy(words, at);
    if (opened === "known") return "somebody";
    if (opened === "any") return "anyone";
  }
  return undefined;
}

/** “a person”, “the individual”; “someone” needs nothing before it. */
function isWhole(word: string, words: readonly string[], at: number): boolean {
  return !/^(?:person|individual|human)$/.test(word) || openedBy(words, at) === "any";
}

/** “Head of Sales”. */
function isHeadOf(words: readonly string[], at: number): boolean {
  return words[at] === "head" && words[at + 1] === "of";
}

/** What stands before a noun with its adjectives. */
function openedBy(words: readonly string[], at: number): "any" | "known" | undefined {
  for (let back = at - 1; back >= 0 && back >= at - phraseWordsMax; back -= 1) {
    const word = words[back] ?? "";
    if (known.test(word)) return "known";
    if (dependent.test(word)) return undefined;
    if (determiner.test(word)) return "any";
    if (/[.,;:!?()]/.test(word)) return undefined;
  }
  return undefined;
}
