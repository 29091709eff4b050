/** Words that stay small in a title, unless first. */
export const smallWord =
  /^(?:a|an|and|at|by|for|from|in|is|of|on|or|our|the|their|to|we|who|with)$/i;

/** Writes a text as the found one is written: CAPITALS, Title Case or a capital at the start. */
export function likeCase(found: string, text: string): string {
  if (isShouted(found)) return text.toUpperCase();
  const words = found.match(/\p{L}+/gu) ?? [];
  if (!/^[^\p{L}]*\p{Lu}/u.test(found)) return text;
  const isTitle =
    words.length > 1 &&
    words.every((word, at) => isCapital(word) || (at > 0 && smallWord.test(word)));
  const hasSmallWord = words.some((word) => !isCapital(word));
  // “Rule of thumb” starts a sentence, “Rule of Thumb” is a title.
  if (isTitle && words.filter(isCapital).length > 1) {
    return text.replace(/(?<![\p{L}'])\p{L}+/gu, (word, at: number) =>
      at > 0 && hasSmallWord && smallWord.test(word) ? word : capital(word),
    );
  }
  return text.replace(/^\P{L}*\p{Ll}/u, (start) => start.toUpperCase());
}

/** A capital at the start, whatever was found. */
export function startCase(text: string): string {
  return text.replace(/^\P{L}*\p{Ll}/u, (start) => start.toUpperCase());
}

export function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, "");
  return letters.length > 2 && letters === letters.toUpperCase();
}

export function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
