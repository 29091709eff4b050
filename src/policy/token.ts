/** The bound of a figure: `at most 5` is `≤`. */
/** `in 5 days` may mean within them, or nothing. */
export type Bound = "≤" | "≥" | ">" | "<" | "before" | "after" | "until" | "in";

/** A word, or words that mean one thing together: `must not`, `New Zealand`, `at least 30 days`. */
export interface Token {
  readonly kind:
    | "word"
    | "function"
    | "name"
    | "role"
    | "place"
    | "amount"
    | "percentage"
    | "number"
    | "duration"
    | "frequency"
    | "date"
    | "time"
    | "modality"
    | "negation"
    | "bound"
    | "quantifier"
    | "condition"
    | "conjunction"
    | "hedge"
    | "urgency"
    | "employment"
    | "level"
    | "polarity";
  /** Equal for tokens that mean the same. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Punctuation stands before it. */
  readonly isAfterMark: boolean;
  /** A comma or semicolon stands before it: a clause may begin here. */
  readonly isAfterComma: boolean;
  /** Of a modal verb: 3 obliges, 2 recommends, 1 permits, 0 leaves free, below 0 forbids. */
  readonly strength?: number;
  /** Of a modal verb: it obliges or forbids wherever it comes or goes. */
  readonly isFirm?: boolean;
  /** Of a modal verb: it states a rule. */
  readonly isRule?: boolean;
  /** Of a number or date: written with digits or so clear that it counts where it comes or goes alone. */
  readonly isFigure?: boolean;
  /** Of a number: the measure. Of an amount: the currency. */
  readonly unit?: string;
  readonly bound?: Bound;
}

/** The kinds that are quantities, dates and times. */
const figureKinds: ReadonlySet<Token["kind"]> = new Set([
  "amount",
  "percentage",
  "number",
  "duration",
  "frequency",
  "date",
  "time",
]);

/** Tells a quantity, a date or a time from a word. */
export function isQuantity({ kind }: Token): boolean {
  return figureKinds.has(kind);
}
