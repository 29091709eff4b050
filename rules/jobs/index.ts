import type { AnyRule } from "../../src/lint/rule.ts";
import type { PageTemplate } from "../structure/page-template.ts";
import { noLocation } from "./no-location.ts";
import { noScatteredIndicators } from "./no-scattered-indicators.ts";
import { noUnknownLevel } from "./no-unknown-level.ts";
import { requireGradeLink } from "./require-grade-link.ts";
import { requireIndicatorCount } from "./require-indicator-count.ts";
import { requireIntroduction } from "./require-introduction.ts";
import { requireLevelOrder } from "./require-level-order.ts";
import { requireReportingLine } from "./require-reporting-line.ts";
import { requireRoleRequirement } from "./require-role-requirement.ts";

/** The rules on how a job page and its levels are built. */
export function jobPageRules(templates: readonly PageTemplate[]): readonly AnyRule[] {
  return [
    requireRoleRequirement(templates),
    requireLevelOrder(templates),
    requireGradeLink(templates),
    requireIndicatorCount(templates),
    noScatteredIndicators(templates),
    requireIntroduction(templates),
    requireReportingLine(templates),
    noUnknownLevel,
    noLocation,
  ];
}
