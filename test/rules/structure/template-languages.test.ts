import { expect, test } from "vitest";
import { parsePageTemplate } from "../../../rules/structure/page-template.ts";
import { noMisspeltSection } from "../../../rules/structure/no-misspelt-section.ts";
import { requireSections } from "../../../rules/structure/require-sections.ts";
import { createLinter } from "../../../src/lint/create-linter.ts";
import { defaultLintConfig } from "../../../src/lint/lint-config.ts";
import { lintText } from "../../lint/linter-of.ts";

const template = (languages: string, name: string): string =>
  `template: job page\nrule: structure/require-sections\n${languages}pages: [job-page]\nsections:\n  - name: ${name}\n`;
const templates = [
  parsePageTemplate(
    { path: "rules/structure/templates/job.yml", text: template("", "Responsibilities") },
    new Map(),
  ),
  parsePageTemplate(
    {
      path: "rules/structure/templates/poste.yml",
      text: template("languages: [fr]\n", "Responsabilités"),
    },
    new Map(),
  ),
];
const linter = createLinter({
  rules: [requireSections(templates), noMisspeltSection(templates)],
  config: defaultLintConfig,
  docsBase: "https://docs.example.com/rules",
});

test.each([
  ["en", "## Team\n\nYou work with the people of this team.\n", "“Responsibilities”"],
  ["fr", "## Équipe\n\nVous travaillez avec les gens de cette équipe.\n", "“Responsabilités”"],
])("a page in %s is held against the template for its language", (lang, text, section) => {
  const page = `---\ntitle: X\nlayout: job_page\nlang: ${lang}\n---\n\n${text}`;
  const { findings } = lintText(linter, page);
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining(section)]);
});

test("a page in another language is held against none", () => {
  const page =
    "---\ntitle: X\nlayout: job_page\nlang: de\n---\n\n## Das Team\n\nDu arbeitest mit den Leuten.\n";
  expect(lintText(linter, page).findings).toEqual([]);
});
