import { presetNames, presets } from "../src/config/presets.ts";
import type { RuleFacts } from "../src/docs/rule-facts.ts";
import { engineRules } from "../src/lint/engine-rules.ts";
import { defaultLintConfig } from "../src/lint/lint-config.ts";
import type { RuleMeta } from "../src/lint/rule.ts";
import { createSelector } from "../src/lint/select-rules.ts";

/** Page types that presets speak of, beside those that rules name. */
const otherTypes = ["handbook", "job-page", "job-family", "job-family-part", "policy"];

/** What the pages of the rules show about each, from the rules and presets themselves. */
export function ruleFacts(rules: readonly RuleMeta[]): readonly RuleFacts[] {
  const selectors = presetNames.map((name) => {
    const { layers, preview = false } = presets[name];
    return { name, select: createSelector(rules, { ...defaultLintConfig, layers, preview }) };
  });
  const { brokenConfiguration, misnamedConfiguration } = engineRules;
  const fixed = new Set<string>([brokenConfiguration.id, misnamedConfiguration.id]);
  const ofEngine = new Set<string>(Object.values(engineRules).map(({ id }) => id));
  return rules.map((meta) => {
    const { id, summary, severity, status, isFixable, isSlow = false, pages } = meta;
    const types = pages ?? otherTypes;
    const isOn = ({ select }: (typeof selectors)[number]): boolean =>
      types.some((type) =>
        select({ path: "a.md", type }).some(
          (state) => state.meta === meta && state.level !== "off",
        ),
      );
    return {
      id,
      summary,
      severity,
      status,
      isFixable,
      isSlow,
      pages: pages ?? null,
      presets: selectors.filter(isOn).map(({ name }) => name),
      options: defaultsOf(meta),
      isConfigurable: !fixed.has(id),
      isSuppressible: !ofEngine.has(id),
    };
  });
}

/** Options that another key of the configuration fills are explained there. */
function defaultsOf({ options, configSection }: RuleMeta): Readonly<Record<string, unknown>> {
  const parsed: unknown = options.parse(undefined);
  if (typeof parsed !== "object" || parsed === null) return {};
  return Object.fromEntries(Object.entries(parsed).filter(([name]) => name !== configSection?.key));
}
