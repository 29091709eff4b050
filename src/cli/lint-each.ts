import { type Acceptance, acceptFindings } from "../lint/baseline/accept-findings.ts";
import { type Candidate, candidatesOf } from "../lint/baseline/candidate.ts";
import type { Fault, Finding } from "../lint/finding.ts";
import type { RuleException } from "../lint/lint-config.ts";
import type { Linter } from "../lint/linter.ts";
import type { Handbook } from "../handbook/handbook.ts";
import type { LineIndex } from "../text/line-index.ts";
import type { OpenHandbook } from "./open-handbook.ts";
import { progress } from "./own-progress.ts";
import { UsageError } from "./usage-error.ts";

/** Pages of a handbook with everything that was found on them, accepted findings among it. */
export interface LintedPages extends Acceptance {
  /** What of the baseline is about pages or rules that could not be looked at. */
  readonly unjudged: Acceptance["unmatched"];
  readonly linter: Linter;
  readonly handbook: Handbook;
  /** The findings of each page, with their proven suggestions. */
  readonly found: readonly (readonly Finding[])[];
  /** All findings again, as a baseline names them; empty where none is asked for. */
  readonly candidates: readonly Candidate[];
  readonly faults: readonly Fault[];
  readonly notices: readonly string[];
  readonly excepted: ReadonlySet<RuleException>;
  /** Lines of the pages on which something was found. */
  readonly lines: ReadonlyMap<string, LineIndex>;
}

/**
 * Lints pages one by one and finds out which findings are accepted.
 * @throws UsageError when the baseline cannot be used, unless a new one is about to be written
 */
export async function lintEach(
  opened: OpenHandbook,
  paths: readonly string[],
  { slow, forBaseline }: { readonly slow: boolean; readonly forBaseline?: "new" | "known" },
): Promise<LintedPages> {
  const { linter, readAll } = await opened.loadRules({ slow });
  const { handbook, baseline } = readAll();
  if (baseline.problem !== undefined && forBaseline !== "new")
    throw new UsageError(baseline.problem);
  const found: (readonly Finding[])[] = [];
  const candidates: Candidate[] = [];
  const faults: Fault[] = [];
  const notices: string[] = [];
  const excepted = new Set<RuleException>();
  const lines = new Map<string, LineIndex>();
  for (const [index, path] of paths.entries()) {
    progress().step("Linting", index, paths.length);
    const page = linter.parse(path, opened.read(path));
    const result = linter.lintPage(page, handbook);
    const proof = forBaseline
      ? { findings: result.findings, notices: [] }
      : result.prove(result.findings);
    found.push(proof.findings);
    if (forBaseline || baseline.pages.size > 0)
      candidates.push(...candidatesOf(proof.findings, page));
    notices.push(...proof.notices);
    faults.push(...result.faults);
    for (const exception of result.excepted ?? []) excepted.add(exception);
    if (result.findings.length > 0) lines.set(path, page.lines);
  }
  progress().clear();
  const seen = new Set(paths);
  const unseen = new Set(opened.paths.filter((path) => !seen.has(path)));
  const { accepted, unmatched } = acceptFindings(baseline, candidates, (path) => unseen.has(path));
  const notJudged = new Set(
    linter.rules.filter(({ isSlow }) => isSlow && !slow).map(({ id }) => id),
  );
  const failed = new Set(faults.map(({ path }) => path));
  const isJudged = ({ path, entry }: (typeof unmatched)[number]): boolean =>
    !notJudged.has(entry.rule) && !failed.has(path);
  return {
    linter,
    handbook,
    found,
    candidates,
    faults,
    notices,
    excepted,
    lines,
    accepted,
    unmatched: unmatched.filter(isJudged),
    unjudged: unmatched.filter((each) => !isJudged(each)),
  };
}
