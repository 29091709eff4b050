import { engineRules } from "./engine-rules.ts";
import type { AnyRule, RuleMeta } from "./rule.ts";

/** All rules, with those of groups. */
export function metasOf(rules: readonly AnyRule[]): readonly RuleMeta[] {
  return rules.flatMap((rule) => (rule.scope === "group" ? rule.rules : [rule]));
}

/**
 * Checks that rules have ids of their own and explain themselves.
 * @throws Error that names every rule at fault.
 */
export function assertRules(rules: readonly AnyRule[]): void {
  const problems: string[] = [];
  const seen = new Set<string>(Object.values(engineRules).map(({ id }) => id));
  for (const { id, summary, why } of metasOf(rules)) {
    if (seen.has(id)) problems.push(`${id}: another rule has this id`);
    seen.add(id);
    if (!/^[a-z][a-z0-9-]*\/[A-Za-z0-9][A-Za-z0-9-]*$/.test(id)) {
      problems.push(`${id}: an id is family/name in letters, digits and hyphens`);
    }
    if (!isSentence(summary)) problems.push(`${id}: the summary must be one sentence`);
    if (!isSentence(why)) problems.push(`${id}: the why must be one sentence`);
  }
  if (problems.length > 0) throw new Error(`Invalid rules:\n${problems.join("\n")}`);
}

/** Begins with a capital or a quotation, ends with a full stop, and no other sentence follows inside. */
function isSentence(text: string): boolean {
  return /^[\p{Lu}\p{N}“`<{].*\.$/u.test(text) && !/[.!?] \p{Lu}/u.test(text);
}
