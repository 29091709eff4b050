import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

import { projectFolder } from "../project-folder.ts";

/**
 * Reads the data files of the built-in rules: word lists, page templates, jurisdictions. They are YAML in a
 * checkout and JSON in the built package, where they are parsed at every start.
 */
export function readRuleFiles(): readonly { readonly path: string; readonly text: string }[] {
  return globSync("rules/*/**/*.{yml,json}", { cwd: projectFolder })
    .filter((path) => !path.endsWith(".schema.json"))
    .map((path) => path.split(sep).join("/"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(projectFolder, path), "utf8") }));
}
