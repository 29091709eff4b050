/** “his or her”, “him/herself”: pairs that nothing else has to agree with. */
const pair =
  /(?<!\p{L})(?:his|hers?|him|himself|herself)(?: (?:and\/)?or |\/)(?:his|hers?|him|himself|herself)(?!\p{L})/gu;

const pronoun = /(?<!\p{L})(?:s?he|his|hers?|him|himself|herself)(?!\p{L})/u;

/**
 * Whether all pronouns for a person in a folded sentence are pairs that can become “they” by themselves. In
 * “who loses his or her badge, he or she reports it”, one of two would be left behind.
 */
export function hasOnlyPairs(sentence: string): boolean {
  return !pronoun.test(sentence.replace(pair, ""));
}
