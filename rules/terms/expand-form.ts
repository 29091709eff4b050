import { pluralOf, verbForms } from "./inflect.ts";

/** Marks stand directly behind a letter, so that `(s)he` is a form and `crash(es)` two. */
const mark = /(?<=[a-zA-Z])\(([a-z'|]{1,60})\)/;

/** The word that `(verb)` or `(noun)` inflects: the letters in front of the mark. */
const lastWord = /(?<![a-z])[a-z]{1,40}$/i;

/**
 * Expands `crash(es|ed)` to crash, crashes, crashed; `pull(verb) rank` to all forms of the verb; `ninja(noun)`
 * to singular and plural. Every further mark multiplies them.
 * @throws RangeError for a noun that has no plural.
 */
export function expandForm(form: string): string[] {
  // Most forms have no mark.
  const found = form.includes("(") ? mark.exec(form) : null;
  if (found === null) return [form];
  const [whole, endings = ""] = found;
  const start = form.slice(0, found.index);
  const rest = expandForm(form.slice(found.index + whole.length));
  return beginnings(start, endings).flatMap((text) => rest.map((tail) => text + tail));
}

function beginnings(start: string, endings: string): readonly string[] {
  const word = lastWord.exec(start)?.[0] ?? "";
  const before = start.slice(0, start.length - word.length);
  if (endings === "verb") return verbForms(word).map((form) => before + form);
  if (endings !== "noun") return ["", ...endings.split("|")].map((ending) => start + ending);
  const plural = pluralOf(word);
  if (plural === undefined) throw new RangeError(`“${word}” has no plural`);
  return [start, before + plural];
}

/**
 * Expands a form and its replacement mark for mark; a replacement without marks is the same for all.
 * @throws RangeError when their marks differ.
 */
export function expandPair(form: string, text: string): [form: string, text: string][] {
  const forms = expandForm(form);
  const texts = expandForm(text);
  if (texts.length > 1 && texts.length !== forms.length) {
    throw new RangeError(`“${form}” and “${text}” do not have the same number of endings`);
  }
  const pairs = forms.map((found, index): [string, string] => [
    found,
    texts[index] ?? texts[0] ?? text,
  ]);
  // “cut” is stem, past tense and participle: the first counts.
  const known = new Set<string>();
  return pairs.filter(([found]) => !known.has(found) && known.add(found));
}
