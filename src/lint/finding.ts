import type { Edit } from "../text/edit.ts";
import type { Span } from "../text/span.ts";
import type { RuleException } from "./lint-config.ts";

/** `error` fails the gate, `warning` comments, `info` is counted in the summary. */
export type Severity = "error" | "warning" | "info";

/** `family/name`, for example `structure/no-skipped-heading`. */
export type RuleId = `${string}/${string}`;

/** A way to fix a finding. All edits refer to the same page text and are applied together. */
export interface Suggestion {
  /** A verb phrase: `Replace with “they”`. */
  readonly label: string;
  readonly edits: readonly Edit[];
  /** Safe edits may be applied unread; others need a person's look. */
  readonly isSafe: boolean;
}

/** Another place that belongs to a finding: the other copy of a passage, a page that links here. */
export interface Related {
  readonly path: string;
  readonly span: Span;
  /** Line of `span` on that page, 1-based: the page itself may no longer be at hand. */
  readonly line: number;
  readonly message: string;
}

/** What a rule says about a page. */
export interface Report {
  readonly span: Span;
  /**
   * One sentence of at most 120 characters. Words of the page stand in it only through `quote()`,
   * so that everything else is the rule author's own text.
   */
  readonly message: string;
  /**
   * What makes this finding itself, where the text under the span does not: the missing section, the
   * other page. Never a line number, never the message.
   */
  readonly key?: string;
  /**
   * Reports of one rule on one page with the same group belong together and get one comment at the
   * first of them: the passages copied from one other page.
   */
  readonly group?: string;
  /** What the finding comes from, where another finding may come from it too: the anchor that a link names. */
  readonly cause?: string;
  /** Causes of other findings that this one reports: those are not reported beside it. */
  readonly explains?: readonly string[];
  /** Id of the term that was found, for rules that look for terms; exceptions may name it. */
  readonly term?: string;
  readonly suggestions?: readonly Suggestion[];
  readonly related?: readonly Related[];
}

/** A report made addressable by the engine. */
export interface Finding extends Report {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly path: string;
  /** Rule and key, or rule and the text under the span with white space folded: equal findings have equal identities. */
  readonly identity: string;
  /** Identity, path and ordinal among equals on the page, hashed: names one finding. */
  readonly fingerprint: string;
  /** Address of the rule's page. */
  readonly docs: string;
  readonly suggestions: readonly Suggestion[];
  readonly related: readonly Related[];
}

/** An internal error while linting: reported, never hidden, never a finding. */
export interface Fault {
  readonly path: string;
  readonly rule: RuleId | undefined;
  readonly message: string;
}

/** What linting gives. Findings are sorted by path, start, end and rule. */
export interface LintResult {
  readonly findings: readonly Finding[];
  readonly faults: readonly Fault[];
  /** The exceptions of the configuration that took something away. */
  readonly excepted?: ReadonlySet<RuleException>;
}
