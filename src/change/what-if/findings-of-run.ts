import { acceptFindings } from "../../lint/baseline/accept-findings.ts";
import type { Baseline } from "../../lint/baseline/baseline.ts";
import { type Candidate, candidatesOf } from "../../lint/baseline/candidate.ts";
import type { Finding, RuleId } from "../../lint/finding.ts";
import { groupFindings, onePerPair } from "../../lint/group-findings.ts";
import type { Page } from "../../page/page.ts";
import { compareText } from "../../text/compare-text.ts";
import type { LineIndex } from "../../text/line-index.ts";

/** One run over the pages of a handbook, of which it keeps what a report would have. */
export class Run {
  readonly #found = new Map<string, readonly Finding[]>();
  readonly #candidates: Candidate[] = [];
  readonly #lines = new Map<string, LineIndex>();
  readonly #baseline: Baseline;

  constructor(baseline: Baseline) {
    this.#baseline = baseline;
  }

  add(page: Page, findings: readonly Finding[]): void {
    if (findings.length === 0) return;
    this.#found.set(page.path, findings);
    this.#lines.set(page.path, page.lines);
    if (this.#baseline.pages.size > 0) this.#candidates.push(...candidatesOf(findings, page));
  }

  /** `isUnseen` holds for pages on which a rule was not asked. */
  findings(isUnseen: (path: string, rule: RuleId) => boolean): readonly Finding[] {
    const candidates = this.#candidates.sort((a, b) => compareText(a.finding.path, b.finding.path));
    const { accepted } = acceptFindings(this.#baseline, candidates, isUnseen);
    const pages = [...this.#found].sort(([a], [b]) => compareText(a, b));
    return onePerPair(
      pages.flatMap(([, found]) => groupFindings(found.filter((each) => !accepted.has(each)))),
    );
  }

  /** 1-based. */
  lineOf({ path, span }: Finding): number {
    return this.#lines.get(path)?.locate(span.start).line ?? 1;
  }
}
