import type { RuleId } from "../lint/finding.ts";
import { openHandbook } from "./open-handbook.ts";
import { UsageError } from "./usage-error.ts";
import { compareText } from "../text/compare-text.ts";

interface Count {
  findings: number;
  pages: number;
}

/**
 * Prints what every rule would report on a handbook, preview rules and switched off ones included, so that
 * a maintainer sees it before switching one on.
 * @throws UsageError for what the person at the keyboard can fix.
 */
export async function ruleStats(folder: string, format: "pretty" | "json"): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const opened = openHandbook({ root: folder, today, preview: true });
  if (opened.paths.length === 0) throw new UsageError(`No pages found in ${opened.root}.`);
  const { linter, readAll } = await opened.loadRules({ slow: false });
  const { handbook } = await readAll();
  const counts = new Map<RuleId, Count>(
    linter.rules.map(({ id }) => [id, { findings: 0, pages: 0 }]),
  );
  for (const path of opened.paths) {
    const { findings } = linter.lintPage(linter.parse(path, opened.read(path)), handbook);
    const here = Map.groupBy(findings, ({ rule }) => rule);
    for (const [rule, found] of here) {
      const count = counts.get(rule);
      if (count === undefined) continue;
      count.findings += found.length;
      count.pages += 1;
    }
  }
  const rows = linter.rules
    .filter(({ isSlow }) => isSlow !== true)
    .map(({ id, status, severity }) => ({
      id,
      severity,
      status,
      ...(counts.get(id) ?? { findings: 0, pages: 0 }),
    }))
    .sort((a, b) => b.findings - a.findings || compareText(a.id, b.id));
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify({ pages: opened.paths.length, rules: rows }, null, 2)}\n`
      : table(rows, opened.paths.length),
  );
}

type Row = Count & { readonly id: string; readonly severity: string; readonly status: string };

function table(rows: readonly Row[], pages: number): string {
  const width = Math.max(...rows.map(({ id }) => id.length));
  const lines = rows.map(({ id, severity, status, findings, pages: hit }) =>
    [
      id.padEnd(width),
      severity.padEnd(7),
      String(findings).padStart(8),
      ((findings * 1000) / pages).toFixed(1).padStart(13),
      String(hit).padStart(6),
      status === "stable" ? "" : ` (${status})`,
    ].join("  "),
  );
  const head = ["rule".padEnd(width), "says   ", "findings", "per 1,000 pgs", " pages"].join("  ");
  return `${head}\n${lines.map((line) => line.trimEnd()).join("\n")}\n${pages} pages read; slow rules are left out.\n`;
}
