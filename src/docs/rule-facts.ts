/** What the code of a rule says about it, generated into `docs/rules.json` for the pages that show it. */
export interface RuleFacts {
  readonly id: string;
  readonly summary: string;
  readonly severity: "error" | "warning" | "info";
  readonly status: "preview" | "stable" | "deprecated";
  readonly isFixable: boolean;
  readonly isSlow: boolean;
  /** Page types that it looks at; null: all. */
  readonly pages: readonly string[] | null;
  /** Presets in which it is on, of all that there are. */
  readonly presets: readonly string[];
  /** Its own options with their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether a configuration can change it; what is said of the configuration itself stays as it is. */
  readonly isConfigurable: boolean;
  /** Whether a comment on a page can switch it off. */
  readonly isSuppressible: boolean;
}
