import type { PageType } from "../page/page.ts";
import type { Severity } from "./finding.ts";
import { compileGlobs } from "../text/glob.ts";
import type { LintConfig, RuleLayer } from "./lint-config.ts";
import type { RuleMeta } from "./rule.ts";

/** What holds for one rule on one page, and who said so. */
export interface RuleState {
  readonly meta: RuleMeta;
  readonly level: Severity | "off";
  /** Not yet parsed. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Where the level comes from: `default`, `preview rule`, or the source of a layer. */
  readonly source: string;
  /** Sources of the layers whose options hold. */
  readonly optionSources: readonly string[];
}

/** Stands for all rules in a configuration; a family outweighs it, as an id outweighs the family. */
export const everyRule = "all";

/** Resolves every rule for the pages of a configuration; pages on which the same layers hold share one answer. */
export function createSelector(
  rules: readonly RuleMeta[],
  config: LintConfig,
): (page: { readonly path: string; readonly type: PageType }) => readonly RuleState[] {
  const layers = config.layers.map((layer) => ({ layer, holds: layerMatcher(layer) }));
  const resolved = new Map<string, readonly RuleState[]>();
  return (page) => {
    const holding = layers.filter(({ holds }) => holds(page)).map(({ layer }) => layer);
    const key = `${page.type}\n${holding.map((layer) => config.layers.indexOf(layer)).join()}`;
    let states = resolved.get(key);
    if (!states) {
      states = rules.map((meta) => resolve(meta, page.type, holding, config));
      resolved.set(key, states);
    }
    return states;
  };
}

/** The part of a rule id before the slash. */
export function familyOf(rule: string): string {
  const slash = rule.indexOf("/");
  return slash === -1 ? rule : rule.slice(0, slash);
}

/** From the gravest down. */
const severities: readonly string[] = ["error", "warning", "info"] satisfies readonly Severity[];

function isGraver(level: Severity | "off", limit: Severity): boolean {
  return level !== "off" && severities.indexOf(level) < severities.indexOf(limit);
}

function layerMatcher(
  layer: RuleLayer,
): (page: { readonly path: string; readonly type: PageType }) => boolean {
  const matchesPath = layer.paths ? compileGlobs(layer.paths) : () => true;
  const types = layer.types ? new Set(layer.types) : undefined;
  return ({ path, type }) => (types?.has(type) ?? true) && matchesPath(path);
}

function resolve(
  meta: RuleMeta,
  type: PageType,
  layers: readonly RuleLayer[],
  config: LintConfig,
): RuleState {
  const runsUnasked = meta.status === "stable" || (meta.status === "preview" && config.preview);
  let level: Severity | "off" = runsUnasked ? meta.severity : "off";
  let source = meta.status === "stable" ? "default" : `${meta.status} rule`;
  const options: Record<string, unknown> = {};
  const optionSources: string[] = [];
  for (const layer of layers) {
    for (const name of [everyRule, familyOf(meta.id), meta.id]) {
      const setting = Object.hasOwn(layer.rules, name) ? layer.rules[name] : undefined;
      if (!setting) continue;
      // What speaks of many rules says nothing about those that run only when asked for by name.
      if (setting.level && (name === meta.id || runsUnasked || setting.level === "off")) {
        level = setting.level === "on" ? meta.severity : setting.level;
        source = setting.source ?? layer.source;
      }
      if (setting.atMost && isGraver(level, setting.atMost)) {
        level = setting.atMost;
        source = setting.source ?? layer.source;
      }
      if (setting.options) {
        Object.assign(options, setting.options);
        optionSources.push(setting.source ?? layer.source);
      }
    }
  }
  if (config.only) {
    if (!config.only.has(meta.id)) level = "off";
    else if (level === "off") level = meta.severity;
    source = "asked for by name";
  }
  if (config.among?.has(meta.id) === false) {
    level = "off";
    source = "not asked for";
  }
  if (meta.isSlow && !config.slow && !config.only?.has(meta.id) && level !== "off") {
    level = "off";
    source = "slow rule: runs on changed pages and when asked for by name";
  }
  if (meta.pages && !meta.pages.includes(type)) {
    level = "off";
    source = `looks at other page types: ${meta.pages.join(", ")}`;
  }
  return { meta, level, options, source, optionSources };
}
