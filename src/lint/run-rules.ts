import type { Page } from "../page/page.ts";
import { engineRules } from "./engine-rules.ts";
import type { Fault, Report, RuleId } from "./finding.ts";
import type { LanguageTest } from "./rule-languages.ts";
import type { PreparedRule } from "./prepare-rules.ts";
import { type AnyRule, type ChangeSite, type PageChange, quote } from "./rule.ts";
import type { RuleReport } from "./suppress.ts";

/** Findings of one rule on one page; more say nothing new, and a page is text of strangers. */
const findingsPerRuleMax = 1_000;

/** What the rules said about one page, and which of them could not finish. */
export class Collector {
  readonly reports: RuleReport[] = [];
  readonly faults: Fault[] = [];
  readonly unfinished = new Set<string>();
  readonly #page: Page;
  readonly #isForLanguage: LanguageTest;
  readonly #counts = new Map<RuleId, number>();
  readonly #seen = new Set<string>();

  constructor(page: Page, isForLanguage: LanguageTest, refused: ReadonlyMap<RuleId, string>) {
    this.#page = page;
    this.#isForLanguage = isForLanguage;
    for (const [rule, message] of refused) this.#fault(rule, message);
  }

  /** Pulls all reports of one rule; what throws is a fault and keeps what it said before. */
  collect(rule: RuleId, reports: () => Iterable<Report>): void {
    try {
      for (const report of reports()) if (!this.#take({ rule, report })) return;
    } catch (error) {
      this.#fault(rule, describe(error));
    }
  }

  /**
   * Pulls all reports of a group; what throws leaves all its rules unfinished. A rule that has reported
   * enough is taken out of `asked`, so that the group need not look for more.
   */
  collectGroup(
    name: string,
    rules: readonly RuleId[],
    reports: (asked: ReadonlySet<RuleId>) => Iterable<RuleReport>,
  ): void {
    const asked = new Set(rules);
    try {
      for (const item of reports(asked)) if (!this.#take(item)) asked.delete(item.rule);
    } catch (error) {
      for (const rule of rules) this.unfinished.add(rule);
      this.faults.push({
        path: this.#page.path,
        rule: undefined,
        message: `${name}: ${describe(error)}`,
      });
    }
  }

  #fault(rule: RuleId, message: string): void {
    this.unfinished.add(rule);
    this.faults.push({ path: this.#page.path, rule, message });
  }

  /** Says whether the rule may go on. */
  #take({ rule, report }: RuleReport): boolean {
    const { start, end } = report.span;
    const isInside =
      Number.isInteger(start) &&
      Number.isInteger(end) &&
      0 <= start &&
      start <= end &&
      end <= this.#page.source.length;
    if (!isInside) {
      this.#fault(
        rule,
        `reported ${start}–${end} on a page of ${this.#page.source.length} characters`,
      );
      return true;
    }
    if (!this.#isForLanguage(this.#page, rule, start)) return true;
    const same = `${rule}\n${start}\n${end}\n${report.key ?? ""}\n${report.message}`;
    if (this.#seen.has(same)) return true;
    this.#seen.add(same);
    const count = (this.#counts.get(rule) ?? 0) + 1;
    this.#counts.set(rule, count);
    if (count <= findingsPerRuleMax) this.reports.push({ rule, report });
    if (count === findingsPerRuleMax + 1) this.#flood(rule);
    return count <= findingsPerRuleMax;
  }

  #flood(rule: RuleId): void {
    this.unfinished.add(rule);
    const report: Report = {
      span: this.#page.lines.span(1),
      message: `${rule} has more than ${findingsPerRuleMax} findings here. The rest are not listed.`,
      key: rule,
    };
    this.reports.push({ rule: engineRules.flood.id, report });
  }
}

/** Runs the rules that look at a page as it stands. */
export function runPageRules(rules: readonly PreparedRule[], page: Page, into: Collector): void {
  for (const rule of rules) {
    if (rule.scope === "single") into.collect(rule.id, () => rule.check(page));
    else into.collectGroup(rule.name, rule.ids, (asked) => rule.check(page, asked));
  }
}

/** Runs the rules that look at what a change does to a page. */
export function runChangeRules(
  rules: readonly AnyRule[],
  change: PageChange,
  enabled: ReadonlyMap<RuleId, unknown>,
  site: ChangeSite,
  into: Collector,
): void {
  for (const rule of rules) {
    if (rule.scope !== "change" || !enabled.has(rule.id)) continue;
    const options = enabled.get(rule.id);
    into.collect(rule.id, () => rule.check(change, options, site));
  }
}

/** What was thrown may repeat words of the page. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return quote(String(error), 200);
  return `${error.name}: ${quote(error.message, 200)}`;
}
