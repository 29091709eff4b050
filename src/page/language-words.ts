/**
 * Words that hardly any sentence of a language does without. What English uses too says nothing and is left out.
 * Of Catalan and Galician only what they share with their neighbours, which it keeps from being taken for them.
 */
const WORDS: Readonly<Record<string, string>> = {
  ca: "de la les el en que se si una del nos sus un di és es para",
  da: "en der den de og det ikke til jeg som på et si",
  de: "der das und ist nicht mit für ein eine einen den dem von zu zur zum auf sie wir oder auch werden wird sind bei im dass wenn sich es",
  es: "de la en se que una como del más el los las es por para con nos si un sus hay puede",
  fr: "de il la le les des du et un une est pour dans que qui avec sur pas vous nous au aux ce cette sont être leur ou mais elle ne en se votre notre nos vos ses son",
  gl: "de la que en se un del para por con como es si dos da ao mais nos seu",
  hu: "este és hogy nem egy",
  id: "yang dan untuk dengan dari",
  it: "il la le un una se si del che della sono nel gli anche di alla con lo",
  nl: "de en het een van niet dat voor zijn ook naar wordt bij je",
  no: "en der den de og det ikke til jeg som på et si",
  pl: "się nie jest dla że",
  pt: "de que se por para como da dos uma não ao mais são foi pelo pela seu sua nos si",
  ro: "un la de se este și să",
  sv: "en de den att det som för inte till ett av på och är",
  tr: "bir ve için ile",
  vi: "của các",
};

const listed: readonly (readonly [language: string, words: ReadonlySet<string>])[] = Object.entries(
  WORDS,
).map(([language, words]) => [language, new Set(words.split(" "))]);

/** Function words of other European languages than English. */
export const foreignWords: ReadonlySet<string> = new Set(listed.flatMap(([, words]) => [...words]));

const WORDS_MIN = 4;
/** Of words that are in the list of the language; text in one that has no list has fewer. */
const SHARE_MIN = 0.15;
/** How many times as often as words of any other language, leaving out what both use. */
const LEAD_MIN = 3;
const LEAD_WORDS_MIN = 3;

/** The language that function words alone decide; undefined where they are few, or as many of two languages. */
export function languageByWords(text: string): string | undefined {
  const counts = new Map<string, number>();
  let all = 0;
  for (const [word] of text.matchAll(/\p{L}+/gu)) {
    all += 1;
    if (foreignWords.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const scores = listed.map(([, words]) => countOf(counts, (word) => words.has(word)));
  const most = Math.max(...scores);
  const best = listed[scores.indexOf(most)];
  if (best === undefined || most < Math.max(WORDS_MIN, all * SHARE_MIN)) return undefined;
  const [language, own] = best;
  const leads = listed.every(([other, words]) => {
    if (other === language) return true;
    const lead = countOf(counts, (word) => own.has(word) && !words.has(word));
    const behind = countOf(counts, (word) => words.has(word) && !own.has(word));
    return lead >= Math.max(LEAD_WORDS_MIN, LEAD_MIN * behind);
  });
  return leads ? language : undefined;
}

function countOf(
  counts: ReadonlyMap<string, number>,
  isCounted: (word: string) => boolean,
): number {
  let sum = 0;
  for (const [word, count] of counts) if (isCounted(word)) sum += count;
  return sum;
}
