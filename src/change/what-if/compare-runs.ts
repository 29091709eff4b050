import type { Finding, RuleId, Severity } from "../../lint/finding.ts";
import { compareText } from "../../text/compare-text.ts";
import type { Run } from "./findings-of-run.ts";

/** What becomes of the findings of one rule. */
export interface RuleDifference {
  readonly rule: RuleId;
  readonly added: Findings;
  readonly removed: Findings;
  /** Findings that stay and get another severity. */
  readonly changed: Findings;
}

interface Findings {
  readonly count: number;
  /** The first ones. */
  readonly examples: readonly Example[];
}

/** One of the findings. Its message may hold text of a page. */
interface Example {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly severity: Severity;
  readonly message: string;
}

const examplesMax = 3;

/** Gives the difference of two runs by rule, the greatest first. */
export function compareRuns(
  before: Run,
  after: Run,
  isUnseen: (path: string, rule: RuleId) => boolean,
): readonly RuleDifference[] {
  const old = before.findings(isUnseen);
  const now = after.findings(isUnseen);
  const severities = new Map(old.map((finding) => [nameOf(finding), finding.severity]));
  const names = new Set(now.map(nameOf));
  const added = now.filter((finding) => !severities.has(nameOf(finding)));
  const removed = old.filter((finding) => !names.has(nameOf(finding)));
  const changed = now.filter((finding) => {
    const severity = severities.get(nameOf(finding));
    return severity !== undefined && severity !== finding.severity;
  });
  const rules = new Set([...added, ...removed, ...changed].map(({ rule }) => rule));
  return [...rules]
    .map((rule) => ({
      rule,
      added: collect(added, rule, after),
      removed: collect(removed, rule, before),
      changed: collect(changed, rule, after),
    }))
    .sort((a, b) => sizeOf(b) - sizeOf(a) || compareText(a.rule, b.rule));
}

function nameOf({ rule, path, fingerprint }: Finding): string {
  return `${rule}\n${path}\n${fingerprint}`;
}

function collect(findings: readonly Finding[], rule: RuleId, run: Run): Findings {
  const own = findings.filter((finding) => finding.rule === rule);
  const examples = own.slice(0, examplesMax).map((finding) => {
    const { path, severity, message } = finding;
    return { path, line: run.lineOf(finding), severity, message };
  });
  return { count: own.length, examples };
}

function sizeOf({ added, removed, changed }: RuleDifference): number {
  return added.count + removed.count + changed.count;
}
