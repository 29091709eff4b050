import { renameSync, writeFileSync } from "node:fs";

import { statOf } from "./read-files.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Writes the whole file or nothing: a full disk leaves the old one.
 * @throws UsageError where it cannot be written
 */
export function writeWhole(file: string, text: string): void {
  const beside = `${file}.handbook-bot`;
  try {
    const mode = statOf(file)?.mode;
    writeFileSync(beside, text, mode === undefined ? {} : { mode });
    renameSync(beside, file);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
