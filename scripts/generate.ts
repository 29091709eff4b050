/**
 * Writes what is generated from the code: JSON schemas for editors, the table of rules, the
 * version in examples and manifests. With `--check`
 * it writes nothing and fails with the list of files that are stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import { ruleSchemas } from "../rules/schema.ts";
import { allRules } from "../src/cli/open-rules.ts";
import { reportSchema } from "../src/cli/report/report-schema.ts";
import { configJsonSchema } from "../src/config/config-json-schema.ts";
import type { RuleMeta } from "../src/lint/rule.ts";
import { familyOf } from "../src/lint/select-rules.ts";
import { configurationReference } from "./configuration-reference.ts";
import { ruleFacts } from "./rule-facts.ts";
import { versionedTexts } from "./versions.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const rules = allRules();

const files: Readonly<Record<string, string>> = {
  "docs/guide/configuration-reference.md": configurationReference(configJsonSchema(rules)),
  "docs/schema/handbook-bot.schema.json": json(configJsonSchema(rules)),
  "docs/schema/report.schema.json": json(z.toJSONSchema(reportSchema)),
  ...Object.fromEntries(ruleSchemas.map(({ path, schema }) => [path, json(schema)])),
  "docs/rules.md": ruleTable(rules),
  "docs/rules.json": json(ruleFacts(rules)),
  ...versionedTexts(root),
};

const stale = Object.entries(files).filter(([path, text]) => {
  const file = join(root, path);
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
});

if (process.argv.includes("--check")) {
  for (const [path] of stale) console.error(`${path} is stale; run npm run generate`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`Wrote ${path}`);
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function ruleTable(rules: readonly RuleMeta[]): string {
  const families = Map.groupBy(rules, ({ id }) => familyOf(id));
  const sections = [...families].map(([family, members]) =>
    [
      `## ${family}`,
      "",
      "| rule | what holds | severity | suggestion | pages |",
      "| --- | --- | --- | --- | --- |",
      ...members.map(row),
    ].join("\n"),
  );
  return [
    "# Rules",
    "",
    "<!-- Written by `npm run generate` from the rules themselves. -->",
    "",
    "An `error` fails the gate and is commented, a `warning` is commented, an `info` is counted in the summary. Preview rules run only",
    "where a configuration or `--preview` asks for them; slow rules run on changed pages and where they are asked for by name.",
    "",
    sections.join("\n\n"),
    "",
  ].join("\n");
}

function row({ id, summary, severity, status, isSlow, isFixable, pages }: RuleMeta): string {
  const notes = [status === "stable" ? "" : status, isSlow ? "slow" : ""].filter(
    (note) => note !== "",
  );
  const life = notes.length > 0 ? ` (${notes.join(", ")})` : "";
  const cells = [
    `[\`${id}\`](rules/${id}.md)`,
    summary.replaceAll("|", "\\|"),
    `${severity}${life}`,
    isFixable ? "yes" : "",
    pages?.join(", ") ?? "all",
  ];
  return `| ${cells.join(" | ")} |`;
}
