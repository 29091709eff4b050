import type { LintMarkdown } from "./markdownlint/markdownlint-rules.ts";
import type { WriteGood } from "./write-good/write-good-rules.ts";

/**
 * Linters of others that slow rules ask. They take long to load, so a caller loads them where slow rules
 * run; until then those rules say nothing.
 */
export interface RuleSources {
  lintMarkdown?: LintMarkdown;
  writeGood?: WriteGood;
  /** Opens the spell checker at the first word it is asked for. */
  openSpeller?: () => Speller;
}

/** Knows English words in lower case. */
export interface Speller {
  has(word: string): boolean;
  /** Words that look like it, nearest first. */
  suggest(word: string): readonly string[];
}
