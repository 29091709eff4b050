import { createRequire, findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

import type * as eldLibrary from "eld/extrasmall";

const require = createRequire(import.meta.url);

let open: typeof eldLibrary | undefined;

/**
 * Guesses the language of a text. The detector is loaded at the first one: its data take 0.15 s of CPU and
 * 25 MB, which a handbook that is plainly English never pays.
 */
export function detectLanguage(text: string): string | undefined {
  // Only `import` may name it, which would have everybody wait.
  open ??= require(packagedDetector()) as typeof eldLibrary;
  const { language } = open.eld.detect(text);
  return language === "" ? undefined : language;
}

function packagedDetector(): string {
  const manifest = findPackageJSON("eld", import.meta.url);
  if (manifest === undefined) throw new Error("The package eld is not installed.");
  return join(dirname(manifest), "src/entries/static.extrasmall.js");
}
