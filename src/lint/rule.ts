import type { z } from "zod";

import type { Handbook } from "../handbook/handbook.ts";
import type { Page, PageType } from "../page/page.ts";
import type { Report, RuleId, Severity } from "./finding.ts";

/** Reads the options of a rule from a configuration; a zod schema fits. */
export interface OptionsSchema<O> {
  parse(input: unknown): O;
  /** The zod schema behind it, if there is one: it speaks in error messages and in editors. */
  readonly schema?: z.ZodType;
}

export interface RuleMeta<O = unknown> {
  readonly id: RuleId;
  /** One sentence that says what holds on a good page. */
  readonly summary: string;
  /** One sentence that says why, shown in every comment. */
  readonly why: string;
  /** The default; a configuration may change it. */
  readonly severity: Severity;
  /** Preview rules run only where a configuration or `--preview` asks for them. */
  readonly status: "preview" | "stable" | "deprecated";
  /** Says whether findings may carry suggestions. */
  readonly isFixable: boolean;
  /** Ids of the terms it looks for, if it looks for terms. */
  readonly terms?: readonly string[];
  /** Page types it looks at; all when left out. */
  readonly pages?: readonly PageType[];
  /**
   * Costs milliseconds a page: runs on the pages of a change and where somebody asks for it by name,
   * never over a whole handbook.
   */
  readonly isSlow?: true;
  readonly options: OptionsSchema<O>;
  /** What the rule looks at; left out for rules of a group, which look at one page at a time. */
  readonly scope?: "page" | "handbook" | "change";
}

/** Looks at one page at a time. */
export interface PageRule<O = unknown> extends RuleMeta<O> {
  readonly scope: "page";
  /** `today` is a date, `2026-11-23`; undefined where it is not given, and then nothing is overdue. */
  check(page: Page, options: O, today?: string): Iterable<Report>;
}

/** Looks at a page against all others of the same revision. */
export interface HandbookRule<O = unknown> extends RuleMeta<O> {
  readonly scope: "handbook";
  check(page: Page, handbook: Handbook, options: O): Iterable<Report>;
}

/** A page before and after a change; one side is missing where it was added or deleted. */
export interface PageChange {
  readonly before: Page | undefined;
  readonly after: Page | undefined;
}

/**
 * Looks at what a change does to one page. Reports refer to `after`, or to `before` where the page is
 * deleted. What it reports is introduced by definition.
 */
export interface ChangeRule<O = unknown> extends RuleMeta<O> {
  readonly scope: "change";
  check(
    change: PageChange,
    handbook: { readonly before: Handbook; readonly after: Handbook },
    options: O,
  ): Iterable<Report>;
}

/**
 * Several rules that share one pass over a page: all term lists, or an adapter around another linter.
 * Yields only for the rules that `enabled` holds; the engine takes those out that have said enough.
 */
export interface RuleGroup {
  readonly scope: "group";
  readonly name: string;
  readonly rules: readonly RuleMeta[];
  check(
    page: Page,
    enabled: ReadonlyMap<RuleId, unknown>,
  ): Iterable<{ readonly rule: RuleId; readonly report: Report }>;
}

/** A rule whose options are known to itself alone: any rule fits. */
export type AnyRule = PageRule | HandbookRule | ChangeRule | RuleGroup;

/** For rules without options: refuses any. */
export const noOptions: OptionsSchema<Record<string, never>> = {
  parse(input) {
    if (input === undefined || input === null) return {};
    if (typeof input === "object" && Object.keys(input).length === 0) return {};
    throw new Error("this rule has no options");
  },
};

/**
 * Puts words of a page into a message: white space folded, control and invisible characters dropped,
 * at most `max` characters, between “ and ”, which cannot stand inside. Renderers turn exactly these
 * stretches into code.
 */
export function quote(text: string, max = 40): string {
  const clean = text
    .replace(
      /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g,
      "",
    )
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, " ")
    .trim();
  const chars = Array.from(clean.toWellFormed());
  return `“${
    chars.length > max
      ? `${chars
          .slice(0, max - 1)
          .join("")
          .trimEnd()}…`
      : clean.toWellFormed()
  }”`;
}
