import type { z } from "zod";

import type { ApprovalSteps } from "../owners/approvals.ts";
import { DataFileError, parseDataFileWithLines } from "../lint/data-file.ts";
import { compileGlobs } from "../text/glob.ts";
import type { LintConfig, PageTypeRule } from "../lint/lint-config.ts";
import type { RuleMeta } from "../lint/rule.ts";
import {
  gateSchema,
  handbookConfigSchema,
  linksSchema,
  type pageTypeSchema,
  type WrittenConfig,
} from "./handbook-config-schema.ts";
import { reviewSchema } from "./review-schema.ts";
import { type Mentions, mentionsOf } from "./mentions.ts";
import { configBytesMax } from "./limits.ts";
import { type Base, type BaseContext, mergeRaw, openBases, readNoShared } from "./config-bases.ts";
import { ownExceptions, ownLayers, type WrittenFile } from "./config-layers.ts";
import { recordsLayer } from "./presets.ts";
import type { ReadShared } from "./shared-reference.ts";
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
  /** Configurations of other projects that it extends, and that were not read: it is not whole. */
  readonly unread: readonly string[];
}

/** Never pages, whatever a configuration includes: what tools keep for themselves. */
const alwaysIgnored = ["**/node_modules/**", "**/.*/**"];

/** A handbook that has no configuration is linted by this one. */
export const defaultHandbookConfig: HandbookConfig = resolveConfig(
  { path: configFileName, written: {}, lineOf: () => 1, raw: {} },
  { rules: [], read: readNoShared },
);

/**
 * Parses the text of a configuration file. `read` gives those of other projects that it extends.
 * @throws DataFileError with every problem found, each with its line, what was found and what was expected.
 */
export function parseHandbookConfig(
  path: string,
  text: string,
  rules: readonly RuleMeta[],
  read: ReadShared = readNoShared,
): HandbookConfig {
  const bytes = Buffer.byteLength(text);
  if (bytes > configBytesMax) {
    const message = `it has ${bytes} bytes; a configuration has at most ${configBytesMax}`;
    throw new DataFileError(path, [{ line: 1, column: 1, at: "", message }]);
  }
  const parsed = parseDataFileWithLines(path, text, handbookConfigSchema(rules));
  return resolveConfig({ path, written: parsed.value, ...parsed }, { rules, read });
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
  own: WrittenFile & { readonly raw: Base["raw"] },
  context: BaseContext,
): HandbookConfig {
  const { path, lineOf } = own;
  const bases = openBases(own, context);
  const written = bases.length === 0 ? own.written : writtenOver(bases, own, context);
  const layers = [
    recordsLayer,
    ...bases.flatMap((base) => base.layers),
    ...ownLayers(own, context.rules),
  ];
  const exceptions =
    ownExceptions(own) ?? bases.findLast((base) => base.exceptions)?.exceptions ?? [];
  return {
    lint: {
      layers: layers.filter(({ rules }) => Object.keys(rules).length > 0),
      preview: written.preview ?? false,
      pageTypes: (written.pages ?? []).map(resolvePageType),
      languages: (written.languages ?? []).map(({ language, paths }) => ({
        language,
        ...(paths && { paths }),
      })),
      exceptions,
    },
    include: written.include ?? ["**/*.{md,MD,Md}", "**/*.mdx", "**/*.md.erb", "**/*.markdown"],
    ignore: written.ignore ?? [],
    gate: gateSchema.parse(written.gate ?? {}),
    review: reviewSchema.parse(written.review ?? {}),
    approvals: written.approvals ?? [],
    links: { site: undefined, ...linksSchema.parse(written.links ?? {}) },
    canonical: written.canonical ?? [],
    boilerplate: written.boilerplate ?? [],
    baseline: written.baseline ?? undefined,
    mentions: mentionsOf(own.written, path, lineOf),
    unread: bases.flatMap((base) => base.unread),
  };
}

/** Each file is valid by itself; defaults are filled in once all are laid over each other. */
function writtenOver(
  bases: readonly Base[],
  { path, raw, lineOf }: Parameters<typeof resolveConfig>[0],
  { rules }: BaseContext,
): WrittenConfig {
  const merged = mergeRaw([...bases.map((base) => base.raw), raw]);
  const result = handbookConfigSchema(rules).safeParse(merged);
  if (result.success) return result.data;
  const message = "what it extends does not go together with what it says itself";
  throw new DataFileError(path, [{ line: lineOf(["extends"]), column: 1, at: "extends", message }]);
}

function resolvePageType({
  type,
  paths,
  frontMatter,
}: z.infer<typeof pageTypeSchema>): PageTypeRule {
  return { type, ...(paths && { paths }), ...(frontMatter && { frontMatter }) };
}
