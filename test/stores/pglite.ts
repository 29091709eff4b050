import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPglite } from "../../src/queue/pglite-store.ts";

/** Makes an embedded database once; tests take copies of it, which is quicker than making one each. */
export async function makePgliteTemplate(): Promise<{ folder: string; name: string }> {
  const folder = mkdtempSync(join(tmpdir(), "handbook-bot-pglite-"));
  const store = await openPglite(folder);
  await store.close();
  const { version } = JSON.parse(
    readFileSync(
      new URL("../../node_modules/@electric-sql/pglite/package.json", import.meta.url),
      "utf8",
    ),
  ) as { version: string };
  return { folder, name: `PGlite ${version}` };
}
