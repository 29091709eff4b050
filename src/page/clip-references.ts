// Satteri 0.10 copies the text before each character reference of a block: 40,000 times `&nbsp;` in a row
// are 240 kB of page and 1.6 GB of memory (2026-11). Real pages stay below a hundredth of this.
const COPIED_CHARS_MAX = 20_000_000;

/**
 * Replaces the ampersands of character references by letters once a page holds so many of them in one
 * block that parsing it would take gigabytes. Any other text comes back as it is.
 */
export function clipReferences(text: string): string {
  let at = text.indexOf("&");
  let block = 0;
  let blank = blankLine(text, 0);
  for (let copied = 0; at !== -1; at = text.indexOf("&", at + 1)) {
    while (blank < at) {
      block = blank;
      blank = blankLine(text, blank + 1);
    }
    copied += at - block;
    if (copied > COPIED_CHARS_MAX) return text.slice(0, at) + text.slice(at).replaceAll("&", "x");
  }
  return text;
}

/** Offset of the next line break before an empty line; what has none ends at infinity. */
function blankLine(text: string, from: number): number {
  const at = text.indexOf("\n\n", from);
  return at === -1 ? Infinity : at;
}
