import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";

/** A data folder with an empty embedded database in it, and the function that removes it. */
export function pgliteDataDir(): { dataDir: string; remove: () => void } {
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-data-"));
  cpSync(join(inject("pgliteTemplate"), "queue"), join(dataDir, "queue"), { recursive: true });
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}
