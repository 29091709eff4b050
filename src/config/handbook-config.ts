import type { z } from "zod";

import type { ApprovalSteps } from "../owners/approvals.ts";
import { DataFileError, type LineOf, parseDataFileWithLines } from "../lint/data-file.ts";
import { compileGlobs } from "../text/glob.ts";
import type { LintConfig, PageTypeRule, RuleException, RuleLayer } from "../lint/lint-config.ts";
import type { RuleMeta } from "../lint/rule.ts";
import {
  gateSchema,
  handbookConfigSchema,
  linksSchema,
  type pageTypeSchema,
  sectionsOf,
  type WrittenConfig,
} from "./handbook-config-schema.ts";
import { reviewSchema } from "./review-schema.ts";
import { type Mentions, mentionsOf } from "./mentions.ts";
import { configBytesMax } from "./limits.ts";
import { presets, recordsLayer } from "./presets.ts";
import type { Layout } from "../handbook/handbook-options.ts";

/** Name of the configuration file at the root of a handbook. */
export const configFileName = ".handbook-bot.yml";

/** Names that people give it by mistake; such a file does nothing. */
export const misnamedConfigFiles = [
  ".handbook-bot.yaml",
  "handbook-bot.yml",
  "handbook-bot.yaml",
] as const;

/** What a handbook says about how it wants to be reviewed, with all that it leaves out filled in. */
export interface HandbookConfig {
  readonly lint: Pick<LintConfig, "layers" | "preview" | "pageTypes" | "languages" | "exceptions">;
  readonly include: readonly string[];
  readonly ignore: readonly string[];
  readonly gate: {
    readonly failOn: "error" | "warning" | "never";
    readonly dismissals: "maintainers" | "authors" | "off";
  };
  readonly review: {
    readonly drafts: "skip" | "review";
    readonly bots: "skip" | "review";
    readonly inlineMax: number;
    readonly inlinePerRuleMax: number;
    readonly massChangePages: number;
    readonly skipLabels: readonly string[];
    /** Who may give commands. */
    readonly commands: "members" | "authors" | "off";
    /** An address with `{branch_slug}` and `{address}`, or the name of an environment. */
    readonly preview?: string | { readonly environment: string } | undefined;
    readonly policyChanges: boolean;
    readonly resolveAnswered: boolean;
    readonly proposeSettings: boolean;
    readonly otherMergeRequests: boolean;
  };
  /** Steps of approval that changes of some pages need. */
  readonly approvals: readonly ApprovalSteps[];
  readonly links: {
    readonly layout: Layout;
    readonly site: string | undefined;
    readonly redirects: readonly string[];
    readonly generated: readonly string[];
    readonly assumeComplete: boolean;
  };
  /** Globs of canonical pages: the copy to keep when a text appears on several pages. */
  readonly canonical: readonly string[];
  /** Mandated wording, a paragraph each. */
  readonly boilerplate: readonly string[];
  /** Path of the file with accepted findings. */
  readonly baseline: string | undefined;
  /** Globs and page types that it names, to see whether there is something of that name. */
  readonly mentions: Mentions;
}

/** Never pages, whatever a configuration includes: what tools keep for themselves. */
const alwaysIgnored = ["**/node_modules/**", "**/.*/**"];

/** A handbook that has no configuration is linted by this one. */
export const defaultHandbookConfig: HandbookConfig = resolveConfig({}, [], configFileName, () => 1);

/**
 * Parses the text of a configuration file.
 * @throws DataFileError with every problem found, each with its line, what was found and what was expected.
 */
export function parseHandbookConfig(
  path: string,
  text: string,
  rules: readonly RuleMeta[],
): HandbookConfig {
  const bytes = Buffer.byteLength(text);
  if (bytes > configBytesMax) {
    const message = `it has ${bytes} bytes; a configuration has at most ${configBytesMax}`;
    throw new DataFileError(path, [{ line: 1, column: 1, at: "", message }]);
  }
  const { value, lineOf } = parseDataFileWithLines(path, text, handbookConfigSchema(rules));
  return resolveConfig(value, rules, path, lineOf);
}

/** Answers whether a file is a page of the handbook. */
export function selectPages({
  include,
  ignore,
}: Pick<HandbookConfig, "include" | "ignore">): (path: string) => boolean {
  const isIncluded = compileGlobs(include);
  const isIgnored = compileGlobs([...alwaysIgnored, ...ignore]);
  return (path) => isIncluded(path) && !isIgnored(path);
}

function resolveConfig(
  written: WrittenConfig,
  rules: readonly RuleMeta[],
  path: string,
  lineOf: LineOf,
): HandbookConfig {
  const names = [written.extends ?? []].flat();
  const used = names.map((name) => presets[name]);
  const layer = (rules: WrittenConfig["rules"], keys: readonly PropertyKey[]): RuleLayer => ({
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
    recordsLayer,
    ...used.flatMap((preset) => preset.layers),
    ...sectionLayers(written, rules, path, lineOf),
    layer(written.rules, ["rules"]),
    ...overrides,
  ];
  return {
    lint: {
      layers: layers.filter(({ rules }) => Object.keys(rules).length > 0),
      preview: written.preview ?? used.some(({ preview }) => preview === true),
      pageTypes: (written.pages ?? []).map(resolvePageType),
      languages: (written.languages ?? []).map(({ language, paths }) => ({
        language,
        ...(paths && { paths }),
      })),
      exceptions: (written.exceptions ?? []).map(
        ({ rules, terms, words, paths }, index): RuleException => ({
          source: `${path}:${lineOf(["exceptions", index])}`,
          ...(rules && { rules }),
          ...(terms && { terms }),
          ...(words && { words }),
          ...(paths && { paths }),
        }),
      ),
    },
    include: written.include ?? ["**/*.{md,MD,Md}", "**/*.mdx", "**/*.md.erb", "**/*.markdown"],
    ignore: written.ignore ?? [],
    gate: gateSchema.parse({
      failOn: used.findLast(({ failOn }) => failOn)?.failOn,
      ...written.gate,
    }),
    review: reviewSchema.parse(written.review ?? {}),
    approvals: written.approvals ?? [],
    links: {
      site: undefined,
      ...linksSchema.parse({
        redirects: used.flatMap(({ redirects }) => redirects ?? []),
        ...written.links,
      }),
    },
    canonical: written.canonical ?? [],
    boilerplate: written.boilerplate ?? [],
    baseline: written.baseline ?? undefined,
    mentions: mentionsOf(written, path, lineOf),
  };
}

/** What people write once for several rules reaches each of them as its option of that name. */
function sectionLayers(
  written: WrittenConfig,
  rules: readonly RuleMeta[],
  path: string,
  lineOf: LineOf,
): RuleLayer[] {
  const values = new Map<string, unknown>(Object.entries(written));
  return [...sectionsOf(rules).keys()].flatMap((key) => {
    const value = values.get(key);
    if (value === undefined || value === null) return [];
    const readers = rules.filter(({ configSection }) => configSection?.key === key);
    return {
      source: `${path}:${lineOf([key])}`,
      rules: Object.fromEntries(readers.map(({ id }) => [id, { options: { [key]: value } }])),
    };
  });
}

function resolvePageType({
  type,
  paths,
  frontMatter,
}: z.infer<typeof pageTypeSchema>): PageTypeRule {
  return { type, ...(paths && { paths }), ...(frontMatter && { frontMatter }) };
}
