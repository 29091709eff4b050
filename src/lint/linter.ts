import type { Handbook } from "../handbook/handbook.ts";
import type { Page } from "../page/page.ts";
import type { Finding, LintResult } from "./finding.ts";
import type { Proof } from "./prove.ts";
import type { PageChange, RuleMeta } from "./rule.ts";
import type { RuleState } from "./select-rules.ts";

/** What was found on one page, by a linter that can still prove the suggestions. */
export interface LintedPage extends LintResult {
  /**
   * Gives the findings with only those suggestions that hold: applied, parsed and linted again, the
   * finding is removed, nothing new appears, headings, links and front matter are otherwise the same, and
   * no link breaks anywhere in the handbook.
   * `findings` are of this page: those of this result, some of them, or what a change did to it.
   */
  readonly prove: (findings: readonly Finding[]) => Proof;
}

/** The engine with its rules and its configuration resolved. Bot, gate, command line and editor all use this. */
export interface Linter {
  /** Every rule it knows, off ones included, sorted by id. */
  readonly rules: readonly RuleMeta[];
  /** Parses a page as the configuration sees it: page types, size limit. */
  parse(path: string, source: string | Uint8Array): Page;
  /** Everything about one page but what a change did to it. Suggestions are not yet proven. */
  lintPage(page: Page, handbook: Handbook): LintedPage;
  /** What a change did to one page. */
  lintChange(
    change: PageChange,
    handbook: { readonly before: Handbook; readonly after: Handbook },
  ): LintResult;
  /** Says for every rule whether it holds on a page, with what severity and options, and who said so. */
  explain(page: Pick<Page, "path" | "type">): readonly RuleState[];
}
