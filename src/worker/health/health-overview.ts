import { type RuleHealth, sumHealth } from "../../review/rule-health.ts";
import { isWeak } from "../../review/rule-proposals.ts";
import { compareText } from "../../text/compare-text.ts";
import { type HealthFigures, readFigures } from "./health-figures.ts";

type Judged = RuleHealth & { readonly isWeak: boolean };

/** What was counted in a project, with what follows from it. */
export interface ProjectHealth extends Omit<HealthFigures, "rules"> {
  readonly rules: readonly Judged[];
}

/** Puts together what the store keeps of all projects. */
export function overviewOf(texts: readonly string[]): {
  readonly projects: readonly ProjectHealth[];
  readonly all: readonly Judged[];
} {
  const figures = texts.map(readFigures).filter((each) => each !== undefined);
  const judge = (rules: HealthFigures["rules"]): readonly Judged[] =>
    sumHealth(rules).map((each) => ({ ...each, isWeak: isWeak(each) }));
  return {
    projects: figures
      .map((each) => ({ ...each, rules: judge(each.rules) }))
      .sort((a, b) => compareText(a.project, b.project)),
    all: judge(figures.flatMap(({ rules }) => rules)),
  };
}
