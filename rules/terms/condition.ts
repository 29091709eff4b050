import { z } from "zod";
import { hasGenericAntecedent } from "./antecedent.ts";
import { firstWords, lastWords, wordTest } from "./fold-words.ts";
import { isPersonNamed } from "./named-person.ts";
import { isAlone, isAlwaysCapital } from "./names.ts";
import { hasOnlyPairs } from "./pronoun-pairs.ts";
import type { Occurrence } from "./occurrence.ts";

/** How many words to either side of a term count for `before` and `after`, unless a condition says so. */
const withinDefault = 4;

const words = z
  .array(z.string().min(1).max(60))
  .min(1)
  .describe(
    "Words or phrases in small letters. A trailing * stands for any ending, a leading one for any beginning; {number} for digits, {amount} for money.",
  );

/** The parts of a condition, for schemas that add to them. */
export const conditionParts = {
  before: words
    .optional()
    .describe("One of these is among the words to the left, in the sentence."),
  after: words
    .optional()
    .describe("One of these is among the words to the right, in the sentence."),
  clause: words
    .optional()
    .describe(
      "One of these is in the same clause: between commas with a conjunction, dashes, brackets or semicolons.",
    ),
  sentence: words.optional().describe("One of these is in the sentence."),
  block: words.optional().describe("One of these is in the paragraph, item or cell."),
  page: words.optional().describe("One of these is on the page."),
  section: words.optional().describe("One of these is in a heading above."),
  path: words.optional().describe("The path of the page contains one of these."),
  person: z
    .literal(true)
    .optional()
    .describe("A person is named in the sentence or in one of the two before it."),
  antecedent: z
    .literal(true)
    .optional()
    .describe(
      "The nearest person that a pronoun can mean is anyone in a role, and nobody is named.",
    ),
  pairs: z
    .literal(true)
    .optional()
    .describe("All pronouns for a person in the sentence are pairs such as “his or her”."),
  capital: z
    .literal(true)
    .optional()
    .describe("The term has a capital here, and the page never writes it small."),
  start: z.literal(true).optional().describe("The term begins its sentence."),
  end: z
    .literal(true)
    .optional()
    .describe("The term ends its clause, or a preposition or a conjunction is behind it."),
  alone: z
    .literal(true)
    .optional()
    .describe("There is nothing but the term in its link, item, cell or paragraph."),
  within: z
    .int()
    .min(1)
    .max(12)
    .optional()
    .describe("How many words to the left and right count for before and after; 4 by default."),
};

export const conditionSchema = z.strictObject(conditionParts).describe("Where the term is.");

export type Condition = z.infer<typeof conditionSchema>;

const endOfClause =
  /^\s*(?:$|[.,;:!?)]|(?:and|or|but|by|for|in|to|until|unless|if|when|because|so|since|while)(?!\p{L}))/u;

export type Test = (occurrence: Occurrence) => boolean;

/** Compiles a condition to the tests for its parts. */
function testsOf(condition: Condition): Test[] {
  const { within = withinDefault } = condition;
  const tests: Test[] = [];
  const add = (given: readonly string[] | undefined, text: (at: Occurrence) => string): void => {
    if (given === undefined) return;
    const test = wordTest(given);
    tests.push((occurrence) => test(text(occurrence)));
  };
  add(condition.before, ({ folded }) => lastWords(folded.before, within));
  add(condition.after, ({ folded }) => firstWords(folded.after, within));
  add(condition.clause, ({ folded }) => folded.clause);
  add(condition.sentence, ({ folded }) => folded.sentence);
  add(condition.block, ({ folded }) => folded.block);
  add(condition.section, ({ folded }) => folded.headings);
  add(condition.page, ({ folded }) => folded.page);
  const { path } = condition;
  if (path !== undefined) tests.push(({ page }) => path.some((part) => page.path.includes(part)));
  if (condition.person === true) tests.push(isPersonNamed);
  if (condition.antecedent === true) tests.push(hasGenericAntecedent);
  if (condition.pairs === true) tests.push(({ folded }) => hasOnlyPairs(folded.sentence));
  if (condition.capital === true) tests.push(isAlwaysCapital);
  if (condition.alone === true) tests.push(isAlone);
  if (condition.end === true) tests.push(({ folded }) => endOfClause.test(folded.after));
  if (condition.start === true) tests.push(({ folded }) => !/[\p{L}\p{N}]/u.test(folded.before));
  return tests;
}

/** Compiles conditions of which one must be met in all its parts; without any there is nothing to meet. */
export function someOf(conditions: readonly Condition[]): Test {
  const compiled = conditions.map(testsOf);
  return (occurrence) =>
    compiled.some((tests) => tests.length > 0 && tests.every((test) => test(occurrence)));
}

/** Compiles a condition of which any part is enough. */
export function anyPartOf(condition: Condition | undefined): Test {
  const tests = condition === undefined ? [] : testsOf(condition);
  return (occurrence) => tests.some((test) => test(occurrence));
}
