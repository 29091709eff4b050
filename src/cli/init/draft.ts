import { stringify } from "yaml";
import { textsIn, valueAt } from "./read-settings.ts";

/** A value of the configuration with the reason why it is there. */
export interface Setting {
  readonly value: unknown;
  readonly why: string;
}

/** A configuration that is being written, and what people have to know about it. */
export interface Draft {
  /** What was found, a line each. */
  readonly found: string[];
  /** Keys with one value, or with keys of their own: `links.site`. */
  readonly single: Map<string, Setting>;
  /** Keys with a list. */
  readonly lists: Map<"ignore" | "languages" | "terms" | "exceptions", Setting[]>;
  /** Rules by id or family; the first that says something about one counts. */
  readonly rules: Map<string, Setting>;
  /** Settings of other tools that have no counterpart, a line each. */
  readonly left: string[];
}

/** A configuration that says nothing yet. */
export function emptyDraft(): Draft {
  return { found: [], single: new Map(), lists: new Map(), rules: new Map(), left: [] };
}

/** Adds an entry to a list, once. */
export function addTo(
  draft: Draft,
  key: "ignore" | "languages" | "terms" | "exceptions",
  setting: Setting,
): void {
  const list = draft.lists.get(key) ?? [];
  const text = JSON.stringify(setting.value);
  if (list.some(({ value }) => JSON.stringify(value) === text)) return;
  draft.lists.set(key, [...list, setting]);
}

/** Says something about a rule, unless that was said before. */
export function setRule(draft: Draft, rule: string, setting: Setting): void {
  if (!draft.rules.has(rule)) draft.rules.set(rule, setting);
}

/** So many words of its own a handbook may have. */
const wordsMax = 5_000;
const spelling = "prose/no-misspelt-word";

/** Adds words that are right as they are, to those that other files have brought. */
export function addWords(draft: Draft, words: readonly string[], file: string): void {
  if (words.length === 0) return;
  const { value, why } = draft.rules.get(spelling) ?? { value: {}, why: "" };
  const all = [...new Set([...textsIn(valueAt(value, "words")), ...words])];
  if (all.length > wordsMax)
    draft.left.push(`${file}: ${all.length - wordsMax} words, too many to carry over`);
  draft.rules.set(spelling, {
    value: { words: all.slice(0, wordsMax) },
    why: why === "" ? `words of ${file}` : `${why} and ${file}`,
  });
}

/** Writes a draft as YAML, the reason behind each value. */
export function renderDraft({ found, single, lists, rules, left }: Draft): string {
  const blocks: string[][] = [
    [
      "# Written by handbook-bot init. Every key may be changed or left out; an empty file is valid.",
      ...found.map((line) => `# ${oneLine(line)}`),
    ],
  ];
  const parents = Map.groupBy(single, ([key]) => key.split(".")[0] ?? key);
  for (const [parent, entries] of parents) {
    const isNested = entries.some(([key]) => key.includes("."));
    const lines = entries.map(([key, setting]) =>
      isNested ? `  ${entry(key.slice(parent.length + 1), setting)}` : entry(key, setting),
    );
    blocks.push(isNested ? [`${parent}:`, ...lines] : lines);
  }
  for (const [key, settings] of lists) {
    blocks.push([
      `${key}:`,
      ...settings.map(({ value, why }) => `  - ${flow(value)}${comment(why)}`),
    ]);
  }
  if (rules.size > 0) {
    const lines = [...rules].map(([rule, setting]) => `  ${entry(rule, setting)}`);
    blocks.push(["rules:", ...lines]);
  }
  if (left.length > 0) {
    blocks.push([
      "# Not carried over from other tools:",
      ...left.map((line) => `# - ${oneLine(line)}`),
    ]);
  }
  return blocks.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function entry(key: string, { value, why }: Setting): string {
  return `${key}: ${flow(value)}${comment(why)}`;
}

function comment(why: string): string {
  return why === "" ? "" : `  # ${oneLine(why)}`;
}

/** A value on one line. */
function flow(value: unknown): string {
  return oneLine(
    stringify(value, { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: true }),
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
