import { existsSync, globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

import type { DataFile } from "../lint/data-file.ts";
import { projectFolder } from "../project-folder.ts";

/**
 * Reads the data files of the built-in rules: word lists, page templates, jurisdictions. They are YAML in a
 * checkout; the built package has what they say in one file, checked, because they are read at every start.
 */
export function readRuleFiles(): readonly DataFile[] {
  const built = join(projectFolder, "rules.json");
  if (existsSync(built)) return JSON.parse(readFileSync(built, "utf8")) as readonly DataFile[];
  return globSync("rules/*/**/*.yml", { cwd: projectFolder })
    .map((path) => path.split(sep).join("/"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(projectFolder, path), "utf8") }));
}
