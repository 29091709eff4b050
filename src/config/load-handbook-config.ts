import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { DataFileError } from "../lint/data-file.ts";
import type { RuleMeta } from "../lint/rule.ts";
import {
  configFileName,
  defaultHandbookConfig,
  type HandbookConfig,
  parseHandbookConfig,
} from "./handbook-config.ts";
import { configBytesMax } from "./limits.ts";

/**
 * Reads the configuration of a handbook on disk: the file given, else the one at its root, else what
 * holds without one.
 * @throws DataFileError when the file is not in order, and an Error when a file that was asked for cannot be read.
 */
export function loadHandbookConfig(
  root: string,
  file: string | undefined,
  rules: readonly RuleMeta[],
): HandbookConfig {
  const path = file ?? join(root, configFileName);
  const shown = file ?? configFileName;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats && file === undefined) return defaultHandbookConfig;
  if (!stats) throw new Error(`There is no configuration file ${path}.`);
  if (!stats.isFile()) throw new Error(`${path} is not a file.`);
  if (stats.size > configBytesMax) {
    const message = `a configuration has at most ${configBytesMax} bytes, not ${stats.size}`;
    throw new DataFileError(shown, [{ line: 1, column: 1, at: "", message }]);
  }
  return parseHandbookConfig(shown, readFileSync(path, "utf8"), rules);
}
