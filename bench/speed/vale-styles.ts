import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readRuleFiles } from "../../src/config/rule-files.ts";
import { expandForm } from "../../rules/terms/expand-form.ts";
import { parseTermList } from "../../rules/terms/term-list.ts";
import type { DataFile } from "../../src/lint/data-file.ts";

/**
 * Writes styles for Vale that look for what our stable term lists look for, without the conditions under which ours
 * pass over a word; gives the path of its configuration.
 */
export function writeValeStyles(scratch: string): string {
  const styles = join(scratch, "styles");
  const families = new Set<string>();
  for (const file of readRuleFiles()) {
    if (!/^rules\/(?:inclusive|jobs|policy|prose|style)\/[^/]+\.yml$/.test(file.path)) continue;
    const list = termListOf(file);
    if (list === undefined || list.status !== "stable") continue;
    const [family = "", name = ""] = list.rule.split("/");
    const tokens = list.terms.flatMap(({ forms, replace }) =>
      [...forms, ...Object.keys(replace)].flatMap(expandForm),
    );
    if (tokens.length === 0) continue;
    families.add(family);
    mkdirSync(join(styles, family), { recursive: true });
    const style = {
      extends: "existence",
      message: "'%s' is avoided.",
      level: "warning",
      ignorecase: true,
      tokens: [...new Set(tokens)].map((token) => token.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")),
    };
    // JSON is YAML.
    writeFileSync(join(styles, family, `${name}.yml`), JSON.stringify(style));
  }
  const config = join(scratch, "vale.ini");
  writeFileSync(
    config,
    [
      `StylesPath = ${styles}`,
      "MinAlertLevel = suggestion",
      "[formats]",
      "erb = md",
      "[*.{md,erb}]",
      // Vale gives up on a style that is not there.
      `BasedOnStyles = ${[...families].join(", ")}`,
      "",
    ].join("\n"),
  );
  return config;
}

/** Other files of these folders are no term lists. */
function termListOf(file: DataFile) {
  try {
    return parseTermList(file);
  } catch {
    return undefined;
  }
}
