import { counterpartOf, markdownlintNumbers } from "../../lint/foreign/markdownlint-names.ts";
import { addTo, type Draft, setRule } from "./draft.ts";
import { entriesOf, readLines, textsIn, valueAt } from "./read-settings.ts";
import type { Surroundings } from "./surroundings.ts";

const settingsFiles = [
  ".markdownlint.jsonc",
  ".markdownlint.json",
  ".markdownlint.yaml",
  ".markdownlint.yml",
  ".markdownlintrc",
];
const cliFiles = [".markdownlint-cli2.jsonc", ".markdownlint-cli2.yaml"];
const programs = /^\.markdownlint(?:-cli2)?\.[cm]js$/;

/** Keys of a configuration of markdownlint-cli2 that change nothing about rules. */
const harmless = new Set([
  "$schema",
  "config",
  "ignores",
  "fix",
  "gitignore",
  "globs",
  "noBanner",
  "noProgress",
  "showFound",
  "outputFormatters",
]);

/** Carries the settings of markdownlint and its command lines over. */
export function carryMarkdownlint(draft: Draft, around: Surroundings): void {
  for (const file of cliFiles) {
    const settings = around.settings(file);
    if (settings === undefined) continue;
    carryRules(draft, around, file, valueAt(settings, "config"));
    const globs = textsIn(valueAt(settings, "globs")).filter((glob) => /^[#!]/.test(glob));
    for (const glob of [...textsIn(valueAt(settings, "ignores")), ...globs])
      ignore(draft, around, glob.replace(/^[#!]/, ""), file);
    for (const [key] of entriesOf(settings))
      if (!harmless.has(key)) draft.left.push(`${file}: ${key}`);
  }
  const first = settingsFiles.find((file) => around.has(file));
  if (first !== undefined) carryRules(draft, around, first, around.settings(first));
  for (const file of around.files.filter((path) => programs.test(path)))
    draft.left.push(`${file}: it is a program, which is not run`);
  const ignored = around.text(".markdownlintignore");
  for (const glob of readLines(ignored ?? "")) ignore(draft, around, glob, ".markdownlintignore");
}

function ignore(draft: Draft, around: Surroundings, pattern: string, file: string): void {
  const glob = pattern.replace(/^\.?\//, "");
  const isFolder = glob.endsWith("/") || around.isFolder(glob);
  const value = isFolder ? `${glob.replace(/\/$/, "")}/**` : glob;
  if (glob.startsWith("!") || !around.fits({ ignore: [value] }))
    draft.left.push(`${file}: ${pattern}`);
  else addTo(draft, "ignore", { value, why: `ignored in ${file}` });
}

function carryRules(draft: Draft, around: Surroundings, file: string, config: unknown): void {
  const entries = entriesOf(config);
  const named = new Set(
    entries.flatMap(([name, value]) => (value === false ? [] : markdownlintNumbers(name))),
  );
  for (const [name, value] of entries) {
    const numbers = markdownlintNumbers(name);
    if (name === "default") {
      if (value === false) switchOffOthers(draft, around, file, named);
    } else if (name !== "$schema" && numbers.length === 0) {
      draft.left.push(`${file}: ${name}`);
    }
    for (const number of numbers) carryRule(draft, around, { file, name, number, value });
  }
}

function carryRule(
  draft: Draft,
  around: Surroundings,
  given: {
    readonly file: string;
    readonly name: string;
    readonly number: string;
    readonly value: unknown;
  },
): void {
  const { file, name, number, value } = given;
  const rule = counterpartOf(number);
  const why = `${name} in ${file}`;
  if (value === false) {
    // A rule that is off anyway needs no line.
    if (around.isOn(rule)) setRule(draft, rule, { value: "off", why: `${name} is off in ${file}` });
    return;
  }
  if (!around.knows(rule)) {
    draft.left.push(`${file}: ${name}, which has no counterpart`);
    return;
  }
  const options = entriesOf(value).filter(([key]) => key !== "severity" && key !== "enabled");
  if (options.length === 0) {
    if (!around.isOn(rule)) setRule(draft, rule, { value: "on", why });
    return;
  }
  const setting = { severity: "info", ...Object.fromEntries(options) };
  if (rule.startsWith("markdownlint/") && around.fits({ rules: { [rule]: setting } }))
    setRule(draft, rule, { value: setting, why });
  else if (around.isOn(rule)) draft.left.push(`${file}: options of ${name}; ${rule} has its own`);
  else setRule(draft, rule, { value: "on", why: `${why}, without its options` });
}

/** What a configuration that names its rules does not name is off. */
function switchOffOthers(
  draft: Draft,
  around: Surroundings,
  file: string,
  named: ReadonlySet<string>,
): void {
  for (let number = 1; number <= 60; number += 1) {
    const name = `MD${String(number).padStart(3, "0")}`;
    const rule = counterpartOf(name);
    if (!named.has(name) && around.isOn(rule))
      setRule(draft, rule, { value: "off", why: `default is false in ${file}, ${name} not named` });
  }
}
