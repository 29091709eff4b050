/** Past tense and participle of verbs that form them irregularly, for the verbs that term lists use. */
const irregularVerbs: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  beat: ["beat", "beaten"],
  bite: ["bit", "bitten"],
  blow: ["blew", "blown"],
  break: ["broke", "broken"],
  bring: ["brought", "brought"],
  burn: ["burnt", "burned"],
  cost: ["cost", "cost"],
  cut: ["cut", "cut"],
  do: ["did", "done"],
  drink: ["drank", "drunk"],
  drive: ["drove", "driven"],
  eat: ["ate", "eaten"],
  fall: ["fell", "fallen"],
  fight: ["fought", "fought"],
  find: ["found", "found"],
  get: ["got", "gotten"],
  give: ["gave", "given"],
  go: ["went", "gone"],
  grow: ["grew", "grown"],
  hang: ["hung", "hung"],
  have: ["had", "had"],
  hit: ["hit", "hit"],
  hold: ["held", "held"],
  keep: ["kept", "kept"],
  let: ["let", "let"],
  make: ["made", "made"],
  meet: ["met", "met"],
  put: ["put", "put"],
  ride: ["rode", "ridden"],
  ring: ["rang", "rung"],
  run: ["ran", "run"],
  say: ["said", "said"],
  see: ["saw", "seen"],
  sell: ["sold", "sold"],
  set: ["set", "set"],
  shoot: ["shot", "shot"],
  sing: ["sang", "sung"],
  spill: ["spilt", "spilled"],
  spin: ["spun", "spun"],
  stand: ["stood", "stood"],
  stick: ["stuck", "stuck"],
  sweat: ["sweated", "sweat"],
  swing: ["swung", "swung"],
  take: ["took", "taken"],
  tell: ["told", "told"],
  think: ["thought", "thought"],
  throw: ["threw", "thrown"],
  wear: ["wore", "worn"],
  win: ["won", "won"],
};

const irregularNouns: Readonly<Record<string, string>> = {
  child: "children",
  foot: "feet",
  hero: "heroes",
  person: "people",
  wife: "wives",
  knife: "knives",
  woman: "women",
  criterion: "criteria",
  medium: "media",
  analysis: "analyses",
};

/** Nouns without a plural: what takes their place cannot follow a plural. */
const uncountable =
  /^(?:advice|content|data|equipment|feedback|furniture|information|knowledge|news|people|research|series|software|staff|work)$/;

/** The forms of a verb: stem, third person, past tense, participle, “-ing” form. */
export function verbForms(stem: string): readonly [string, string, string, string, string] {
  const base = stem.toLowerCase();
  const third = sibilant(base) ? `${base}es` : ies(base) ? `${base.slice(0, -1)}ies` : `${base}s`;
  const doubled = doublesLast(base) ? base + base.slice(-1) : base;
  const regular = base.endsWith("e")
    ? `${base}d`
    : ies(base)
      ? `${base.slice(0, -1)}ied`
      : `${doubled}ed`;
  const [past, participle] = irregularVerbs[base] ?? [regular, regular];
  const ing = /[^eoy]e$/.test(base) ? `${base.slice(0, -1)}ing` : `${doubled}ing`;
  return [base, base === "have" ? "has" : third, past, participle, ing];
}

/** The plural of a phrase whose last word is a noun; undefined for nouns without one. */
export function pluralOf(phrase: string): string | undefined {
  const noun = /(?<!\p{L})\p{L}{1,40}$/u.exec(phrase)?.[0] ?? "";
  const before = phrase.slice(0, phrase.length - noun.length);
  if (noun === "" || uncountable.test(noun.toLowerCase())) return undefined;
  return before + pluralNoun(noun);
}

function pluralNoun(noun: string): string {
  const known = irregularNouns[noun.toLowerCase()];
  if (known !== undefined) return known;
  if (/(?<=[a-z]{2})man$/.test(noun)) return `${noun.slice(0, -3)}men`;
  if (sibilant(noun)) return `${noun}es`;
  return ies(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

function sibilant(word: string): boolean {
  return /(?:s|x|z|ch|sh|[^aeiou]o|go)$/.test(word) && !/(?:photo|memo|pro)$/.test(word);
}

function ies(word: string): boolean {
  return /[^aeiou]y$/.test(word);
}

/** Short stems with one vowel before one consonant double it: plan, planned. */
function doublesLast(word: string): boolean {
  return /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(word) && !/[aeiou]{2}.$/.test(word);
}
