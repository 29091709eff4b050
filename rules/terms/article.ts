/** Vowels that are heard as “you” or “one”: a unit, a user, a European, a one-person team. */
const heardAsConsonant =
  /^(?:uni(?!n|m)|us(?:e|ing|ual|age|ur)|uti|eu|ew|one(?![a-z])|once|ubi|ura|uro|ufo|uk)/i;

/** An h that is not heard: an hour, an honor. */
const silentLetter = /^(?:hour|honest|hono|heir)/i;

/**
 * The article that goes before a text. Undefined before an acronym: “a SAML” is read as a word, “an SLA”
 * letter by letter.
 */
export function articleBefore(text: string): "a" | "an" | undefined {
  if (/^\p{Lu}{2,}(?!\p{L})/u.test(text)) return undefined;
  if (silentLetter.test(text)) return "an";
  return /^[aeiou]/i.test(text) && !heardAsConsonant.test(text) ? "an" : "a";
}
