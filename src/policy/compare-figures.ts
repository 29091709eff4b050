import { isSame, isSameBound } from "./align-tokens.ts";
import type { ChangeKind } from "./change-kind.ts";
import type { Token } from "./token.ts";

/** Says how two quantities, dates or times differ: in what they are, or in whether they are a bound. */
export function kindsOfFigures(was: Token, is: Token): readonly ChangeKind[] {
  const kinds: ChangeKind[] = [];
  if (!isSame({ ...was, bound: is.bound } as Token, is)) kinds.push(kindOfFigure(was, is));
  const bound = kindOfBounds(was, is);
  if (bound !== undefined) kinds.push(bound);
  return kinds;
}

const figureOrder = [
  "amount",
  "percentage",
  "duration",
  "time",
  "frequency",
  "date",
  "number",
] as const;

function kindOfFigure(was: Token, is: Token): ChangeKind {
  if (was.value === "last" || is.value === "last") return "timing";
  const isYear = [was, is].some(({ kind, value }) => kind === "date" && /^\d{4}$/.test(value));
  if (isYear && (was.kind === "number" || is.kind === "number")) return "number";
  if (was.kind === "number" && is.kind === "number" && was.unit !== is.unit) return "unit";
  return figureOrder.find((kind) => kind === was.kind || kind === is.kind) ?? "number";
}

/** `within` and `no later than` ask the same of a period or a day, and so does `before`. */
function kindOfBounds(was: Token, is: Token): ChangeKind | undefined {
  const isTemporal = [was, is].every(
    ({ kind }) => kind !== "number" && kind !== "amount" && kind !== "percentage",
  );
  const [a, b] = [was.bound, is.bound];
  if (isSameBound(a, b)) return undefined;
  const isUpper = (bound: Token["bound"]): boolean =>
    bound === "≤" || bound === "<" || bound === "before" || bound === "in";
  if (isTemporal && isUpper(a) && isUpper(b)) return undefined;
  return [a, b].some((bound) => bound === "before" || bound === "after" || bound === "until")
    ? "timing"
    : "limit";
}
