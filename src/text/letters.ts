/**
 * The units that belong to words, in ranges. Beyond Latin the blocks of punctuation, symbols and surrogates (emoji)
 * are left out as a whole.
 */
const wordRanges: readonly (readonly [from: number, to: number])[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xaa, 0xaa],
  [0xb5, 0xb5],
  [0xba, 0xba],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x1fff],
  [0x2c00, 0x2fff],
  [0x3040, 0xd7ff],
  [0xf900, 0xfdff],
];

/**
 * What each UTF-16 unit is in a word: 0 where it belongs to none, else the unit itself, with A to Z in
 * small letters. Letters, marks and digits of any script and `_` make words; a table, because a regular
 * expression for each of millions of characters would be the slowest part of a scan.
 */
export const wordCodes = createTable();

function createTable(): Uint16Array {
  const table = new Uint16Array(1 << 16);
  for (const [from, to] of wordRanges) {
    for (let code = from; code <= to; code += 1) table[code] = code;
  }
  for (let code = 0x41; code <= 0x5a; code += 1) table[code] = code | 0x20;
  return table;
}

/** Whether a UTF-16 unit is an ASCII letter or digit. */
export function isAsciiWordCode(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
