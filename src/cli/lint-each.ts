import { type Acceptance, acceptFindings } from "../lint/baseline/accept-findings.ts";
import type { Candidate } from "../lint/baseline/candidate.ts";
import type { Fault, Finding } from "../lint/finding.ts";
import type { RuleException } from "../lint/lint-config.ts";
import type { Linter } from "../lint/linter.ts";
import type { OpenHandbook } from "./open-handbook.ts";
import { workOnPages } from "./threads/work-on-pages.ts";
import { UsageError } from "./usage-error.ts";

/** Pages of a handbook with everything that was found on them, accepted findings among it. */
export interface LintedPages extends Acceptance {
  /** What of the baseline is about pages or rules that could not be looked at. */
  readonly unjudged: Acceptance["unmatched"];
  readonly linter: Linter;
  /** The findings of each page, with their proven suggestions. */
  readonly found: readonly (readonly Finding[])[];
  /** All findings again, as a baseline names them; empty where none is asked for. */
  readonly candidates: readonly Candidate[];
  readonly faults: readonly Fault[];
  readonly notices: readonly string[];
  readonly excepted: ReadonlySet<RuleException>;
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
  const loaded = await opened.loadRules({ slow });
  const { linter, baseline } = loaded;
  if (baseline.problem !== undefined && forBaseline !== "new")
    throw new UsageError(baseline.problem);
  const proves = forBaseline === undefined;
  const wantsNear = !proves || baseline.pages.size > 0;
  const task = { kind: "lint", proves, wantsNear } as const;
  const outcomes = await workOnPages(opened, loaded, paths, { slow, task });
  const candidates = outcomes.flatMap(({ findings, near }) =>
    near.flatMap((text, index): Candidate | readonly Candidate[] => {
      const finding = findings[index];
      return finding === undefined ? [] : { finding, near: text };
    }),
  );
  const exceptions = opened.config.lint.exceptions ?? [];
  const excepted = outcomes.flatMap((outcome) =>
    outcome.excepted.flatMap((index) => exceptions[index] ?? []),
  );
  const faults = outcomes.flatMap((outcome) => outcome.faults);
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
    found: outcomes.map(({ findings }) => findings),
    candidates,
    faults,
    notices: outcomes.flatMap(({ notices }) => notices),
    excepted: new Set(excepted),
    accepted,
    unmatched: unmatched.filter(isJudged),
    unjudged: unmatched.filter((each) => !isJudged(each)),
  };
}
