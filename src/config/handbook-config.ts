import { z } from "zod";

import { type LineOf, parseDataFileWithLines } from "../lint/data-file.ts";
import { compileGlob, compileGlobs } from "../lint/glob.ts";
import type { LintConfig, PageTypeRule, RuleLayer } from "../lint/lint-config.ts";
import type { RuleMeta } from "../lint/rule.ts";
import { globCharactersMax, globsMax, layersMax } from "./limits.ts";
import { presetNames, presets } from "./presets.ts";
import { ruleSettingsSchema } from "./rule-settings.ts";

/** Name of the configuration file at the root of a handbook. */
export const configFileName = ".handbook-bot.yml";

/** What a handbook says about how it wants to be reviewed, with all that it leaves out filled in. */
export interface HandbookConfig {
  readonly lint: Pick<LintConfig, "layers" | "preview" | "pageTypes">;
  readonly include: readonly string[];
  readonly ignore: readonly string[];
  readonly gate: { readonly failOn: "error" | "warning" | "never" };
  readonly review: {
    readonly drafts: "skip" | "review";
    readonly bots: "skip" | "review";
    readonly inlineMax: number;
    readonly inlinePerRuleMax: number;
    readonly massChangePages: number;
    readonly skipLabels: readonly string[];
  };
  readonly links: {
    readonly layout: "auto" | "middleman" | "hugo" | "relative";
    readonly site: string | undefined;
    readonly redirects: readonly string[];
    readonly generated: readonly string[];
    readonly assumeComplete: boolean;
  };
}

const glob = z
  .string()
  .min(1)
  .max(globCharactersMax)
  .superRefine((text, context) => {
    try {
      compileGlob(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : "" });
    }
  });

const globs = z.array(glob).max(globsMax);

/** Never pages, whatever a configuration includes: what tools keep for themselves. */
const alwaysIgnored = ["**/node_modules/**", "**/.*/**"];

const pageType = z.strictObject({
  type: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "a page type is lower-case letters, digits and hyphens"),
  paths: globs.optional(),
  frontMatter: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

/** An empty section, with everything in it commented out, is the same as none. */
function section<T extends z.ZodType>(schema: T): z.ZodOptional<z.ZodNullable<T>> {
  return z.optional(z.nullable(schema));
}

const gate = z.strictObject({
  failOn: z
    .enum(["error", "warning", "never"])
    .default("error")
    .describe("The least severity of an introduced finding that fails the gate."),
});

const review = z.strictObject({
  drafts: z
    .enum(["skip", "review"])
    .default("skip")
    .describe("What to do with draft merge requests."),
  bots: z
    .enum(["skip", "review"])
    .default("skip")
    .describe("What to do with merge requests of bots."),
  inlineMax: z
    .int()
    .min(0)
    .max(100)
    .default(10)
    .describe("Most comments that stand open on a diff at a time."),
  inlinePerRuleMax: z
    .int()
    .min(1)
    .max(100)
    .default(3)
    .describe("Most comments of one rule on one page."),
  massChangePages: z
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .describe("A change of more pages gets a summary only."),
  skipLabels: z
    .array(z.string())
    .max(50)
    .default([])
    .describe("A merge request with one of these labels is not reviewed."),
});

const links = z.strictObject({
  layout: z
    .enum(["auto", "middleman", "hugo", "relative"])
    .default("auto")
    .describe("How files become addresses; auto tells it from their names."),
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

/** Builds the schema of `.handbook-bot.yml` for a set of rules. */
export function handbookConfigSchema(rules: readonly RuleMeta[]) {
  const ruleSettings = ruleSettingsSchema(rules);
  const preset = z.enum(presetNames);
  return z.strictObject({
    extends: section(z.union([preset, z.array(preset)])).describe(
      "Presets to start from; later ones outweigh earlier ones.",
    ),
    preview: z.boolean().optional().describe("Runs preview rules as well."),
    pages: section(z.array(pageType).max(layersMax)).describe(
      "Page types of this handbook; the first that matches wins.",
    ),
    rules: section(ruleSettings).describe(
      "Rule ids or families, each with a severity, on, off, or a mapping with severity and options.",
    ),
    overrides: section(
      z
        .array(
          z.strictObject({
            paths: globs.optional(),
            types: z.array(z.string()).max(layersMax).optional(),
            rules: ruleSettings,
          }),
        )
        .max(layersMax),
    ).describe("Rules for some pages, by path or page type; later ones outweigh earlier ones."),
    include: section(globs).describe("Which files are pages."),
    ignore: section(globs).describe("Which of them are left alone."),
    gate: section(gate).describe("What fails the pipeline or the commit status."),
    review: section(review).describe("How much is said in a merge request, and when."),
    links: section(links).describe("How links are followed."),
  });
}

type Written = z.infer<ReturnType<typeof handbookConfigSchema>>;

/** A handbook that has no configuration is linted by this one. */
export const defaultHandbookConfig: HandbookConfig = settle({}, configFileName, () => 1);

/**
 * Parses the text of a configuration file.
 * @throws DataFileError with every problem found, each with its line, what was found and what was expected.
 */
export function parseHandbookConfig(
  path: string,
  text: string,
  rules: readonly RuleMeta[],
): HandbookConfig {
  const { value, lineOf } = parseDataFileWithLines(path, text, handbookConfigSchema(rules));
  return settle(value, path, lineOf);
}

/** Answers whether a file is a page of the handbook. */
export function selectPages({ include, ignore }: HandbookConfig): (path: string) => boolean {
  const isIncluded = compileGlobs(include);
  const isIgnored = compileGlobs([...alwaysIgnored, ...ignore]);
  return (path) => isIncluded(path) && !isIgnored(path);
}

function settle(written: Written, path: string, lineOf: LineOf): HandbookConfig {
  const names = [written.extends ?? []].flat();
  const used = names.map((name) => presets[name]);
  const layer = (rules: Written["rules"], keys: readonly PropertyKey[]): RuleLayer => ({
    source: `${path}:${lineOf(keys)}`,
    rules: Object.fromEntries(
      Object.entries(rules ?? {}).map(([name, value]) => [
        name,
        { ...value, source: `${path}:${lineOf([...keys, name])}` },
      ]),
    ),
  });
  const overrides = (written.overrides ?? []).map(({ paths, types, rules }, index) => ({
    ...layer(rules, ["overrides", index, "rules"]),
    ...(paths && { paths }),
    ...(types && { types }),
  }));
  const layers = [
    ...used.flatMap((preset) => preset.layers),
    layer(written.rules, ["rules"]),
    ...overrides,
  ];
  return {
    lint: {
      layers: layers.filter(({ rules }) => Object.keys(rules).length > 0),
      preview: written.preview ?? used.some(({ preview }) => preview === true),
      pageTypes: (written.pages ?? []).map(settlePageType),
    },
    include: written.include ?? ["**/*.md", "**/*.md.erb", "**/*.markdown"],
    ignore: written.ignore ?? [],
    gate: gate.parse({ failOn: used.findLast(({ failOn }) => failOn)?.failOn, ...written.gate }),
    review: review.parse(written.review ?? {}),
    links: {
      site: undefined,
      ...links.parse({
        redirects: used.flatMap(({ redirects }) => redirects ?? []),
        ...written.links,
      }),
    },
  };
}

function settlePageType({ type, paths, frontMatter }: z.infer<typeof pageType>): PageTypeRule {
  return { type, ...(paths && { paths }), ...(frontMatter && { frontMatter }) };
}
