import { readFileSync } from "node:fs";
import { createRequire, findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

import type * as trieLibrary from "cspell-trie-lib";

import type { Speller } from "../../rules/sources.ts";

const require = createRequire(import.meta.url);

/** Suggestions to choose from; the first ones are the nearest. */
const suggestionsMax = 8;
/** A slip is a change of one or two letters; to look further takes three times as long. */
const changesMax = 2;
/** Both sides of a change ask for the same words. */
const rememberedMax = 2_000;

let open: Speller | undefined;

/** Opens the spell checker: some 150 ms and 50 MB, which nobody pays who has the rule off. */
export function openSpeller(): Speller {
  if (open !== undefined) return open;
  // Only `import` may name it, which would have everybody wait.
  const { decodeTrie }: typeof trieLibrary = require(packaged("cspell-trie-lib", "dist/index.js"));
  const english = decodeTrie(gunzipSync(readPackaged("@cspell/dict-en_us", "en_US.trie.gz")));
  const technical = new Set(
    gunzipSync(readPackaged("@cspell/dict-software-terms", "dict/softwareTerms.txt.gz"))
      .toString("utf8")
      .split("\n")
      .concat(
        readPackaged("@cspell/dict-software-terms", "dict/software-tools.txt")
          .toString("utf8")
          .split("\n"),
      )
      .map((line) => line.replace(/#.*/, "").trim().toLowerCase()),
  );
  const remembered = new Map<string, readonly string[]>();
  const suggest = (word: string): readonly string[] =>
    english.suggest(word, { numSuggestions: suggestionsMax, changeLimit: changesMax });
  open = {
    has: (word) => english.has(word) || technical.has(word),
    suggest: (word) => {
      const found = remembered.get(word) ?? suggest(word);
      if (remembered.size >= rememberedMax) remembered.clear();
      remembered.set(word, found);
      return found;
    },
  };
  return open;
}

function readPackaged(name: string, file: string): Buffer {
  return readFileSync(packaged(name, file));
}

function packaged(name: string, file: string): string {
  const manifest = findPackageJSON(name, import.meta.url);
  if (manifest === undefined) throw new Error(`The package ${name} is not installed.`);
  return join(dirname(manifest), file);
}
