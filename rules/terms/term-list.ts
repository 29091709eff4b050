import { z } from "zod";
import { type DataFile, readDataFile } from "../../src/lint/data-file.ts";
import { conditionParts, conditionSchema } from "./condition.ts";
import { expandForm } from "./expand-form.ts";

const pageTypes = z
  .array(z.string().min(1))
  .min(1)
  .describe("Page types on which it is looked for; all when left out.");

const example = z.union([
  z.string().min(1),
  z.strictObject({
    text: z.string().min(1),
    page: z.string().optional().describe("Type of the page."),
    section: z.string().optional().describe("Heading above."),
    title: z.string().optional().describe("Title of the page."),
  }),
]);

const passes = z.array(example).min(1).describe("Sentences that must not be reported.");

const safety = z
  .union([z.boolean(), conditionSchema])
  .describe(
    "The replacements keep the meaning in any sentence, or where this is met in all its parts, so that nobody has to read them.",
  );

const sense = z
  .strictObject({
    is: z.string().min(3).max(80).describe("What the term means here, in a few words."),
    ...conditionParts,
    passes: passes.describe(
      "Sentences with the term in this sense; without the sense it would be reported.",
    ),
  })
  .describe(
    "A legitimate sense of the term, known by what is around it: all that is named must be there.",
  );

const formNote =
  "Written as it is read, in small letters. crash(es|ed) stands for crash, crashes and crashed, pull(verb) rank for all forms of the verb, ninja(noun) for ninja and ninjas. A space and a hyphen match each other.";

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
      .describe("Forms with the text that can take their place as it is."),
    safe: safety.optional(),
    unsafe: z
      .array(conditionSchema)
      .min(1)
      .optional()
      .describe("Where somebody has to read the replacement all the same: one of these is met."),
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
      .describe("Better words, best first, where they cannot simply take its place."),
    says: z.string().max(60).optional().describe("What is wrong, after the quoted term."),
    advice: z.string().max(70).optional().describe("What to do where no other word fits."),
    case: z
      .enum(["any", "exact", "title", "name", "product"])
      .default("any")
      .describe(
        "exact: only as written. title: in front of a name it is a person's title, which is not reported. name: a capital where other words have none makes it a name, which is not reported. product: any capital does, unless the page writes it small as well or the text is a title.",
      ),
    scare: z
      .boolean()
      .optional()
      .describe("Report it even where it is alone between quotation marks."),
    pages: pageTypes.optional(),
    needs: z
      .union([conditionSchema, z.array(conditionSchema).min(1)])
      .optional()
      .describe("Report it only where this is met in all its parts; of several one."),
    unless: conditionSchema
      .optional()
      .describe("Do not report it where any part of this is met: places rather than senses."),
    senses: z.array(sense).default([]).describe("In these senses the term is not reported."),
    flags: z.array(example).min(1).describe("Sentences that must be reported once."),
    passes,
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
    summary: z.string().max(120).describe("One sentence that says what is true of a good page."),
    why: z.string().max(160).describe("One sentence that says why; every comment has it."),
    severity: z.enum(["error", "warning", "info"]),
    status: z.enum(["preview", "stable", "deprecated"]),
    pages: pageTypes.optional(),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .default(["en"])
      .describe("Languages of the passages that are searched, as tags such as en or fr."),
    says: z.string().max(60).describe("What is wrong, after the quoted term."),
    safe: safety.default(false).describe("For all terms that do not say it themselves."),
    scare: z.boolean().default(false).describe("For all terms that do not say it themselves."),
    denied: z
      .enum(["reported", "passes"])
      .default("reported")
      .describe(
        "passes: a clause that denies the term (“we do not look for ninjas”) is not reported.",
      ),
    equality: z
      .enum(["reported", "passes"])
      .default("reported")
      .describe("passes: a sentence on equal treatment is not reported."),
    needs: conditionSchema.optional(),
    unless: conditionSchema.optional(),
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

function hasEqualMarks(form: string, text: string): boolean {
  const texts = expandForm(text).length;
  return texts === 1 || texts === expandForm(form).length;
}

/**
 * Reads a term list from YAML.
 * @throws DataFileError with the line of every problem and what was expected.
 */
export function parseTermList(file: DataFile): TermList {
  return readDataFile(file, termListSchema);
}
