import { realpathSync, statSync } from "node:fs";
import { join } from "node:path";

import { builtInRules } from "../../rules/index.ts";
import { type HandbookConfig, selectPages } from "../config/handbook-config.ts";
import { handbookOptions } from "../config/handbook-options.ts";
import { loadHandbookConfig } from "../config/load-handbook-config.ts";
import { readRuleFiles } from "../config/rule-files.ts";
import { createHandbook } from "../handbook/create-handbook.ts";
import type { Handbook } from "../handbook/handbook.ts";
import { metasOf } from "../lint/assert-rules.ts";
import { createLinter } from "../lint/create-linter.ts";
import { DataFileError } from "../lint/data-file.ts";
import { nearest } from "../lint/describe-issue.ts";
import { engineRules } from "../lint/engine-rules.ts";
import type { RuleId } from "../lint/finding.ts";
import type { Linter } from "../lint/linter.ts";
import type { AnyRule, RuleMeta } from "../lint/rule.ts";
import { familyOf } from "../lint/select-rules.ts";
import type { Page } from "../page/page.ts";
import { listFiles, readBytes } from "./read-files.ts";
import { UsageError } from "./usage-error.ts";

/** A handbook on disk with its configuration and rules, before any page is read. */
export interface OpenHandbook {
  /** Without symbolic links. */
  readonly root: string;
  readonly config: HandbookConfig;
  /** All files, relative to the root, sorted. */
  readonly files: readonly string[];
  /** Those of them that are pages. */
  readonly paths: readonly string[];
  readonly isPage: (path: string) => boolean;
  readonly linter: (options: { readonly slow: boolean }) => Linter;
  readonly read: (path: string) => Uint8Array;
}

/** What the command line says about a handbook. */
export interface HandbookChoice {
  readonly root: string;
  readonly config?: string;
  /** Rule ids or families that run alone. */
  readonly rule?: readonly string[];
  readonly preview?: boolean;
  readonly docsBase: string;
  /** `2026-11-23` */
  readonly today: string;
}

/**
 * Finds the files of a handbook and settles its rules.
 * @throws UsageError when the root, the configuration or a rule named is not there or not in order.
 */
export function openHandbook(choice: HandbookChoice): OpenHandbook {
  const root = realRoot(choice.root);
  const rules = builtInRules(readRuleFiles());
  const metas = [...metasOf(rules), ...Object.values(engineRules)];
  const config = readConfig(root, choice.config, metas);
  const only = choice.rule && choice.rule.length > 0 ? namedRules(choice.rule, metas) : undefined;
  const isPage = selectPages(config);
  const files = listFiles(root);
  return {
    root,
    config,
    files,
    paths: files.filter(isPage),
    isPage,
    linter: ({ slow }) =>
      createLinter({
        rules,
        docsBase: choice.docsBase,
        config: {
          ...config.lint,
          preview: config.lint.preview || choice.preview === true,
          slow,
          today: choice.today,
          ...(only && { only }),
        },
      }),
    read: (path) => readBytes(join(root, path)),
  };
}

/** Parses all pages and reads them into the index. */
export function readPages(
  { config, files, paths, read }: OpenHandbook,
  linter: Linter,
): { readonly pages: readonly Page[]; readonly handbook: Handbook } {
  const pages = paths.map((path) => linter.parse(path, read(path)));
  const isPage = new Set(paths);
  const others = files.filter((path) => !isPage.has(path));
  const known = new Set(files);
  const text = (path: string): string | undefined => {
    if (known.has(path)) return new TextDecoder().decode(read(path));
    console.error(
      `There is no file of redirects ${path}; the configuration's links.redirects names it.`,
    );
    return undefined;
  };
  return { pages, handbook: createHandbook(pages, handbookOptions(config, others, text)) };
}

/** All built-in rules with their metadata, the engine's own included, sorted by id. */
export function allRules(): readonly RuleMeta[] {
  const rules: readonly AnyRule[] = builtInRules(readRuleFiles());
  return [...metasOf(rules), ...Object.values(engineRules)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function realRoot(root: string): string {
  const stats = statSync(root, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`There is no folder ${root}.`);
  if (!stats.isDirectory()) throw new UsageError(`${root} is not a folder.`);
  return realpathSync(root);
}

function readConfig(
  root: string,
  file: string | undefined,
  metas: readonly RuleMeta[],
): HandbookConfig {
  try {
    return loadHandbookConfig(root, file, metas);
  } catch (error) {
    if (error instanceof DataFileError) {
      throw new UsageError(`The configuration is not in order.\n${error.message}`);
    }
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function namedRules(names: readonly string[], metas: readonly RuleMeta[]): ReadonlySet<RuleId> {
  const ids = metas.map(({ id }) => id);
  const known = [...new Set([...ids, ...ids.map(familyOf)])];
  const named = new Set<RuleId>();
  for (const name of names) {
    const matching = ids.filter((id) => id === name || familyOf(id) === name);
    if (matching.length === 0) {
      throw new UsageError(`There is no rule ${name}; ${nearest(name, known)}.`);
    }
    for (const id of matching) named.add(id);
  }
  return named;
}
