import { globSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Next to `src/`, in the source tree as in `dist/`. */
const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Reads the data files of the built-in rules: word lists and page templates. */
export function readRuleFiles(): readonly { readonly path: string; readonly text: string }[] {
  return globSync("rules/**/*.yml", { cwd: projectFolder })
    .map((path) => path.split(sep).join("/"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(projectFolder, path), "utf8") }));
}
