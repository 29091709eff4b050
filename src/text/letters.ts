/**
 * What each UTF-16 unit is in a word: 0 where it belongs to none, else the unit itself, with A to Z in
 * small letters. Letters, marks and digits of any script and `_` make words; a table, because a regular
 * expression for each of millions of characters would be the slowest part of a scan.
 */
export const wordCodes = createTable();

function createTable(): Uint16Array {
  const table = new Uint16Array(1 << 16);
  for (let code = 0; code < table.length; code += 1) {
    if (isPartOfWord(code)) table[code] = code >= 65 && code <= 90 ? code | 32 : code;
  }
  return table;
}

/** Whether a UTF-16 unit is an ASCII letter or digit. */
export function isAsciiWordCode(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** Beyond Latin the blocks of punctuation, symbols and surrogates (emoji) are left out as a whole. */
function isPartOfWord(code: number): boolean {
  if (code < 0x80) {
    return isAsciiWordCode(code) || code === 0x5f;
  }
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba;
  if (code < 0x2000) return code !== 0xd7 && code !== 0xf7;
  if (code < 0x2c00) return false;
  if (code < 0xd800) return code < 0x3000 || code > 0x303f;
  return code >= 0xf900 && code < 0xfe00;
}
