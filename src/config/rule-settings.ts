import { z } from "zod";

import { describeIssue, type DescribedIssue, nearest } from "../lint/describe-issue.ts";
import type { RuleSetting } from "../lint/lint-config.ts";
import type { Severity } from "../lint/finding.ts";
import type { RuleMeta } from "../lint/rule.ts";
import { everyRule, familyOf } from "../lint/select-rules.ts";

const level = z.enum(["error", "warning", "info", "on", "off"]);

/** Severities that findings can be kept to. */
export const atMostLevels = ["error", "warning", "info"] as const satisfies readonly Severity[];

const atMost = z.enum(atMostLevels);

/** A severity, `on` or `off`; or a mapping of `severity`, `atMost` and the rule's own options. */
export const writtenSetting = z.union([
  level,
  z.looseObject({ severity: level.optional(), atMost: atMost.optional() }),
]);

/** Unknown names that get the nearest known one. */
const hintsMax = 20;

/** Reads the `rules:` of a configuration, keyed by rule id, family or `all`, reporting all that is wrong at once. */
export function ruleSettingsSchema(rules: readonly RuleMeta[]) {
  const known = namesOf(rules);
  const byId = new Map<string, RuleMeta>(rules.map((rule) => [rule.id, rule]));
  return z.record(z.string(), z.unknown()).transform((written, context) => {
    const settings: Record<string, RuleSetting> = {};
    let unknown = 0;
    for (const [name, value] of Object.entries(written)) {
      if (!known.includes(name)) {
        unknown += 1;
        // Only the first ones are shown; the nearest name of thousands would take minutes.
        const hint = unknown > hintsMax ? "" : `; ${nearest(name, known)}`;
        const message = `there is no rule “${name.slice(0, 80)}”${hint}`;
        context.addIssue({ code: "custom", path: [name], message, params: { isKey: true } });
        continue;
      }
      const { setting, problems } = readSetting(value, byId.get(name));
      settings[name] = setting;
      for (const { keys, isKey, message } of problems) {
        const path = [name, ...keys];
        context.addIssue({ code: "custom", path, message, params: { isKey } });
      }
    }
    return settings;
  });
}

/** `all`, families and ids, as a configuration may name them. */
export function namesOf(rules: readonly RuleMeta[]): readonly string[] {
  return [
    ...new Set([everyRule, ...rules.map(({ id }) => familyOf(id)), ...rules.map(({ id }) => id)]),
  ];
}

function readSetting(
  value: unknown,
  rule: RuleMeta | undefined,
): { readonly setting: RuleSetting; readonly problems: readonly DescribedIssue[] } {
  const read = writtenSetting.safeParse(value);
  if (!read.success) {
    const problems = read.error.issues.flatMap((issue) =>
      describeIssue(issue, writtenSetting, value),
    );
    return { setting: {}, problems };
  }
  if (typeof read.data === "string") return { setting: { level: read.data }, problems: [] };
  const { severity, atMost, ...options } = read.data;
  const setting = {
    ...(severity !== undefined && { level: severity }),
    ...(atMost !== undefined && { atMost }),
    ...(Object.keys(options).length > 0 && { options }),
  };
  if (!setting.options) return { setting, problems: [] };
  if (rule) return { setting, problems: optionProblems(rule, options) };
  const message = "options belong to single rules; several at once take severity and atMost only";
  return { setting, problems: [{ keys: [], isKey: false, message }] };
}

function optionProblems(
  rule: RuleMeta,
  options: Readonly<Record<string, unknown>>,
): readonly DescribedIssue[] {
  try {
    rule.options.parse(options);
    return [];
  } catch (error) {
    if (error instanceof z.ZodError) {
      const schema = rule.options.schema ?? z.unknown();
      return error.issues.flatMap((issue) => describeIssue(issue, schema, options));
    }
    const message = error instanceof Error ? error.message : String(error);
    return [{ keys: [], isKey: false, message }];
  }
}
