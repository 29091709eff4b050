import type { Handbook } from "../handbook/handbook.ts";
import { metasOf } from "./assert-rules.ts";
import type { RuleId, Severity } from "./finding.ts";
import { type PreparedRule, prepareRules } from "./prepare-rules.ts";
import { type AnyRule, quote, type Site } from "./rule.ts";
import type { RuleState } from "./select-rules.ts";

/** The rules that run where some states hold, with their options parsed. */
export interface EnabledRules {
  readonly options: ReadonlyMap<RuleId, unknown>;
  readonly severities: ReadonlyMap<RuleId, Severity>;
  /** Options that a rule refused. A configuration was checked when it was read, so each is a fault. */
  readonly refused: ReadonlyMap<RuleId, string>;
  /** The rules that look at pages as they stand, ready for one handbook. */
  readonly prepared: (handbook: Handbook) => readonly PreparedRule[];
  /** Their ids. */
  readonly judging: ReadonlySet<string>;
}

/** Parses the options of the rules that are on. */
export function enableRules(
  rules: readonly AnyRule[],
  states: readonly RuleState[],
  site: Site,
): EnabledRules {
  const options = new Map<RuleId, unknown>();
  const severities = new Map<RuleId, Severity>();
  const refused = new Map<RuleId, string>();
  for (const { meta, level, options: written } of states) {
    if (level === "off") continue;
    severities.set(meta.id, level);
    try {
      options.set(meta.id, meta.options.parse(written));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      refused.set(meta.id, `options: ${quote(message, 200)}`);
    }
  }
  const ofPages = metasOf(rules.filter(({ scope }) => scope !== "change"));
  return {
    options,
    severities,
    refused,
    prepared: prepareRules(rules, options, site),
    judging: new Set(ofPages.map(({ id }) => id).filter((id) => options.has(id))),
  };
}
