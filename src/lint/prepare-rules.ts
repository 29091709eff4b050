import type { Handbook } from "../handbook/handbook.ts";
import type { RuleId } from "./finding.ts";
import type { AnyRule, Check, CheckOrPrepare, GroupCheck, RuleGroup, Site } from "./rule.ts";

/** A rule, or a group with the rules of it that are on, ready to look at pages. */
export type PreparedRule =
  | { readonly scope: "single"; readonly id: RuleId; readonly check: Check }
  | {
      readonly scope: "group";
      readonly name: string;
      readonly ids: readonly RuleId[];
      readonly check: GroupCheck;
    };

/** Makes the check of one rule for one set of options. */
export function prepareRule<O, S extends Site>(
  rule: CheckOrPrepare<O, S>,
  options: O,
  site: S,
): Check {
  if (rule.prepare) return rule.prepare(options, site);
  return (page) => rule.check(page, options, site);
}

/**
 * Prepares the rules that are on, in their order; those that look at pages alone once for all handbooks.
 * A rule prepares at its first page, so that what it throws there is a fault of that rule.
 */
export function prepareRules(
  rules: readonly AnyRule[],
  enabled: ReadonlyMap<RuleId, unknown>,
  site: Site,
): (handbook: Handbook) => readonly PreparedRule[] {
  const isEnabled = ({ id }: { readonly id: RuleId }): boolean => enabled.has(id);
  const makers = rules.flatMap((rule): ((handbook: Handbook) => PreparedRule)[] => {
    if (rule.scope === "change") return [];
    if (rule.scope === "group") {
      const ids = rule.rules.filter(isEnabled).map(({ id }) => id);
      if (ids.length === 0) return [];
      const prepared = prepareGroup(rule, ids, enabled, site);
      return [() => prepared];
    }
    const { id } = rule;
    if (!enabled.has(id)) return [];
    const options = enabled.get(id);
    if (rule.scope === "page") {
      const check = atFirstPage(() => prepareRule(rule, options, site));
      return [() => ({ scope: "single", id, check })];
    }
    return [
      (handbook) => {
        const check = atFirstPage(() => prepareRule(rule, options, { ...site, handbook }));
        return { scope: "single", id, check };
      },
    ];
  });
  const prepared = new WeakMap<Handbook, readonly PreparedRule[]>();
  return (handbook) => {
    const known = prepared.get(handbook) ?? makers.map((make) => make(handbook));
    prepared.set(handbook, known);
    return known;
  };
}

function prepareGroup(
  group: RuleGroup,
  ids: readonly RuleId[],
  enabled: ReadonlyMap<RuleId, unknown>,
  site: Site,
): PreparedRule {
  let check: GroupCheck | undefined;
  return {
    scope: "group",
    name: group.name,
    ids,
    check(page, asked) {
      check ??= group.prepare(new Map(ids.map((id) => [id, enabled.get(id)])), site);
      return check(page, asked);
    },
  };
}

function atFirstPage(prepare: () => Check): Check {
  let check: Check | undefined;
  return (page) => (check ??= prepare())(page);
}
