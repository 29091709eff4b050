import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import { defaultLintConfig } from "../../src/lint/lint-config.ts";
import type { RuleId } from "../../src/lint/finding.ts";
import { metas, projectFolder, rules } from "../rules/built-in.ts";

/** Names of the checks of GitLab's handbook. Its .vale, .markdownlint-cli2.jsonc and scripts, 2026-02. */
const theirs: Readonly<Record<string, readonly string[]>> = {
  Vale: [
    "gitlab_base.DefaultBranch",
    "gitlab_base.Dropdown",
    "gitlab_base.EOLWhitespace",
    "gitlab_base.HeadingDepth",
    "gitlab_base.HeadingLink",
    "gitlab_base.InclusiveLanguage",
    "gitlab_base.LatinTerms",
    "gitlab_base.MeaningfulLinkWords",
    "gitlab_base.MergeConflictMarkers",
    "gitlab_base.MultiLineLinks",
    "gitlab_base.NonStandardQuotes",
    "gitlab_base.Zip",
    "handbook.AbsoluteLinkPrefixContent",
    "handbook.AbsoluteLinkPrefixHandbook",
    "handbook.Aliases",
    "handbook.British",
    "handbook.FrontmatterTitle",
    "handbook.InternalLinkCase",
    "handbook.InternalLinkFormat",
    "handbook.ListIndentation",
    "handbook.MarkdownLinks",
    "handbook.ReferenceLinks",
    "handbook.RelativeLinks",
    "handbook.RelativeLinksDoubleSlashes",
    "handbook.Repetition",
    "handbook.Spelling",
    "handbook.StaticImagePath",
  ],
  markdownlint: [
    "MD001",
    "MD003",
    "MD004",
    "MD005",
    "MD007",
    "MD009",
    "MD010",
    "MD011",
    "MD012",
    "MD013",
    "MD014",
    "MD018",
    "MD019",
    "MD020",
    "MD021",
    "MD022",
    "MD023",
    "MD024",
    "MD025",
    "MD026",
    "MD027",
    "MD028",
    "MD029",
    "MD030",
    "MD031",
    "MD032",
    "MD033",
    "MD034",
    "MD035",
    "MD036",
    "MD037",
    "MD038",
    "MD039",
    "MD040",
    "MD041",
    "MD042",
    "MD043",
    "MD044",
    "MD045",
    "MD046",
    "MD047",
    "MD048",
    "MD049",
    "MD050",
    "MD051",
    "MD052",
    "MD053",
    "MD054",
    "MD055",
    "MD056",
    "MD058",
    "MD059",
  ],
  handbooklint: [
    "IMAGES Incorrect Path",
    "IMAGES Too Large",
    "FILES Too Large",
    "FOLDERNAME",
    "FILENAME",
    "VIDEOS path",
    "PDFS path",
    "CODEOWNERS missing file",
    "CODEOWNERS duplicate entry",
    "CODEOWNERS bad ownership",
    "Controlled document missing",
    "Missing front matter",
  ],
  "Written down, not checked": [
    "no capitals in headings",
    "line endings LF",
    "metric and imperial units",
    "amounts linked to exchange rates",
    "no one-digit cents",
    "international, offshore",
    "several points are numbered",
    "hyphens and small letters in addresses",
    "wider community",
    "team members, not employees",
    "GitLab in capitals",
    "open source without hyphen",
    "frontend, webhook",
    "headings start at level 2",
    "no colon at the end of a heading",
    "no emoji in headings",
    "acronyms expanded once",
    "ISO dates",
    "no EOD, no COB",
    "two-word terms",
    "simple language",
    "single source of truth",
    "short pages",
    "no FAQs, playbooks, link lists",
    "headings in sentence case",
    "blank line after headings",
    "diagrams that can be edited",
    "no headings process, policies, best practices",
  ],
};

const text = readFileSync(join(projectFolder, "docs/parity.md"), "utf8");

function rowsOf(title: string): readonly (readonly string[])[] {
  const section = text.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (?:theirs|-+) /.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** Whether suggestions in the examples of a rule's page are safe. */
function safety(id: RuleId): ReadonlySet<boolean> {
  const linter = createLinter({
    rules,
    docsBase: "https://example.com/rules",
    config: { ...defaultLintConfig, preview: true, only: new Set([id]) },
  });
  const page = readFileSync(join(projectFolder, `docs/rules/${id}.md`), "utf8");
  const found = new Set<boolean>();
  for (const [, body = ""] of page.matchAll(/^`{4}markdown bad[^\n]*\n([^]*?)^`{4}$/gm)) {
    const example = linter.parse("content/handbook/example.md", body);
    const { findings } = linter.lintPage(example, createHandbook([example]));
    for (const { suggestions } of findings) for (const { isSafe } of suggestions) found.add(isSafe);
  }
  return found;
}

describe.each(Object.entries(theirs))("the table of %s", (title, names) => {
  const rows = rowsOf(title);

  test("has a row for each of their checks, and no other", () => {
    expect(rows.map(([name]) => name)).toEqual(names);
  });

  test.each(rows)(
    "says of %s what holds for our rule",
    (_, cell = "", severity, fix, note = "") => {
      if (cell === "–") {
        expect([severity, fix]).toEqual(["–", "–"]);
        expect(note).toMatch(/^\S.{15,}\.$/);
        return;
      }
      const meta = metas.find(({ id }) => `\`${id}\`` === cell);
      expect(meta, cell).toBeDefined();
      if (meta === undefined) return;
      const life = meta.status === "preview" ? " (preview)" : "";
      expect(severity).toBe(`${meta.severity}${life}`);
      if (fix === "none") return;
      expect(meta.isFixable).toBe(true);
      expect(["safe", "suggestion"]).toContain(fix);
      if (fix === "safe") expect(safety(meta.id)).toContain(true);
    },
  );

  test("names rules in its notes that exist", () => {
    const named = rows.flatMap(([, , , , note = ""]) => note.match(/`[a-z-]+\/[\w-]+`/g) ?? []);
    const known = new Set(metas.map(({ id }) => `\`${id}\``));
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});
