import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { jobMatchers, type Level, levelsOf } from "../structure/levels.ts";
import type { PageTemplate } from "../structure/page-template.ts";
import { type LevelName, readLevelName } from "./level-name.ts";
import { jobPages } from "./requirement.ts";

interface Named {
  readonly level: Level;
  readonly name: LevelName;
}

/** The rule that the levels of a job family stand from the lowest to the highest. */
export function requireLevelOrder(templates: readonly PageTemplate[]): PageRule {
  const matcherOf = jobMatchers(templates);
  return {
    id: "jobs/require-level-order",
    scope: "page",
    summary: "The levels of a job family go from the lowest to the highest.",
    why: "Each level says what it adds to the one before it, so readers expect them in order.",
    severity: "info",
    status: "stable",
    isFixable: false,
    pages: jobPages,
    options: noOptions,
    *check(page) {
      const matcher = matcherOf(page.type);
      if (matcher === undefined) return;
      for (const levels of levelsOf(page, matcher)) {
        const found = firstOutOfOrder(levels);
        if (found === undefined) continue;
        const [low, high] = [found.level.heading, found.before.level.heading];
        yield {
          span: low.span,
          key: `${low.text}/${high.text}`,
          message: `${quote(low.text, 30)} comes after the higher level ${quote(high.text, 30)}. Move it before.`,
        };
      }
    },
  };
}

/** The first level behind a higher one of the same role and track. */
function firstOutOfOrder(
  levels: readonly Level[],
): (Named & { readonly before: Named }) | undefined {
  const highest = new Map<string, Named>();
  for (const level of levels) {
    const name = readLevelName(level.heading.text);
    if (name === undefined) continue;
    const key = `${name.track} ${name.role}`;
    const before = highest.get(key);
    if (before !== undefined && before.name.rank > name.rank) return { level, name, before };
    highest.set(key, { level, name });
  }
  return undefined;
}
