import type { PlacedFinding } from "../change/placed-finding.ts";
import type { ReviewPolicy } from "./review.ts";

/** Counts comments in the diff, so that the important ones come first and there is no flood. */
export class CommentBudget {
  readonly #policy: Pick<ReviewPolicy, "inlineMax" | "inlinePerRuleMax">;
  #open: number;
  readonly #perRule = new Map<string, number>();

  constructor(policy: Pick<ReviewPolicy, "inlineMax" | "inlinePerRuleMax">, open: number) {
    this.#policy = policy;
    this.#open = open;
  }

  /** A comment that was made counts once for each of its rules, even where a person has closed it. */
  note(placed: readonly PlacedFinding[]): void {
    for (const name of rulesOnPage(placed)) {
      this.#perRule.set(name, (this.#perRule.get(name) ?? 0) + 1);
    }
  }

  /** Counts one more open comment, if there may be one; gives whether there may. */
  take(placed: readonly PlacedFinding[]): boolean {
    const { inlineMax, inlinePerRuleMax } = this.#policy;
    const hasSpace = [...rulesOnPage(placed)].some(
      (name) => (this.#perRule.get(name) ?? 0) < inlinePerRuleMax,
    );
    if (this.#open >= inlineMax || !hasSpace) return false;
    this.replace(placed);
    return true;
  }

  /** Counts an open comment that takes the place of one that is no longer counted. */
  replace(placed: readonly PlacedFinding[]): void {
    this.#open += 1;
    this.note(placed);
  }
}

function rulesOnPage(placed: readonly PlacedFinding[]): ReadonlySet<string> {
  return new Set(placed.map(({ finding }) => `${finding.rule}\n${finding.path}`));
}
