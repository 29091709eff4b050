import { wordCodes } from "../../src/text/letters.ts";

/** Stands in `termCodes` for characters that a reader does not see and that split no word. */
export const INVISIBLE = 0xffff;

/** As `wordCodes`; soft hyphens, zero-width spaces and joiners are part of the word around them. */
export const termCodes = createTable();

function createTable(): Uint16Array {
  const table = Uint16Array.from(wordCodes);
  for (const code of [0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]) table[code] = INVISIBLE;
  return table;
}
