import type { Edit } from "../../src/text/edit.ts";

const irregular: Readonly<Record<string, string>> = {
  is: "are",
  was: "were",
  has: "have",
  does: "do",
  goes: "go",
  "isn't": "aren't",
  "wasn't": "weren't",
  "hasn't": "haven't",
  "doesn't": "don't",
};

/** Verbs that are the same after “he or she” and after “they”. */
const unchanged =
  /^(?:can|could|may|might|must|shall|should|will|would|cannot|had|did|ought|(?:can|could|might|must|should|would|did|had)n't|won't|came|went|made|took|gave|got|became|left|felt|thought|knew|wrote|said|chose|found|met|began|held|kept|saw|sent|built|spent|ran|put|set)$/;

/** Words that may stand between a subject and its verb. */
const adverb =
  /^(?:also|always|never|often|still|then|thus|therefore|only|even|just|now|no|once|already|usually|sometimes|first|both|personally|[a-z]{2,20}ly)$/;

/** “and writes”, “, also signs”: what may be a further verb of the same subject. */
const secondVerb =
  /(?:,|\b(?:and|or|but|then)\b)\s*(?:(?:and|or|but|then|also|not|[a-z]+ly)\s+)?[a-z]+s\b/;

/**
 * Gives the edit that makes the verb after a subject agree with “they”, or an empty list where it agrees
 * as it stands. Undefined where that cannot be known: no suggestion is better than a wrong one.
 */
export function agreeWithThey(prose: string, subjectEnd: number): readonly Edit[] | undefined {
  const clause =
    /^[^.;:!?\n\uFFFC]{0,300}/.exec(prose.slice(subjectEnd, subjectEnd + 300))?.[0] ?? "";
  // “he or she’d”, “he or she’s”: the second may be “is” or “has”.
  if (/^['’](?:ll|d)\b/.test(clause)) return [];
  if (!/^\s/.test(clause)) return undefined;
  const words = clause.matchAll(/[\p{L}][\p{L}'’-]{0,30}/gu);
  for (const { index, 0: word } of words) {
    const folded = word.replace("’", "'");
    if (folded !== folded.toLowerCase()) return undefined;
    if (clause.slice(0, index).includes(",")) return undefined;
    if (adverb.test(folded)) continue;
    if (unchanged.test(folded)) return [];
    // Past tense; “-eed” is a stem: need, proceed.
    if (/[^e]ed$/.test(folded)) return [];
    const plural = pluralOf(folded);
    if (plural === undefined) return undefined;
    // “he or she reads and writes”: a second verb would have to be changed too.
    if (secondVerb.test(clause.slice(index + word.length))) return undefined;
    const start = subjectEnd + index;
    return [{ span: { start, end: start + word.length }, text: plural }];
  }
  return undefined;
}

function pluralOf(verb: string): string | undefined {
  const known = irregular[verb];
  if (known !== undefined) return known;
  if (!/^[a-z]{3,}s$/.test(verb) || /(?:ss|us|is)$/.test(verb)) return undefined;
  if (verb.endsWith("ies")) return verb.length > 4 ? `${verb.slice(0, -3)}y` : verb.slice(0, -1);
  if (/(?:ss|sh|ch|x|zz)es$/.test(verb)) return verb.slice(0, -2);
  return verb.slice(0, -1);
}
