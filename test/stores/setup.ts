import { readFileSync, rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { makePgliteTemplate } from "./pglite.ts";
import { startPostgres } from "./postgres.ts";
import { startRedis } from "./redis.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder to copy, see `pgliteDataDir`. */
    pgliteTemplate: string;
    postgresUrl: string;
    redisUrl: string;
  }
}

/** Starts the real stores once, when one of the tests that are to run asks for them. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const { testFiles } = await project.globTestFiles(filtersOf(project));
  if (
    !testFiles.some((file) =>
      /\/stores\/|\binject\("(?:redis|postgres|pglite)/.test(readFileSync(file, "utf8")),
    )
  )
    return;
  const template = await makePgliteTemplate();
  const redis = await startRedis();
  const postgres = await startPostgres();
  project.provide("pgliteTemplate", template.folder);
  project.provide("redisUrl", redis.url);
  project.provide("postgresUrl", postgres.url);
  console.log(`stores: ${template.name}, ${redis.name}, ${postgres.name}`);
  return async () => {
    await Promise.all([redis.stop(), postgres.stop()]);
    rmSync(template.folder, { recursive: true, force: true });
  };
}

/** The file names given on the command line. Vitest tells them to nobody officially; without them all tests count. */
function filtersOf(project: TestProject): string[] {
  const filters: unknown = Reflect.get(project.vitest, "filenamePattern");
  return Array.isArray(filters) ? filters.filter((filter) => typeof filter === "string") : [];
}
