import { builtInRules } from "../../rules/index.ts";
import type { RuleSources } from "../../rules/sources.ts";
import { createEngine, type Engine } from "../config/engine.ts";
import { type HandbookConfig, parseHandbookConfig } from "../config/handbook-config.ts";
import { readNoShared } from "../config/config-bases.ts";
import { readRuleFiles } from "../config/rule-files.ts";
import { onlyKnown, type ReadShared, sharedFileOf } from "../config/shared-reference.ts";
import { metasOf } from "../lint/assert-rules.ts";
import { DataFileError } from "../lint/data-file.ts";
import { nearest } from "../lint/describe-issue.ts";
import { engineRules } from "../lint/engine-rules.ts";
import type { RuleId } from "../lint/finding.ts";
import type { RuleMeta } from "../lint/rule.ts";
import { familyOf } from "../lint/select-rules.ts";
import { compareText } from "../text/compare-text.ts";
import { detectLanguage } from "./detect-language.ts";
import { docsBase } from "./docs-base.ts";
import { loadRuleSources, mayRunSlowRules } from "./load-rule-sources.ts";
import { openSpeller } from "./open-speller.ts";
import { sharedByGit } from "./shared-by-git.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says about rules, whatever the configuration says. */
export interface RuleChoice {
  /** Rule ids or families that run alone. */
  readonly rule?: readonly string[];
  readonly preview?: boolean;
  /** `2026-11-23` */
  readonly today: string;
}

/** The built-in rules, ready to be put to work by a configuration. */
export interface OpenRules {
  readonly choice: RuleChoice;
  /**
   * Parses a configuration; `path` names it in errors. Configurations of other projects that it extends are read from
   * the host of the repository that `folder` belongs to. @throws UsageError
   */
  readonly parseConfig: (path: string, text: string, folder?: string) => HandbookConfig;
  /** Puts the rules to work; slow ones take a moment to load. */
  readonly engine: (config: HandbookConfig, options: { readonly slow: boolean }) => Promise<Engine>;
}

/** Opens the built-in rules. @throws UsageError when a rule is named that is not there. */
export function openRules(choice: RuleChoice): OpenRules {
  const sources: RuleSources = { openSpeller };
  const rules = builtInRules(readRuleFiles(), sources);
  const metas = withEngineRules(metasOf(rules));
  const only = choice.rule && choice.rule.length > 0 ? namedRules(choice.rule, metas) : undefined;
  let read: ReadShared = readNoShared;
  let known = new Set<string>();
  return {
    choice,
    parseConfig(path, text, folder) {
      if (folder !== undefined) read = sharedByGit(folder, process.env);
      const reader = read;
      known = new Set();
      try {
        return parseHandbookConfig(path, text, metas, (reference) => {
          known.add(sharedFileOf(reference));
          return reader(reference);
        });
      } catch (error) {
        if (!(error instanceof DataFileError)) throw error;
        throw new UsageError(`The configuration has errors.\n${error.message}`);
      }
    },
    async engine(config, { slow }) {
      const isAskedFor = metas.some(({ id, isSlow }) => isSlow && only?.has(id));
      const preview = config.lint.preview || choice.preview === true;
      const mayRun = slow && mayRunSlowRules({ ...config.lint, preview }, metas);
      if (mayRun || isAskedFor) await loadRuleSources(sources);
      return createEngine(
        config,
        { rules, docsBase, detectLanguage, readShared: onlyKnown(read, known) },
        {
          ...(choice.preview === true && { preview }),
          slow,
          today: choice.today,
          ...(only && { only }),
        },
      );
    },
  };
}

/** All built-in rules with their metadata, the engine's own included, sorted by id. */
export function allRules(): readonly RuleMeta[] {
  return withEngineRules(metasOf(builtInRules(readRuleFiles())));
}

function withEngineRules(metas: readonly RuleMeta[]): readonly RuleMeta[] {
  return [...metas, ...Object.values(engineRules)].sort((a, b) => compareText(a.id, b.id));
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
