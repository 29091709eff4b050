import { realpathSync } from "node:fs";
import { join } from "node:path";

import { builtInRules } from "../../rules/index.ts";
import type { RuleSources } from "../../rules/sources.ts";
import { type HandbookConfig, selectPages } from "../config/handbook-config.ts";
import { loadHandbookConfig } from "../config/load-handbook-config.ts";
import { detectLanguage } from "./detect-language.ts";
import { loadRuleSources } from "./load-rule-sources.ts";
import { openSpeller } from "./open-speller.ts";
import { readRuleFiles } from "../config/rule-files.ts";
import { metasOf } from "../lint/assert-rules.ts";
import { DataFileError } from "../lint/data-file.ts";
import { nearest } from "../lint/describe-issue.ts";
import { engineRules } from "../lint/engine-rules.ts";
import type { RuleId } from "../lint/finding.ts";
import type { Linter } from "../lint/linter.ts";
import type { AnyRule, RuleMeta } from "../lint/rule.ts";
import { familyOf } from "../lint/select-rules.ts";
import type { Page } from "../page/page.ts";
import { runSteps } from "../text/steps.ts";
import { createEngine, type Engine } from "../config/engine.ts";
import { buildRevision, type Revision } from "../change/revision.ts";
import { docsBase } from "./docs-base.ts";
import { listFiles, readBytes, statOf } from "./read-files.ts";
import { UsageError } from "./usage-error.ts";
import { compareText } from "../text/compare-text.ts";

/** A handbook on disk with its configuration and rules, before any page is read. */
export interface OpenHandbook {
  /** Without symbolic links. */
  readonly root: string;
  readonly config: HandbookConfig;
  /** Paths of the pages, relative to the root, sorted. */
  readonly paths: readonly string[];
  readonly isPage: (path: string) => boolean;
  /** The bytes of a file, which are read once. */
  readonly read: (path: string) => Uint8Array;
  /** Loads the rules; slow ones take a moment to load. */
  readonly loadRules: (options: { readonly slow: boolean }) => Promise<LoadedHandbook>;
}

/** A handbook with its rules at work. */
export interface LoadedHandbook {
  readonly linter: Linter;
  /** Reads all pages into the index. They are not kept: many pages need much memory. */
  readonly readAll: () => Revision;
}

/** What the command line says about a handbook. */
export interface HandbookChoice {
  readonly root: string;
  readonly config?: string;
  /** Rule ids or families that run alone. */
  readonly rule?: readonly string[];
  readonly preview?: boolean;
  /** `2026-11-23` */
  readonly today: string;
}

/**
 * Finds the files of a handbook and reads its configuration.
 * @throws UsageError when the root, the configuration or a rule named is not there or not in order.
 */
export function openHandbook(choice: HandbookChoice): OpenHandbook {
  const root = realRoot(choice.root);
  const sources: RuleSources = { openSpeller };
  const rules = builtInRules(readRuleFiles(), sources);
  const metas: readonly RuleMeta[] = [...metasOf(rules), ...Object.values(engineRules)];
  const config = readConfig(root, choice.config, metas);
  const only = choice.rule && choice.rule.length > 0 ? namedRules(choice.rule, metas) : undefined;
  const files = listFiles(root);
  const isPage = selectPages(config);
  const paths = files.filter(isPage);
  const read = once((path: string) => readBytes(join(root, path)));
  return {
    root,
    config,
    paths,
    isPage,
    read,
    async loadRules({ slow }) {
      const isAskedFor = metas.some(({ id, isSlow }) => isSlow && only?.has(id));
      if (slow || isAskedFor) await loadRuleSources(sources);
      const engine = createEngine(
        config,
        { rules, docsBase, detectLanguage },
        {
          preview: config.lint.preview || choice.preview === true,
          slow,
          today: choice.today,
          ...(only && { only }),
        },
      );
      return {
        linter: engine.linter,
        readAll: () =>
          runSteps(
            buildRevision(engine, parseAll(engine.linter, paths, read), {
              data: dataFiles(engine, config, files, read),
              others: new Set(files.filter((path) => !engine.isWanted(path))),
            }),
          ),
      };
    },
  };
}

function* parseAll(
  linter: Linter,
  paths: readonly string[],
  read: (path: string) => Uint8Array,
): Generator<Page> {
  for (const path of paths) yield linter.parse(path, read(path));
}

function dataFiles(
  { isData }: Pick<Engine, "isData">,
  { links }: HandbookConfig,
  files: readonly string[],
  read: (path: string) => Uint8Array,
): ReadonlyMap<string, string> {
  for (const path of links.redirects) {
    if (files.includes(path)) continue;
    console.error(
      `There is no file of redirects ${path}; links.redirects in the configuration names it.`,
    );
  }
  const texts = new Map<string, string>();
  for (const path of files.filter(isData)) texts.set(path, new TextDecoder().decode(read(path)));
  return texts;
}

function once<T>(read: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const found = known.get(path) ?? read(path);
    known.set(path, found);
    return found;
  };
}

/** All built-in rules with their metadata, the engine's own included, sorted by id. */
export function allRules(): readonly RuleMeta[] {
  const rules: readonly AnyRule[] = builtInRules(readRuleFiles());
  return [...metasOf(rules), ...Object.values(engineRules)].sort((a, b) => compareText(a.id, b.id));
}

function realRoot(root: string): string {
  const stats = statOf(root);
  if (!stats) throw new UsageError(`No such folder: ${root}.`);
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
      throw new UsageError(`The configuration has errors.\n${error.message}`);
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
