import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { nearest } from "../lint/describe-issue.ts";
import { pageName } from "./page-name.ts";
import { skeletons } from "./skeletons.ts";
import { errorCode, UsageError } from "./usage-error.ts";

/**
 * Writes a new page of a kind. Never writes over a file that is there.
 * @throws UsageError when the kind is unknown, or the page exists or cannot be written.
 */
export function newPage(kind: string, path: string, options: { readonly title?: string }): void {
  const skeleton = Object.hasOwn(skeletons, kind) ? skeletons[kind] : undefined;
  if (skeleton === undefined) {
    throw new UsageError(`Unknown kind of page ${kind}: ${nearest(kind, Object.keys(skeletons))}.`);
  }
  if (!/\.(?:md|markdown)(?:\.erb)?$/.test(path)) {
    throw new UsageError(`${path} is not the name of a page. Use a name that ends in .md.`);
  }
  const title = options.title ?? titleFrom(path);
  if (/[\p{Cc}\u2028\u2029]/u.test(title))
    throw new UsageError("--title must be one line of text.");
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, skeleton.write(JSON.stringify(title)), { flag: "wx" });
  } catch (error) {
    if (errorCode(error) === "EEXIST") {
      throw new UsageError(`${path} already exists and was not changed.`);
    }
    throw new UsageError(
      `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  process.stdout.write(`Wrote ${path}.\n`);
}

/** `people/parental-leave/index.html.md` is about parental leave. */
function titleFrom(path: string): string {
  const words = pageName(path).replace(/[-_]+/g, " ").trim();
  return words === "" || words === "."
    ? "New page"
    : words.charAt(0).toUpperCase() + words.slice(1);
}
