import type { RuleSources } from "../../rules/sources.ts";

/** Loads the linters behind the slow rules into `sources`. Fast from the second call on. */
export async function loadRuleSources(sources: RuleSources): Promise<void> {
  const [markdownlint, writeGood] = await Promise.all([
    import("markdownlint/sync"),
    import("write-good"),
  ]);
  sources.lintMarkdown = markdownlint.lint;
  sources.writeGood = writeGood.default;
}
