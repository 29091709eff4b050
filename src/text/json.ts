/** What a JSON text may hold. Beyond it parsing takes memory and time that its size does not show. */
export interface JsonLimits {
  /** Objects and lists inside each other. GitLab's own answers and webhooks stay below 20. */
  readonly depthMax: number;
  /** Values in all. Each takes up to a hundred bytes once it is parsed. */
  readonly valuesMax: number;
}

const defaultLimits: JsonLimits = { depthMax: 64, valuesMax: 1_000_000 };

/** The text is JSON, but more than the limits allow. */
export class JsonTooComplexError extends Error {
  override readonly name = "JsonTooComplexError";
}

/**
 * Parses UTF-8 bytes as JSON after one look over them that bounds what parsing may cost.
 * @throws JsonTooComplexError beyond the limits, SyntaxError where it is no JSON.
 */
export function parseJson(bytes: Uint8Array, limits: JsonLimits = defaultLimits): unknown {
  checkComplexity(bytes, limits);
  return JSON.parse(new TextDecoder().decode(bytes));
}

function checkComplexity(bytes: Uint8Array, { depthMax, valuesMax }: JsonLimits): void {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    switch (bytes[at]) {
      case 0x22: // "
        at = endOfString(bytes, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        values += 1;
        if (depth > depthMax) throw new JsonTooComplexError(`nested deeper than ${depthMax}`);
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
      case 0x2c: // ,
        values += 1;
        break;
    }
    if (values > valuesMax) throw new JsonTooComplexError(`more than ${valuesMax} values`);
  }
}

/** Where the quote is that ends the string, or the end of the text. */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let end = start + 1; ; end += 1) {
    end = bytes.indexOf(0x22, end);
    if (end === -1) return bytes.length;
    let backslashes = 0;
    while (bytes[end - 1 - backslashes] === 0x5c) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
}
