import { z } from "zod";
import { type DataFile, readDataFile } from "../../src/lint/data-file.ts";
import type { Page } from "../../src/page/page.ts";
import type { SectionMeanings } from "./section-meanings.ts";

/** A section of a page template. */
export const templateSectionSchema = z.strictObject({
  name: z.string().min(3).max(60).describe("The heading as authors write it."),
  also: z
    .array(z.string().min(2).max(60))
    .default([])
    .describe("Other headings with the same meaning. Plurals, numbers, icons and “&” are ignored."),
  within: z
    .array(z.string().min(3).max(60))
    .default([])
    .describe(
      "Words that identify the section inside a longer heading: “procedure” for “Access Review Procedure”.",
    ),
  required: z
    .boolean()
    .default(true)
    .describe("With false, the section may be missing; a misspelling of its name is still found."),
  hint: z
    .string()
    .min(5)
    .max(120)
    .optional()
    .describe("What belongs there, for `handbook-bot new`: “what a person does”."),
  form: z
    .enum(["text", "list", "steps"])
    .default("text")
    .describe("How `handbook-bot new` writes the section: a paragraph, bullets or numbered steps."),
  items: z.int().min(1).max(10).default(1).describe("How many bullets it begins with."),
  exceptTitle: z
    .array(z.string().min(3).max(60))
    .default([])
    .describe("Pages whose title contains one of these words do not need the section."),
  included: z
    .boolean()
    .default(false)
    .describe(
      "An include may add the section, so it is not required in the source of pages with includes.",
    ),
});

/** A section of a built-in template, whose names may be listed with others of the same meaning. */
const meantSectionSchema = templateSectionSchema.extend({
  meaning: z
    .string()
    .min(3)
    .max(40)
    .optional()
    .describe(
      "A meaning listed below rules/structure/meanings. Headings of that meaning count as the section, and where a heading of unknown meaning has content, the section is not missed.",
    ),
});

/** The sections that pages of one kind have. */
export const pageTemplateSchema = z
  .strictObject({
    template: z.string().min(3).max(60).describe("What readers call such a page: “job page”."),
    rule: z.enum([
      "structure/require-sections",
      "structure/require-policy-sections",
      "organisation/require-sections",
    ]),
    pages: z.array(z.string().min(1)).min(1).describe("Page types that the template applies to."),
    languages: z
      .array(z.union([z.literal("any"), z.string().regex(/^[a-z]{2,3}$/)]))
      .min(1)
      .default(["en"])
      .describe(
        "Languages of the pages that the template is for, as ISO 639-1 codes: [en], [fr]; or [any].",
      ),
    when: z
      .strictObject({
        sections: z
          .array(z.string().min(3))
          .default([])
          .describe("The page has one of these template sections."),
        notBelow: z
          .array(z.string().min(2).max(60))
          .default([])
          .describe("Folders whose pages are of a different kind."),
        frontMatter: z.string().optional().describe("This key of the front matter is true."),
        text: z.string().min(5).optional().describe("The page contains this text."),
      })
      .optional()
      .describe(
        "Applies only to pages for which one of these is true; to all pages when left out.",
      ),
    deepest: z
      .int()
      .min(1)
      .max(6)
      .default(6)
      .describe("Headings below this level are not counted as sections; 6 by default."),
    source: z.url().optional().describe("Where the sections are defined."),
    sections: z.array(meantSectionSchema).min(1),
  })
  .describe("The sections that pages of one kind have.");

export type PageTemplate = z.infer<typeof pageTemplateSchema> & {
  /** What headings mean, where sections of the template have a meaning. */
  readonly meanings?: SectionMeanings;
};
export type TemplateSection = PageTemplate["sections"][number];

/** Whether a template is for pages of this type and language. */
export function isTemplateFor(
  { pages, languages }: Pick<PageTemplate, "pages" | "languages">,
  page: Pick<Page, "type" | "language">,
): boolean {
  // The language of a page costs more than all else here.
  if (!pages.includes(page.type)) return false;
  return languages.includes("any") || languages.includes(page.language ?? "en");
}

/** The languages that a rule can judge with these templates. */
export function languagesOf(templates: readonly PageTemplate[]): readonly string[] | "any" {
  const languages = [...new Set(templates.flatMap((template) => template.languages))];
  return languages.includes("any") ? "any" : languages;
}

/**
 * Reads a page template from YAML.
 * @throws DataFileError with the line of every problem and what was expected.
 */
export function parsePageTemplate(file: DataFile, meanings: SectionMeanings): PageTemplate {
  const template = readDataFile(file, pageTemplateSchema);
  return template.sections.some(({ meaning }) => meaning) ? { ...template, meanings } : template;
}
