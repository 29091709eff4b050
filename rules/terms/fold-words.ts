/**
 * Compiles words of a condition to one test. They match on word boundaries in small letters; `*` at the
 * end stands for any ending, at the start for any beginning, `{number}` for digits, `{amount}` for a sum of money.
 */
export function wordTest(words: readonly string[]): (text: string) => boolean {
  // Most conditions are never asked in a run: a thousand patterns compiled at the start would be felt.
  let test: ((text: string) => boolean) | undefined;
  return (text) => (test ??= compile(words))(text);
}

/** A word by itself is looked up among those of the text; only what is left needs a pattern. */
function compile(words: readonly string[]): (text: string) => boolean {
  const single = words.filter((word) => plainWord.test(word));
  const whole = new Set(single.filter((word) => !word.includes("*")));
  const stems = single.filter((word) => word.endsWith("*")).map((word) => word.slice(0, -1));
  const endings = single.filter((word) => word.startsWith("*")).map((word) => word.slice(1));
  const others = words.filter((word) => !plainWord.test(word));
  const pattern =
    others.length === 0
      ? undefined
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${others.map(source).join("|")})(?![\\p{L}\\p{N}])`, "u");
  const isMeant = (word: string): boolean =>
    whole.has(word) ||
    stems.some((stem) => word.startsWith(stem)) ||
    endings.some((ending) => word.endsWith(ending));
  return (text) => wordsOf(text).some(isMeant) || (pattern?.test(text) ?? false);
}

const plainWord = /^(?:[a-z]+\*?|\*[a-z]+)$/;

/** The words of a text. Many conditions look at one sentence after the other: the last text is remembered. */
const wordsOf = rememberLast((text): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []);

function rememberLast<T>(compute: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, value: compute(text) };
    return last.value;
  };
}

function source(word: string): string {
  if (word === "{amount}") {
    return "(?:[$€£¥]|(?:usd|eur|gbp|chf|cad|aud))\\s?\\d[\\d.,]{0,15}k?|\\d[\\d.,]{0,15}k?\\s?(?:[€£]|usd|eur|gbp|chf|cad|aud|dollars|euros)";
  }
  const stem = word.endsWith("*") ? word.slice(0, -1) : word;
  const literal = stem
    .toLowerCase()
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    .replace(/[ -]/g, "[\\s‐‑–-]{1,4}")
    .replace("\\{number\\}", () => "\\d[\\d.,]{0,15}");
  return word.endsWith("*") ? `${literal}[\\p{L}'-]{0,30}` : literal;
}

const special = /[‘’\u00AD\u200B-\u200D\u2060\uFEFF\uFFFC\t\u00A0]|  /;

/** Folds text for `wordTest`: small letters, straight apostrophes, single spaces, nothing opaque or invisible. */
export function foldWords(text: string): string {
  // Most sentences are plain: one look is faster than four replacements.
  if (!special.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, "")
    .replace(/\uFFFC+/g, " ")
    .replace(/[ \t\u00A0]+/g, " ");
}

/** The last `count` words of a folded text. */
export function lastWords(text: string, count: number): string {
  let at = text.length;
  for (let words = 0; words < count && at > 0; words += 1) {
    while (at > 0 && /\s/.test(text[at - 1] ?? "")) at -= 1;
    while (at > 0 && !/\s/.test(text[at - 1] ?? "")) at -= 1;
  }
  return text.slice(at);
}

/** The first `count` words of a folded text. */
export function firstWords(text: string, count: number): string {
  let at = 0;
  for (let words = 0; words < count && at < text.length; words += 1) {
    while (at < text.length && /\s/.test(text[at] ?? "")) at += 1;
    while (at < text.length && !/\s/.test(text[at] ?? "")) at += 1;
  }
  return text.slice(0, at);
}
