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

/** Loads the linters behind the slow rules into `sources`. Fast from the second call on. */
export async function loadRuleSources(sources: RuleSources): Promise<void> {
  const [markdownlint, writeGood] = await Promise.all([
    import("markdownlint/sync"),
    import("write-good"),
  ]);
  sources.lintMarkdown = markdownlint.lint;
  sources.writeGood = writeGood.default;
}
