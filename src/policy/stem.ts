/** Without the endings that a word has for its place in a sentence: `submits`, `submitted` and `submitting` are one. */
export function stemOf(word: string): string {
  const stem = word
    .replace(/(?<=\p{L}{3})ies$/u, "y")
    .replace(/(?<=(?:ss|x|ch|sh))es$/u, "")
    .replace(/(?<=[^su])s$/u, "")
    .replace(/(?<=\p{L}{3})(?:ed|ing)$/u, "")
    .replace(/(?<=\p{L}{3})e$/u, "");
  return stem === word ? word : stem.replace(/([bdgmnprt])\1$/, "$1");
}
