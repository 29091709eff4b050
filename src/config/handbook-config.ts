import type { z } from "zod";

import type { ApprovalSteps } from "../owners/approvals.ts";
import { type LineOf, parseDataFileWithLines } from "../lint/data-file.ts";
import { compileGlobs } from "../text/glob.ts";
import type { LintConfig, PageTypeRule, RuleException, RuleLayer } from "../lint/lint-config.ts";
import type { RuleMeta } from "../lint/rule.ts";
import {
  gateSchema,
  handbookConfigSchema,
  linksSchema,
  type pageTypeSchema,
  reviewSchema,
} from "./handbook-config-schema.ts";
import { presets } from "./presets.ts";

/** Name of the configuration file at the root of a handbook. */
export const configFileName = ".handbook-bot.yml";

/** What a handbook says about how it wants to be reviewed, with all that it leaves out filled in. */
export interface HandbookConfig {
  readonly lint: Pick<LintConfig, "layers" | "preview" | "pageTypes" | "exceptions">;
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
    readonly policyChanges: boolean;
    readonly otherMergeRequests: boolean;
  };
  /** Steps of approval that changes of some pages need. */
  readonly approvals: readonly ApprovalSteps[];
  readonly links: {
    readonly layout: "auto" | "middleman" | "hugo" | "relative";
    readonly site: string | undefined;
    readonly redirects: readonly string[];
    readonly generated: readonly string[];
    readonly assumeComplete: boolean;
  };
  /** Globs of canonical pages: the copy to keep when a text appears on several pages. */
  readonly canonical: readonly string[];
  /** Mandated wording, a paragraph each. */
  readonly boilerplate: readonly string[];
}

/** Never pages, whatever a configuration includes: what tools keep for themselves. */
const alwaysIgnored = ["**/node_modules/**", "**/.*/**"];

type Written = z.infer<ReturnType<typeof handbookConfigSchema>>;

/** A handbook that has no configuration is linted by this one. */
export const defaultHandbookConfig: HandbookConfig = resolveConfig({}, configFileName, () => 1);

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
  return resolveConfig(value, path, lineOf);
}

/** Answers whether a file is a page of the handbook. */
export function selectPages({ include, ignore }: HandbookConfig): (path: string) => boolean {
  const isIncluded = compileGlobs(include);
  const isIgnored = compileGlobs([...alwaysIgnored, ...ignore]);
  return (path) => isIncluded(path) && !isIgnored(path);
}

function resolveConfig(written: Written, path: string, lineOf: LineOf): HandbookConfig {
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
    ...termsLayer(written, path, lineOf),
    ...templatesLayer(written, path, lineOf),
    ...jurisdictionsLayer(written, path, lineOf),
    layer(written.rules, ["rules"]),
    ...overrides,
  ];
  return {
    lint: {
      layers: layers.filter(({ rules }) => Object.keys(rules).length > 0),
      preview: written.preview ?? used.some(({ preview }) => preview === true),
      pageTypes: (written.pages ?? []).map(resolvePageType),
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
    include: written.include ?? ["**/*.md", "**/*.md.erb", "**/*.markdown"],
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
  };
}

/** The organisation's own words reach the rule that looks for them as its options. */
function termsLayer({ terms }: Written, path: string, lineOf: LineOf): RuleLayer[] {
  if (!terms || terms.length === 0) return [];
  const source = `${path}:${lineOf(["terms"])}`;
  return [{ source, rules: { "organisation/no-avoided-term": { options: { terms } } } }];
}

function templatesLayer({ templates }: Written, path: string, lineOf: LineOf): RuleLayer[] {
  if (!templates || templates.length === 0) return [];
  const source = `${path}:${lineOf(["templates"])}`;
  return [{ source, rules: { "organisation/require-sections": { options: { templates } } } }];
}

function jurisdictionsLayer({ jurisdictions }: Written, path: string, lineOf: LineOf): RuleLayer[] {
  if (!jurisdictions) return [];
  const source = `${path}:${lineOf(["jurisdictions"])}`;
  const rules = [
    "jobs/require-pay-range",
    "jobs/require-posting-statement",
    "jobs/no-risky-wording",
  ];
  return [
    {
      source,
      rules: Object.fromEntries(rules.map((rule) => [rule, { options: { jurisdictions } }])),
    },
  ];
}

function resolvePageType({
  type,
  paths,
  frontMatter,
}: z.infer<typeof pageTypeSchema>): PageTypeRule {
  return { type, ...(paths && { paths }), ...(frontMatter && { frontMatter }) };
}
