import { readFileSync } from "node:fs";
import { dirname, relative } from "node:path";

import { defaultHandbookConfig, type HandbookConfig } from "../config/handbook-config.ts";
import { configBytesMax } from "../config/limits.ts";
import type { Location } from "./locate.ts";
import type { OpenRules } from "./open-rules.ts";
import { statOf } from "./read-files.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Reads the configuration that was named or found; defaults where there is none.
 * @throws UsageError when it cannot be read or has errors.
 */
export function readConfig({ config }: Pick<Location, "config">, rules: OpenRules): HandbookConfig {
  if (config === undefined) return defaultHandbookConfig;
  const shown = relative(process.cwd(), config);
  const stats = statOf(config);
  if (!stats) throw new UsageError(`There is no configuration file ${shown}.`);
  if (!stats.isFile()) throw new UsageError(`${shown} is not a file.`);
  if (stats.size > configBytesMax) {
    throw new UsageError(
      `${shown} has ${stats.size} bytes; a configuration has at most ${configBytesMax}.`,
    );
  }
  return rules.parseConfig(shown, readFileSync(config, "utf8"), dirname(config));
}
