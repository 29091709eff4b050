import { addTo, addWords, type Draft } from "./draft.ts";
import { entriesOf, textsIn, valueAt } from "./read-settings.ts";
import type { Surroundings } from "./surroundings.ts";

const alexFiles = [".alexrc", ".alexrc.yml", ".alexrc.yaml", ".alexrc.json"];
const spellers = [
  "cspell.json",
  ".cspell.json",
  "cSpell.json",
  "cspell.config.json",
  "cspell.yaml",
  "cspell.yml",
  "cspell.config.yaml",
  "cspell.config.yml",
];

/** Carries over words that alex and cspell allow. */
export function carryWords(draft: Draft, around: Surroundings): void {
  const alex = alexFiles.find((file) => around.has(file));
  const settings =
    alex === undefined ? valueAt(around.settings("package.json"), "alex") : around.settings(alex);
  carryAlex(draft, alex ?? "package.json", settings);
  for (const file of spellers)
    if (around.has(file)) carrySpelling(draft, file, around.settings(file));
  for (const file of around.files.filter((path) => /(?:^|\/)\.?hugolint[^/]*$/.test(path)))
    draft.left.push(`${file}: the rules of the family links check links without settings`);
}

/** alex names a rule by its words: `he-she`. */
function carryAlex(draft: Draft, file: string, settings: unknown): void {
  for (const name of textsIn(valueAt(settings, "allow"))) {
    const words = name.split("-").filter((word) => word.length > 1);
    if (words.length === 0) continue;
    addTo(draft, "exceptions", {
      value: { rules: ["inclusive"], words, reason: `${name} is allowed in ${file}` },
      why: "",
    });
  }
  for (const [key] of entriesOf(settings))
    if (key !== "allow" && key !== "$schema") draft.left.push(`${file}: ${key}`);
}

function carrySpelling(draft: Draft, file: string, settings: unknown): void {
  const words = [
    ...textsIn(valueAt(settings, "words")),
    ...textsIn(valueAt(settings, "ignoreWords")),
  ].filter((word) => /^[\p{L}'-]{2,60}$/u.test(word));
  addWords(draft, words, file);
  const known = new Set([
    "version",
    "$schema",
    "language",
    "words",
    "ignoreWords",
    "ignorePaths",
    "files",
  ]);
  for (const [key] of entriesOf(settings)) if (!known.has(key)) draft.left.push(`${file}: ${key}`);
}
