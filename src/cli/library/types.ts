/** Texts of files by path, relative to the root of the handbook, with `/`. Pages, and whatever else decides. */
export type Files = Readonly<Record<string, string>>;

export type Severity = "error" | "warning" | "info";

/** A place in a page: lines and columns counted from 1, columns in UTF-16 code units, the end exclusive. */
export interface Place {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** A way to fix a finding. Its edits refer to the page as it is and are applied together. */
export interface Suggestion {
  readonly label: string;
  /** Whether it may be applied unread. */
  readonly safe: boolean;
  readonly edits: readonly (Place & { readonly text: string })[];
}

export interface Finding extends Place {
  /** `family/name` */
  readonly rule: string;
  readonly severity: Severity;
  readonly path: string;
  readonly message: string;
  /** Names the finding; stays the same when lines move. */
  readonly fingerprint: string;
  /** Address of the page of the rule. */
  readonly docs: string;
  readonly suggestions: readonly Suggestion[];
  /** Other places that belong to it. */
  readonly related: readonly (Place & { readonly path: string; readonly message: string })[];
}

export interface Report {
  /** How many pages were checked. */
  readonly pages: number;
  /** Sorted by path and place. */
  readonly findings: readonly Finding[];
  readonly verdict: { readonly state: "success" | "failed"; readonly description: string };
  /** Internal errors: what they name was not checked. */
  readonly faults: readonly {
    readonly path: string;
    readonly rule: string | null;
    readonly message: string;
  }[];
  /** Limits that were reached and names that match nothing, one sentence each. */
  readonly notices: readonly string[];
}

/** What holds for both kinds of run. */
export interface Options {
  /** Text of a configuration; when left out, `.handbook-bot.yml` among the files, else the defaults. */
  readonly config?: string;
  /** Least severity that fails; when left out, what the configuration says. */
  readonly failOn?: Severity | "never";
  /** A date, `2026-11-29`, against which suppressions expire and reviews are overdue; today when left out. */
  readonly today?: string;
}

export interface LintInput extends Options {
  readonly files: Files;
  /** The pages to report on; all when left out. */
  readonly paths?: readonly string[];
}

export interface ReviewInput extends Options {
  /** The handbook as it is on the target branch. Its configuration holds. */
  readonly before: Files;
  /** The same with the change. */
  readonly after: Files;
}

export interface ReviewReport extends Report {
  /** How many findings the change takes away. */
  readonly fixed: number;
  /** What else is to be said of the change, in Markdown. */
  readonly summary: readonly string[];
}
