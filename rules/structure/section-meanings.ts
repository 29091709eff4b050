import { z } from "zod";
import { type DataFile, readDataFile } from "../../src/lint/data-file.ts";

/** What sections are called by different people, by what they say. */
export const sectionMeaningsSchema = z
  .strictObject({
    meanings: z
      .array(
        z.strictObject({
          meaning: z.string().min(3).max(40).describe("What the section says, for templates."),
          names: z.array(z.string().min(2).max(60)).describe("Whole headings."),
          words: z
            .array(z.string().min(2).max(60))
            .describe("Words that identify the section inside a longer heading."),
        }),
      )
      .min(1),
  })
  .describe("What sections are called by different people, by what they say.");

/** Names and words, folded, by meaning. */
export type SectionMeanings = ReadonlyMap<
  string,
  { readonly names: readonly string[]; readonly words: readonly string[] }
>;

/**
 * Reads the names of sections from YAML.
 * @throws DataFileError with the line of every problem and what was expected.
 */
export function parseSectionMeanings(file: DataFile): SectionMeanings {
  const { meanings } = readDataFile(file, sectionMeaningsSchema);
  return new Map(meanings.map(({ meaning, names, words }) => [meaning, { names, words }]));
}
