import { isSame, type Step } from "./align-tokens.ts";
import type { Token } from "./token.ts";

/** Two names or words that changed places, and nothing else: “A tells B” and “B tells A”. */
export function isSwapped(steps: readonly Step[]): boolean {
  const pair = mirrored(steps);
  if (pair === undefined || !pair.every(({ was }) => swappable.has(was.kind))) return false;
  return steps.every(
    (step) =>
      step.kind === "same" || pair.some((it) => it === step) || (isSmall(step) && !isPassive(step)),
  );
}

/** Words without a meaning of their own. */
export function isSmall({ was, is }: Step): boolean {
  return [was, is].every((token) => token === undefined || token.kind === "function");
}

/** “A approves B” and “B is approved by A” say the same. */
function isPassive({ was, is }: Step): boolean {
  return [was, is].some(
    (token) => token !== undefined && /^(?:be|been|is|are|by)$/.test(token.value),
  );
}

const swappable: ReadonlySet<Token["kind"]> = new Set(["word", "name", "role"]);

type Replaced = Extract<Step, { readonly kind: "same" | "replaced" }>;

/** Two tokens that changed places, with more than “and” between them. */
export function mirrored(steps: readonly Step[]): readonly Replaced[] | undefined {
  const replaced = steps.filter((step): step is Replaced => step.kind === "replaced");
  const [first, second] = replaced;
  if (first === undefined || second === undefined || replaced.length !== 2) return undefined;
  if (!isSame(first.was, second.is) || !isSame(first.is, second.was)) return undefined;
  return hasWordsBetween(steps, first, second) ? [first, second] : [];
}

function hasWordsBetween(steps: readonly Step[], first: Step, second: Step): boolean {
  const between = steps.slice(steps.indexOf(first) + 1, steps.indexOf(second));
  return between.some(
    ({ was }) => was !== undefined && was.kind !== "function" && was.kind !== "conjunction",
  );
}
