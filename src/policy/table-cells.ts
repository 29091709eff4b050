import type { Token } from "./token.ts";
import { readTokens } from "./tokens.ts";

const AMOUNT =
  /\p{Sc}|\b(?:USD|EUR|GBP|CHF|CAD|AUD|INR|JPY|amounts?|costs?|prices?|salary|budgets?|allowances?|stipends?|fees?|bonus|premiums?)\b/iu;
const DURATION = /\b(?:days?|weeks?|months?|years?|hours?|minutes?)\b/i;

/** Reads the cells of a row, each for itself; a bare number is what the header of its column says. */
export function readCells(cells: readonly string[], headers: readonly string[]): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  for (const [column, cell] of cells.entries()) {
    const kind = kindUnder(headers[column] ?? "");
    for (const [at, token] of readTokens(cell).entries()) {
      tokens.push({
        ...token,
        start: token.start + offset,
        end: token.end + offset,
        ...(at === 0 && { isAfterMark: true }),
        ...(token.kind === "number" && token.unit === undefined && kind !== undefined && { kind }),
      });
    }
    offset += cell.length + " · ".length;
  }
  return tokens;
}

function kindUnder(header: string): Token["kind"] | undefined {
  if (/%|\bpercent/i.test(header)) return "percentage";
  if (AMOUNT.test(header)) return "amount";
  return DURATION.test(header) ? "duration" : undefined;
}
