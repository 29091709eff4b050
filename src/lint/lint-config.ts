import type { RuleId, Severity } from "./finding.ts";

/** What a configuration says about one rule, or about a family of rules. */
export interface RuleSetting {
  /** `on` is the rule's own severity; left out, the setting changes options only. */
  readonly level?: Severity | "on" | "off";
  /** Findings are at most as grave as that; what is milder, or off, stays as it is. */
  readonly atMost?: Severity;
  /** Laid over the options of earlier layers, key by key. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Where it stands, if that is known better than by the source of the layer. */
  readonly source?: string;
}

/** Settings that hold together: a preset, the `rules` of a handbook, one of its overrides. */
export interface RuleLayer {
  /** Where it stands, for people: `preset strict`, `.handbook-bot.yml:12`. */
  readonly source: string;
  /** Globs; the layer holds for pages that match one of them. All pages when left out. */
  readonly paths?: readonly string[];
  /** Page types; all when left out. With `paths` as well, a page must satisfy both. */
  readonly types?: readonly string[];
  /** Keyed by rule id (`structure/no-skipped-heading`), family (`structure`) or `all`; the narrower outweighs. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** A page type that a handbook declares itself. The first that matches a page wins. */
export interface PageTypeRule {
  readonly type: string;
  /** Globs, one of which must match; any path when left out. */
  readonly paths?: readonly string[];
  /** Front matter keys and the values they must have. */
  readonly frontMatter?: Readonly<Record<string, string | number | boolean>>;
}

/** A language that a handbook gives to its pages. The first that matches a page wins. */
export interface LanguageRule {
  /** BCP 47 tag: `fr`, `pt-BR`. */
  readonly language: string;
  /** Globs, one of which must match; any path when left out. */
  readonly paths?: readonly string[];
}

/** Findings that a handbook has decided to live with: all that is given must hold of them. */
export interface RuleException {
  /** Where it stands, for people: `.handbook-bot.yml:12`. */
  readonly source: string;
  /** Ids, families or `all`; any rule when left out. */
  readonly rules?: readonly string[];
  /** Ids of terms in a term list. */
  readonly terms?: readonly string[];
  /** What stands in the reported text, whatever its case and marks. */
  readonly words?: readonly string[];
  /** Globs, one of which must match. */
  readonly paths?: readonly string[];
}

/** Everything the engine has to know besides the rules. */
export interface LintConfig {
  /** Later layers outweigh earlier ones. */
  readonly layers: readonly RuleLayer[];
  /** Runs preview rules as well. */
  readonly preview: boolean;
  /** Runs slow rules as well: right for the pages of a change, wrong for a whole handbook. */
  readonly slow: boolean;
  /** Runs these rules alone, switched off ones included. */
  readonly only?: ReadonlySet<RuleId>;
  /** Of the rules that are on, runs these alone. */
  readonly among?: ReadonlySet<RuleId>;
  readonly pageTypes: readonly PageTypeRule[];
  readonly languages?: readonly LanguageRule[];
  readonly exceptions?: readonly RuleException[];
  /** `2026-11-23`; what suppressions expire against. Without it none expires. */
  readonly today?: string;
}

/** Every stable rule as it comes. */
export const defaultLintConfig: LintConfig = {
  layers: [],
  preview: false,
  slow: true,
  pageTypes: [],
};
