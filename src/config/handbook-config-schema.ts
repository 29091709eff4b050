import { z } from "zod";

import { BOILERPLATE_WORDS_MIN } from "../handbook/passages/boilerplate.ts";
import { globSchema } from "../lint/glob-schema.ts";
import type { ConfigSection, RuleMeta } from "../lint/rule.ts";
import { exceptionsSchema } from "./exceptions-schema.ts";
import { globsMax, layersMax } from "./limits.ts";
import { presetNames, presets } from "./presets.ts";
import { reviewSchema } from "./review-schema.ts";
import { sharedFilesMax } from "./shared-reference.ts";
import { ruleSettingsSchema } from "./rule-settings.ts";

const globs = z.array(globSchema).max(globsMax);

/** An entry of the `pages:` of a configuration. */
export const pageTypeSchema = z.strictObject({
  type: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "a page type is lower-case letters, digits and hyphens")
    .describe(
      "A name of yours, or one of job-page, job-family, job-family-part, policy, handbook, readme, include.",
    ),
  paths: globs.optional().describe("Pages of this type, by path."),
  frontMatter: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .describe("Pages of this type, by what their front matter says. With paths, both must match."),
});

/** An entry of the `languages:` of a configuration. */
const languageSchema = z.strictObject({
  language: z
    .string()
    .regex(
      /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$/,
      "a language is a tag such as fr or pt-BR",
    )
    .describe("A tag such as fr or pt-BR."),
  paths: globs.optional().describe("Which pages; all when left out."),
});

/** An empty section, with everything in it commented out, is the same as none. */
function section<T extends z.ZodType>(schema: T): z.ZodOptional<z.ZodNullable<T>> {
  return z.optional(z.nullable(schema));
}

/** A configuration that another project keeps. */
const sharedSchema = z
  .string()
  .max(300)
  .regex(
    /^[\w.-]+(?:\/[\w.-]+)+\/\/[^@]+@[\w./-]+$/,
    `expected ${presetNames.join(", ")}, or a file of another project: group/project//path.yml@tag`,
  );

/** The `gate:` of a configuration. */
export const gateSchema = z.strictObject({
  failOn: z
    .enum(["error", "warning", "never"])
    .default("error")
    .describe("The least severity of an introduced finding that fails the gate."),
  dismissals: z
    .enum(["maintainers", "authors", "off"])
    .default("maintainers")
    .describe(
      "Whose dismissed findings no longer fail the commit status: those of maintainers, of everybody who may give commands, or nobody's.",
    ),
});

const mandatedText = z
  .string()
  .max(5_000)
  .refine(
    (text) =>
      text.trim().split(/\s+/).length >= BOILERPLATE_WORDS_MIN && !/\n\s*\n/.test(text.trim()),
    `one paragraph of ${BOILERPLATE_WORDS_MIN} words or more`,
  );

/** A file below the root of the handbook. */
const baselineSchema = z
  .string()
  .max(300)
  .refine(
    (path) => path.endsWith(".json") && !/^\/|\\|(?:^|\/)\.{1,2}(?:\/|$)/.test(path),
    "a baseline is a path relative to the root that ends in .json",
  );

/** Site generators whose addresses are known; `relative` is the older name of `plain`. */
const LAYOUTS = [
  "auto",
  "docusaurus",
  "eleventy",
  "gatsby",
  "gitbook",
  "gitlab-wiki",
  "hugo",
  "jekyll",
  "mdbook",
  "middleman",
  "mkdocs",
  "plain",
  "relative",
  "sphinx",
  "vitepress",
] as const;

/** The `links:` of a configuration. */
export const linksSchema = z.strictObject({
  layout: z
    .enum(LAYOUTS)
    .default("auto")
    .describe(
      "What builds the site; auto reads it off the generator's configuration and the names of the files.",
    ),
  site: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Address of the handbook's own site; links to it count as internal."),
  redirects: z
    .array(z.string())
    .max(20)
    .default([])
    .describe("Files of redirects, relative to the root."),
  generated: z
    .array(z.string())
    .max(500)
    .default([])
    .describe("Addresses below which pages are made from data when the site is built."),
  assumeComplete: z
    .boolean()
    .default(true)
    .describe(
      "The files are all there is; with false only targets that look misspelt are reported.",
    ),
});

