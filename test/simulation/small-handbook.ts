import { detectLanguage } from "../../src/cli/detect-language.ts";
import { builtInRules } from "../../rules/index.ts";
import { readRuleFiles } from "../../src/config/rule-files.ts";
import { engineFactory, type Engine, type EngineFactory } from "../../src/config/engine.ts";

/** Pieces of pages. Most are found fault with, some carry a suggestion, one names another page's heading. */
const blocks = [
  "Ask the People team about this page.",
  "The guys in payroll answer within a day.",
  "Put the sender on the blacklist before you go on.",
  "## How to ask\n\nWrite to the People team.\n\n#### In a hurry\n\nCall the People team.",
  "Read [what we pay](../pay-bands/index.md) first.",
  "<<<<<<< HEAD",
  "The guys in support know the form. The guys in sales do not.",
  "In order to claim it, write to the People team.",
  "Keep the [receipts](../expenses/index.md#receipts) for a year.",
  "## Receipts\n\nA photo of the receipt is enough.",
  "## Responsibilities\n\n- Answer questions about leave.",
  "## Requirements\n\n- Writes clearly.",
  "## To do\n\nTBD",
  "Each chairman decides alone.",
  // More than is read of a page: nothing of it is checked while this is there.
  `${"| who ".repeat(260)}|\n\n${"Ask the People team.\n\n".repeat(750)}`,
] as const;

/** How many pieces there are. */
export const blockCount = blocks.length;

/** The pages that may exist, and the piece of each that never changes. */
export const pagePaths = [
  "handbook/leave/index.md",
  "handbook/expenses/index.md",
  "jobs/people-operations-generalist/index.md",
  "handbook/holidays/index.md",
] as const;

const titles = ["Leave", "Expenses", "People Operations Generalist", "Holidays"] as const;

/** A page as the numbers of its pieces; undefined where there is none. */
export type Pieces = readonly number[] | undefined;

/** Writes a page. */
export function writePage(page: number, pieces: readonly number[]): string {
  const body = pieces.map((piece) => blocks[piece % blocks.length] ?? "").join("\n\n");
  return `---\ntitle: ${titles[page] ?? "Page"}\n---\n\n## Overview\n\nThis page is for everybody.\n\n${body}\n`;
}

/** What stands on the target branches at first. */
export const firstPages: readonly Pieces[] = [[0, 1, 8], [9, 0], [10, 11], undefined];

/** Two ways to be reviewed: with room for every comment, and with hardly any. */
export const configurations = {
  roomy: "review: { inlineMax: 30, inlinePerRuleMax: 30 }\n",
  narrow: "review: { inlineMax: 3, inlinePerRuleMax: 2, massChangePages: 2 }\n",
} as const;

export type ConfigurationName = keyof typeof configurations;

const known = new Map<string, Engine>();
let factory: EngineFactory | undefined;

/** The real engine with the real rules, made once for each configuration. */
export const engineOf: EngineFactory = (text) => {
  factory ??= engineFactory(
    {
      rules: builtInRules(readRuleFiles()),
      docsBase: "https://bot.example.com/rules",
      detectLanguage,
    },
    () => "2026-11-23",
  );
  const engine = known.get(text) ?? factory(text);
  known.set(text, engine);
  return engine;
};
