import type { Severity } from "../../lint/finding.ts";
import type { RuleMeta } from "../../lint/rule.ts";
import { faultsOf, type LintReport, placeOf } from "./report.ts";

/** SARIF 2.1.0 §3.27.10 */
const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/** Writes a report as SARIF 2.1.0: rules, findings with related locations and fixes, internal errors as notifications. */
export function renderSarif(report: LintReport): string {
  const used = new Set(report.findings.map(({ rule }) => rule));
  const rules = report.rules.filter(({ id }) => used.has(id));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "handbook-bot",
            rules: rules.map((rule) => describeRule(rule, report)),
          },
        },
        columnKind: "utf16CodeUnits",
        results: report.findings.map((finding) => ({
          ruleId: finding.rule,
          level: levels[finding.severity],
          message: { text: finding.message },
          locations: [locationOf(finding.path, finding, report)],
          partialFingerprints: { "handbookBotFingerprint/v1": finding.fingerprint },
          ...(finding.related.length > 0 && {
            relatedLocations: finding.related.map((related) => ({
              ...locationOf(related.path, related, report),
              message: { text: related.message },
            })),
          }),
          ...(finding.suggestions.length > 0 && {
            fixes: finding.suggestions.map(({ label, edits }) => ({
              description: { text: label },
              artifactChanges: [
                {
                  artifactLocation: { uri: uriOf(report.shownPath(finding.path)) },
                  replacements: edits.map(({ span, text }) => ({
                    deletedRegion: regionOf(finding.path, { span }, report),
                    insertedContent: { text },
                  })),
                },
              ],
            })),
          }),
        })),
        invocations: [
          {
            executionSuccessful: faultsOf(report).length === 0,
            toolExecutionNotifications: faultsOf(report).map(({ path, rule, message }) => ({
              level: "error",
              message: { text: `${rule === undefined ? "" : `${rule}: `}${message}` },
              locations: [
                { physicalLocation: { artifactLocation: { uri: uriOf(report.shownPath(path)) } } },
              ],
            })),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function describeRule(rule: RuleMeta, report: LintReport): object {
  const docs = report.findings.find(({ rule: id }) => id === rule.id)?.docs ?? "";
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.why },
    // Without an address of its own the project's docs are a folder, which is no URI to click.
    ...(docs.startsWith("http") && { helpUri: docs }),
    defaultConfiguration: { level: levels[rule.severity] },
  };
}

type Spot = Parameters<typeof placeOf>[1];

function locationOf(
  path: string,
  { span, line }: { readonly span: Spot; readonly line?: number },
  report: LintReport,
): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(report.shownPath(path)) },
      region: regionOf(path, { span, ...(line !== undefined && { line }) }, report),
    },
  };
}

function regionOf(
  path: string,
  { span, line }: { readonly span: Spot; readonly line?: number },
  report: LintReport,
): object {
  const { start, end } = placeOf(report.lines(path), span, line);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** A relative path as a URI: spaces, `%`, `#` and `?` would mean something else in it. */
function uriOf(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