/** An entry of the `approvals:` of a configuration. */
const approvalSchema = z.strictObject({
  paths: globs.optional().describe("Pages whose changes need these steps, by path."),
  types: z.array(z.string()).max(layersMax).optional().describe("The same by page type."),
  steps: z
    .array(z.string().trim().min(1).max(60))
    .min(1)
    .max(10)
    .describe("Who has to approve, in the order of the summary."),
});

/** The parts of a configuration that rules take as an option, by key. */
export function sectionsOf(rules: readonly RuleMeta[]): ReadonlyMap<string, ConfigSection> {
  return new Map(
    rules.flatMap(({ configSection }) =>
      configSection === undefined ? [] : [[configSection.key, configSection] as const],
    ),
  );
}

/** Builds the schema of `.handbook-bot.yml` for a set of rules. */
export function handbookConfigSchema(rules: readonly RuleMeta[]): z.ZodType<WrittenConfig> {
  const ofRules = [...sectionsOf(rules)].map(
    ([key, { schema, summary }]) => [key, section(schema).describe(summary)] as const,
  );
  return baseConfigSchema(rules).extend(Object.fromEntries(ofRules));
}

/** A configuration as it is written, but for the parts that rules read. */
export type WrittenConfig = z.infer<ReturnType<typeof baseConfigSchema>>;

/** What does not belong to rules. */
function baseConfigSchema(rules: readonly RuleMeta[]) {
  const ruleSettings = ruleSettingsSchema(rules);
  const base = z.union([z.enum(presetNames), sharedSchema]);
  return z.strictObject({
    extends: section(z.union([base, z.array(base).max(sharedFilesMax)])).describe(
      `Presets, and configurations of other projects (group/project//path.yml@tag), to start from; later ones outweigh earlier ones. ${presetNames
        .map((name) => `${name}: ${presets[name].summary}`)
        .join(" ")}`,
    ),
    preview: z.boolean().optional().describe("Runs preview rules as well."),
    pages: section(z.array(pageTypeSchema).max(layersMax)).describe(
      "Page types of this handbook; the first that matches wins.",
    ),
    languages: section(z.array(languageSchema).max(layersMax)).describe(
      "Languages of pages, where their own text and front matter do not say; the first that matches wins.",
    ),
    rules: section(ruleSettings).describe(
      "Rule ids or families, each with a severity, on, off, or a mapping with severity and options.",
    ),
    overrides: section(
      z
        .array(
          z.strictObject({
            paths: globs.optional().describe("Which pages, by path."),
            types: z
              .array(z.string())
              .max(layersMax)
              .optional()
              .describe("Which pages, by page type. With paths, both must match."),
            rules: ruleSettings.describe("What holds for them, as under rules."),
          }),
        )
        .max(layersMax),
    ).describe("Rules for some pages, by path or page type; later ones outweigh earlier ones."),
    exceptions: section(exceptionsSchema(rules)).describe(
      "Findings to live with: by rule, term, word and page, each with a reason.",
    ),
    include: section(globs).describe(
      "Which files are pages; .md, .mdx, .markdown and .md.erb when left out.",
    ),
    ignore: section(globs).describe("Pages that are left alone."),
    gate: section(gateSchema).describe("What fails the pipeline or the commit status."),
    review: section(reviewSchema).describe("How much is said in a merge request, and when."),
    approvals: section(z.array(approvalSchema).max(layersMax)).describe(
      "Approval steps for changes of some pages, listed in the summary beside their code owners.",
    ),
    links: section(linksSchema).describe("How links are followed."),
    canonical: section(globs).describe(
      "Canonical pages: the copy to keep when a text appears on several pages, by path.",
    ),
    baseline: section(baselineSchema).describe(
      "File of accepted findings, written by `handbook-bot baseline`.",
    ),
    boilerplate: section(z.array(mandatedText).max(100)).describe(
      "Mandated wording, a paragraph each, as Markdown. Passages like it are corrected to it.",
    ),
  });
}
