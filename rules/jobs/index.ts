import type { AnyRule } from "../../src/lint/rule.ts";
import type { PageTemplate } from "../structure/page-template.ts";
import { noUnknownLevel } from "./no-unknown-level.ts";
import { requireLevelOrder } from "./require-level-order.ts";
import { requireRoleRequirement } from "./require-role-requirement.ts";

/** The rules on how a job page and its levels are built. */
export function jobPageRules(templates: readonly PageTemplate[]): readonly AnyRule[] {
  return [requireRoleRequirement(templates), requireLevelOrder(templates), noUnknownLevel];
}
