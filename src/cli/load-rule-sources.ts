import type { RuleSources } from "../../rules/sources.ts";
import type { LintConfig } from "../lint/lint-config.ts";
import type { RuleMeta } from "../lint/rule.ts";

/** Loads the linters behind the slow rules into `sources`. Fast from the second call on. */
export async function loadRuleSources(sources: RuleSources): Promise<void> {
  const [markdownlint, writeGood] = await Promise.all([
    import("markdownlint/sync"),
    import("write-good"),
  ]);
  sources.lintMarkdown = markdownlint.lint;
  sources.writeGood = writeGood.default;
}

/** Whether a slow rule may run under a configuration. All of them are preview rules, off unless asked for. */
export function mayRunSlowRules(
  { layers, preview }: Pick<LintConfig, "layers" | "preview">,
  metas: readonly RuleMeta[],
): boolean {
  const slow = metas.filter(({ isSlow }) => isSlow);
  if (preview || slow.some(({ status }) => status === "stable")) return true;
  return layers.some(({ rules }) =>
    slow.some(({ id }) => {
      const level = Object.hasOwn(rules, id) ? rules[id]?.level : undefined;
      return level !== undefined && level !== "off";
    }),
  );
}
