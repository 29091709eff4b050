import { z } from "zod";
import { parseDataFile } from "../../src/lint/data-file.ts";

/** A section of a page template. */
export const templateSectionSchema = z.strictObject({
  name: z.string().min(3).max(60).describe("As it is written in a heading."),
  also: z
    .array(z.string().min(2).max(60))
    .default([])
    .describe(
      "Other headings that mean the same. Spelling of &, plural, numbers and icons do not count.",
    ),
  within: z
    .array(z.string().min(3).max(60))
    .default([])
    .describe(
      "Words in a heading that make it this section: “procedure” for “Access Review Procedure”.",
    ),
  required: z.boolean().default(true),
  exceptTitle: z
    .array(z.string().min(3).max(60))
    .default([])
    .describe("Words in the title of pages that need no such section: interns have no grade."),
  included: z
    .boolean()
    .default(false)
    .describe("It may come from an include, so that a page with templates need not show it."),
});

/** The sections that pages of a kind have. */
export const pageTemplateSchema = z
  .strictObject({
    template: z.string().min(3).max(60).describe("What a reader calls such a page: “job page”."),
    rule: z.enum([
      "structure/require-sections",
      "structure/require-policy-sections",
      "organisation/require-sections",
    ]),
    pages: z.array(z.string().min(1)).min(1).describe("Page types it holds for."),
    when: z
      .strictObject({
        sections: z
          .array(z.string().min(3))
          .default([])
          .describe("The page has one of these sections of the template."),
        notBelow: z
          .array(z.string().min(2).max(60))
          .default([])
          .describe("Folders whose pages are of another kind."),
        frontMatter: z.string().optional().describe("The front matter says true to this key."),
        text: z.string().min(5).optional().describe("These words stand on the page."),
      })
      .optional()
      .describe("It holds only for pages of which one of these is true; for all when left out."),
    deepest: z
      .int()
      .min(1)
      .max(6)
      .default(6)
      .describe(
        "Headings below this level are parts of sections and count for none; 6 unless told.",
      ),
    source: z.url().optional().describe("Where the sections are laid down."),
    sections: z.array(templateSectionSchema).min(1),
  })
  .describe("The sections that pages of a kind have.");

export type PageTemplate = z.infer<typeof pageTemplateSchema>;
export type TemplateSection = PageTemplate["sections"][number];

/**
 * Reads a page template from YAML.
 * @throws DataFileError with the line of every problem and what was expected.
 */
export function parsePageTemplate(path: string, text: string): PageTemplate {
  return parseDataFile(path, text, pageTemplateSchema);
}
