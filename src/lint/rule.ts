import type { z } from "zod";

import type { Handbook } from "../handbook/handbook.ts";
import type { Page, PageType } from "../page/page.ts";
import type { Report, RuleId, Severity } from "./finding.ts";
import { withoutUnseen } from "../text/printable.ts";

/** Reads the options of a rule from a configuration; a zod schema fits. */
export interface OptionsSchema<O> {
  parse(input: unknown): O;
  /** The zod schema behind it, if there is one: it speaks in error messages and in editors. */
  readonly schema?: z.ZodType;
}

/** A top-level key of the configuration file, which fills the option of the same name. */
export interface ConfigSection {
  readonly key: string;
  readonly schema: z.ZodType;
  /** What people write there; one sentence for their editor. */
  readonly summary: string;
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
   * Languages of the passages it can judge, as tags such as `en`; `any` where words do not matter. Left out,
   * its family decides. What it reports in other languages is dropped.
   */
  readonly languages?: readonly string[] | "any";
  /**
   * Costs milliseconds a page: runs on the pages of a change and where somebody asks for it by name,
   * never over a whole handbook.
   */
  readonly isSlow?: true;
  readonly options: OptionsSchema<O>;
  /** A part of the configuration file that people write once for all rules that take it as an option. */
  readonly configSection?: ConfigSection;
  /** What the rule looks at; left out for rules of a group, which look at one page at a time. */
  readonly scope?: "page" | "handbook" | "change";
}

/** What is the same for every page. */
export interface Site {
  /** A date, `2026-11-23`; undefined where it is not given, and then nothing is overdue. */
  readonly today: string | undefined;
}

/** What is the same for every page of one revision. */
export interface HandbookSite extends Site {
  readonly handbook: Handbook;
}

/** Gives what is wrong with one page. */
export type Check = (page: Page) => Iterable<Report>;

/**
 * A rule checks each page with its options, which is all that most rules need. One that has work to do for
 * all pages alike (compile globs, index terms) does it in `prepare`, which gives the check. The engine
 * prepares a rule once for each set of options, and a handbook rule once for each revision as well.
 */
export type CheckOrPrepare<O, S extends Site> =
  | { check(page: Page, options: O, site: S): Iterable<Report>; readonly prepare?: never }
  | { prepare(options: O, site: S): Check; readonly check?: never };

/** Looks at one page at a time. */
export type PageRule<O = unknown> = RuleMeta<O> & { readonly scope: "page" } & CheckOrPrepare<
    O,
    Site
  >;

/** Looks at a page against all others of the same revision. */
export type HandbookRule<O = unknown> = RuleMeta<O> & {
  readonly scope: "handbook";
} & CheckOrPrepare<O, HandbookSite>;

/** A page before and after a change; one side is missing where it was added or deleted. */
export interface PageChange {
  readonly before: Page | undefined;
  readonly after: Page | undefined;
}

/** The handbook before and after a change. */
export interface ChangeSite extends Site {
  readonly before: Handbook;
  readonly after: Handbook;
}

/**
 * Looks at what a change does to one page. Reports refer to `after`, or to `before` where the page is
 * deleted. What it reports is introduced by definition.
 */
export interface ChangeRule<O = unknown> extends RuleMeta<O> {
  readonly scope: "change";
  check(change: PageChange, options: O, site: ChangeSite): Iterable<Report>;
}

/**
 * Several rules that share one pass over a page: all term lists, or an adapter around another linter.
 * It is prepared for the rules that are on, each with its options. Its check yields only for rules in
 * `asked`, from which the engine takes those that have reported enough while the page is read.
 */
export interface RuleGroup {
  readonly scope: "group";
  readonly name: string;
  readonly rules: readonly RuleMeta[];
  prepare(options: ReadonlyMap<RuleId, unknown>, site: Site): GroupCheck;
}

/** Gives what is wrong with one page, each report with the rule of the group that makes it. */
export type GroupCheck = (
  page: Page,
  asked: ReadonlySet<RuleId>,
) => Iterable<{ readonly rule: RuleId; readonly report: Report }>;

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
  const clean = withoutUnseen(text.replace(/[\t-\r]/g, " "))
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, " ")
    .trim();
  const chars = Array.from(clean);
  return `“${
    chars.length > max
      ? `${chars
          .slice(0, max - 1)
          .join("")
          .trimEnd()}…`
      : clean
  }”`;
}
