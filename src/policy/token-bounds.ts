import { type Bound, isQuantity, type Token } from "./token.ts";

/** `ten (10) days` says one figure twice. */
export function withoutRepeats(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token, at) => {
    const next = tokens[at + 1];
    if (token.kind !== "number" || token.isFigure === true || next?.isAfterMark !== true)
      return true;
    return !(next.kind === "number" || next.kind === "duration" || next.kind === "percentage");
  });
}

/** Joins bounds to the figures they stand at: `at least 5 days`, `5 days or more`. */
export function withBounds(tokens: readonly Token[], sentence: string): readonly Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const near = figureAfter(tokens, at);
    if (token.kind === "bound" && near !== undefined) {
      joined.push(
        ...tokens.slice(at + 1, near),
        bounded(tokens[near], token, token.value as Bound),
      );
      at = near;
      continue;
    }
    if (token.kind === "function" && near !== undefined) {
      const bound = softBound(token, tokens[near]);
      const figure = tokens[near];
      if (bound !== undefined && figure !== undefined) {
        joined.push({ ...figure, bound });
        at = near;
        continue;
      }
    }
    joined.push(token);
  }
  return withLateBounds(joined, sentence);
}

function bounded(figure: Token | undefined, by: Token, bound: Bound): Token {
  const found = figure ?? by;
  return {
    ...found,
    start: Math.min(by.start, found.start),
    end: Math.max(by.end, found.end),
    bound,
  };
}

/** The index of the figure that a bound stands before, small words left out. */
function figureAfter(tokens: readonly Token[], at: number): number | undefined {
  for (let next = at + 1; next <= at + 3; next += 1) {
    const token = tokens[next];
    if (token === undefined || (token.isAfterMark && next > at)) return undefined;
    if (isQuantity(token)) return next;
    if (token.kind !== "function") return undefined;
  }
  return undefined;
}

/** `by Friday` is a bound, `by hand` is none. */
function softBound({ value }: Token, figure: Token | undefined): Bound | undefined {
  if (value === "in" && figure?.kind === "duration") return "in";
  const isMoment = figure?.kind === "date" || figure?.kind === "time";
  return value === "by" && isMoment ? "≤" : undefined;
}

const LATE =
  /^[\s,(]*(?:or (?:(more|above|over|higher|longer|greater|later)|(less|fewer|below|under|lower|shorter|earlier))|(at the latest|at most|max(?:imum)?)|(at the earliest|at (?:a )?minimum|at least|min(?:imum)?))\b/i;

function withLateBounds(tokens: readonly Token[], sentence: string): readonly Token[] {
  const dropped = new Set<number>();
  const joined = tokens.map((token) => {
    if (!isQuantity(token) || token.bound !== undefined) return token;
    const found = LATE.exec(sentence.slice(token.end, token.end + 24));
    if (found === null) return token;
    const end = token.end + found[0].length;
    for (const [index, other] of tokens.entries()) {
      if (other.start >= token.end && other.end <= end) dropped.add(index);
    }
    const bound: Bound = (found[1] ?? found[4]) === undefined ? "≤" : "≥";
    return { ...token, end, bound };
  });
  return joined.filter((_, index) => !dropped.has(index));
}

/** `5 to 10 days`, `$5 or 10`: the first figure is of the second's kind. */
export function withUnits(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, at) => {
    if (token.kind !== "number" || token.unit !== undefined) return token;
    const link = tokens[at + 1];
    const next = link?.kind === "conjunction" || link?.value === "to" ? tokens[at + 2] : link;
    if (next === undefined || (next === link && next.isAfterMark)) return token;
    if (next.kind === "duration" || next.kind === "percentage" || next.kind === "amount") {
      return { ...token, kind: next.kind, isFigure: true };
    }
    return token;
  });
}
