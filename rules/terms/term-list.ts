import { z } from "zod";
import { parseDataFile } from "../../src/lint/data-file.ts";
import { expandForm } from "./expand-form.ts";

const pageTypes = z
  .array(z.string().min(1))
  .min(1)
  .describe("Page types on which it is looked for; all when left out.");

const words = z
  .array(z.string().min(1).max(60))
  .min(1)
  .describe(
    "Words or phrases in small letters. A trailing * stands for any ending; {number} for digits, {amount} for money.",
  );

const condition = z
  .strictObject({
    before: words.optional().describe("One of these stands among the words to the left."),
    after: words.optional().describe("One of these stands among the words to the right."),
    sentence: words.optional().describe("One of these stands anywhere in the sentence."),
    block: words
      .optional()
      .describe("One of these stands anywhere in the paragraph, item or cell."),
    page: words.optional().describe("One of these stands anywhere on the page."),
    section: words.optional().describe("One of these stands in a heading above."),
    path: words.optional().describe("The path of the page contains one of these."),
    person: z
      .literal(true)
      .optional()
      .describe("A person is named in the sentence or in one of the two before it."),
    within: z
      .int()
      .min(1)
      .max(12)
      .optional()
      .describe("How many words to the left and right count for before and after; 4 by default."),
  })
  .describe("Where the term stands.");

const example = z.union([
  z.string().min(1),
  z.strictObject({
    text: z.string().min(1),
    page: z.string().optional().describe("Type of the page."),
    section: z.string().optional().describe("Heading above."),
    title: z.string().optional().describe("Title of the page."),
  }),
]);

const formNote =
  "Written as it is read, in small letters. crash(es|ed) stands for crash, crashes and crashed. A space also matches a hyphen.";

const term = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
      .describe("Names the term inside its rule; an option or a suppression may name it."),
    forms: z.array(z.string().min(1).max(80)).default([]).describe(formNote),
    replace: z
      .record(z.string().min(1).max(80), z.string().min(1).max(80))
      .superRefine((pairs, context) => {
        for (const [form, text] of Object.entries(pairs)) {
          if (hasEqualMarks(form, text)) continue;
          const message = "the replacement has other endings in brackets than the form";
          context.addIssue({ code: "custom", path: [form], message });
        }
      })
      .default({})
      .describe("Forms with the text that can stand in their place as it is."),
    verb: z
      .boolean()
      .default(false)
      .describe(
        "The form is a subject: the verb after it is changed along, or no suggestion is made.",
      ),
    alternatives: z
      .array(z.string().min(1).max(40))
      .max(3)
      .default([])
      .describe("Better words, best first, where they cannot simply be put in place."),
    says: z.string().max(60).optional().describe("What is wrong, after the quoted term."),
    advice: z.string().max(70).optional().describe("What to do where no other word fits."),
    case: z
      .enum(["any", "exact", "name"])
      .default("any")
      .describe(
        "exact: only as written. name: a capital inside a sentence makes it a name, which is left alone.",
      ),
    scare: z
      .boolean()
      .default(false)
      .describe("Report it even where it stands alone between quotation marks."),
    pages: pageTypes.optional(),
    needs: condition.optional().describe("All of these must hold."),
    unless: condition.optional().describe("None of these may hold."),
    flags: z.array(example).min(1).describe("Sentences that must be reported once."),
    passes: z.array(example).min(1).describe("Sentences that must not be reported."),
  })
  .refine(
    ({ forms, alternatives, advice }) =>
      forms.length === 0 || alternatives.length > 0 || advice !== undefined,
    {
      message: "forms need alternatives or an advice: a finding says what to do",
    },
  );

/** A file of terms that one rule looks for. */
export const termListSchema = z
  .strictObject({
    rule: z.string().regex(/^[a-z]+\/[a-z-]+$/),
    summary: z.string().max(120).describe("One sentence that says what holds on a good page."),
    why: z.string().max(160).describe("One sentence that says why; it stands in every comment."),
    severity: z.enum(["error", "warning", "info"]),
    status: z.enum(["preview", "stable", "deprecated"]),
    pages: pageTypes.optional(),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .default(["en"])
      .describe("Languages of the passages that are searched, as tags such as en or fr."),
    says: z.string().max(60).describe("What is wrong, after the quoted term."),
    needs: condition.optional(),
    unless: condition.optional(),
    exempt: z
      .array(z.string().min(1).max(80))
      .default([])
      .describe(`Phrases in which the terms are right. ${formNote}`),
    sources: z.array(z.string().min(1)).default([]).describe("Where the terms are discussed."),
    terms: z.array(term).min(1),
  })
  .describe("Terms that one rule looks for.");

export type TermList = z.infer<typeof termListSchema>;
export type Term = TermList["terms"][number];
export type Condition = z.infer<typeof condition>;

function hasEqualMarks(form: string, text: string): boolean {
  const texts = expandForm(text).length;
  return texts === 1 || texts === expandForm(form).length;
}

/**
 * Reads a term list from YAML.
 * @throws DataFileError with the line of every problem and what was expected.
 */
export function parseTermList(path: string, text: string): TermList {
  return parseDataFile(path, text, termListSchema);
}
