import { z } from "zod";
import { globSchema } from "../../src/lint/glob-schema.ts";
import { compileGlobs } from "../../src/text/glob.ts";
import type { PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { misspeltSections } from "../structure/no-misspelt-section.ts";
import {
  isTemplateFor,
  type PageTemplate,
  templateSectionSchema,
} from "../structure/page-template.ts";
import { missingSections, type PreparedTemplate } from "../structure/require-sections.ts";
import { createSectionMatcher } from "../structure/section-name.ts";

/** The organisation's own page templates: the `templates:` of a configuration. */
const organisationTemplatesSchema = z
  .array(
    z
      .strictObject({
        name: z
          .string()
          .trim()
          .min(3)
          .max(60)
          .describe("The name of this kind of page, such as runbook."),
        paths: z.array(globSchema).max(100).optional().describe("The pages it applies to."),
        types: z
          .array(z.string().max(60))
          .max(50)
          .optional()
          .describe("The page types it applies to."),
        deepest: z
          .int()
          .min(1)
          .max(6)
          .optional()
          .describe("Headings below this level don't count as sections."),
        sections: z
          .array(z.union([z.string().trim().min(3).max(60), templateSectionSchema]))
          .min(1)
          .max(50)
          .describe("Its sections in order: a name, or a name with alternative names."),
      })
      .refine(({ paths, types }) => paths !== undefined || types !== undefined, {
        message: "a template needs `paths` or `types`",
      }),
  )
  .max(50);

type OrganisationTemplates = z.output<typeof organisationTemplatesSchema>;

const options = z.strictObject({
  templates: organisationTemplatesSchema
    .default([])
    .describe("Filled from the `templates:` of the configuration."),
});

/** Pages of a kind that the configuration describes have their sections. Reports nothing unless a configuration names the pages. */
export function requireOrganisationSections(
  templates: readonly PageTemplate[],
): PageRule<z.output<typeof options>> {
  const builtIn = templates
    .filter(({ rule }) => rule === "organisation/require-sections")
    .map((template) => ({ template, matcher: createSectionMatcher(template) }));
  return {
    id: "organisation/require-sections",
    scope: "page",
    summary: "Pages of a kind described in the configuration have the sections it lists.",
    why: "The handbook's configuration lists the sections for this kind of page.",
    severity: "warning",
    status: "stable",
    isFixable: true,
    options: ruleOptions(options),
    configSection: {
      key: "templates",
      schema: organisationTemplatesSchema,
      summary: "The sections that pages of your own kinds have.",
    },
    prepare({ templates: own }) {
      const compiled = own.map(compile);
      return function* (page) {
        for (const it of builtIn) {
          if (isTemplateFor(it.template, page)) yield* missingSections(page, it);
        }
        for (const { holds, prepared } of compiled) {
          if (!holds(page)) continue;
          yield* missingSections(page, prepared);
          yield* misspeltSections(page, prepared.matcher);
        }
      };
    },
  };
}

/** The templates of a configuration, from the options of the rule. */
export function organisationTemplates(given: unknown): readonly PageTemplate[] {
  return options.parse(given ?? {}).templates.map((one) => compile(one).prepared.template);
}

interface Compiled {
  readonly holds: (page: Page) => boolean;
  readonly prepared: PreparedTemplate;
}

function compile({
  name,
  paths,
  types,
  deepest = 6,
  sections,
}: OrganisationTemplates[number]): Compiled {
  const isAt = paths === undefined ? () => true : compileGlobs(paths);
  const template: PageTemplate = {
    template: name,
    rule: "organisation/require-sections",
    pages: types ?? [],
    languages: ["any"],
    deepest,
    sections: sections.map((section) =>
      typeof section === "string" ? templateSectionSchema.parse({ name: section }) : section,
    ),
  };
  return {
    holds: ({ path, type }) => isAt(path) && (types?.includes(type) ?? true),
    prepared: { template, matcher: createSectionMatcher(template) },
  };
}
