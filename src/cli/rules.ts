import { allRules } from "./open-rules.ts";

/** Lists all rules for people or as JSON. */
export function rules({ format }: { readonly format: "pretty" | "json" }): void {
  const all = allRules();
  if (format === "json") {
    const list = all.map(({ id, summary, why, severity, status, isFixable, pages }) => ({
      id,
      summary,
      why,
      severity,
      status,
      suggestions: isFixable,
      pages: pages ?? null,
    }));
    process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
    return;
  }
  const width = Math.max(...all.map(({ id }) => id.length));
  for (const { id, severity, status, summary } of all) {
    const life = status === "stable" ? "" : ` (${status})`;
    process.stdout.write(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}${life}\n`);
  }
}
