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

  /** A finding that has had its comment counts for its rule, even where a person has closed it. */
  note(placed: PlacedFinding): void {
    const name = ruleOnPage(placed);
    this.#perRule.set(name, (this.#perRule.get(name) ?? 0) + 1);
  }

  /** Counts one more open comment, if there may be one; gives whether there may. */
  take(placed: PlacedFinding): boolean {
    const { inlineMax, inlinePerRuleMax } = this.#policy;
    const ofRule = this.#perRule.get(ruleOnPage(placed)) ?? 0;
    if (this.#open >= inlineMax || ofRule >= inlinePerRuleMax) return false;
    this.#open += 1;
    this.note(placed);
    return true;
  }
}

function ruleOnPage({ finding }: PlacedFinding): string {
  return `${finding.rule}\n${finding.path}`;
}
