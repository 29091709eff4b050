import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { folderOf, runCli } from "./run-cli.ts";

type Files = Readonly<Record<string, string>>;

/** Pages with so much to say about them that a first run would be of no use. */
function pagesIn(folder: string, ending = ".md"): Files {
  return Object.fromEntries(
    Array.from({ length: 12 }, (_, number) => [
      `${folder}/page-${number}${ending}`,
      `---\ntitle: Page ${number}\n---\n\n## Days ${number}\n\n#### Half days\n\nIn order to claim, ask the the manager. The guys utilize it prior to lunch.\n`,
    ]),
  );
}

const sites: readonly (readonly [string, Files, string])[] = [
  [
    "hugo",
    { "hugo.toml": 'baseURL = "https://handbook.acme.test/"\n', ...pagesIn("content/handbook") },
    "site: https://handbook.acme.test",
  ],
  [
    "docusaurus",
    {
      "docusaurus.config.js":
        "module.exports = {\n  title: 'Acme',\n  url: 'https://docs.acme.test',\n  baseUrl: '/',\n  presets: [['classic', { docs: {} }]],\n};\n",
      ...pagesIn("docs"),
    },
    "site: https://docs.acme.test",
  ],
  [
    "mkdocs",
    {
      "mkdocs.yml": "site_name: Acme\nsite_url: https://acme.test/handbook/\n",
      ...pagesIn("docs"),
    },
    "site: https://acme.test/handbook",
  ],
];

async function written(files: Files): Promise<{ folder: string; text: string; stdout: string }> {
  const folder = folderOf(files);
  const { code, stdout, stderr } = await runCli(folder, ["init"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return { folder, stdout, text: readFileSync(join(folder, ".handbook-bot.yml"), "utf8") };
}

describe.each(sites)("for a handbook built with %s, init", (generator, files, site) => {
  test("writes a configuration with which a run says at most one finding for each page, once", async () => {
    const { folder, text } = await written(files);
    expect(text).toContain(`# Built with ${generator} (`);
    expect(text).toContain(site);
    expect(text).toMatch(/^ {2}[\w/-]+: off {2}# \d+ findings on \d+ pages? today\. /m);
    const { code, stdout } = await runCli(folder, [
      "lint",
      "--format",
      "json",
      "--fail-on",
      "never",
    ]);
    expect(code).toBe(0);
    const { findings, pages } = JSON.parse(stdout);
    expect(pages).toBe(12);
    expect(findings.length).toBeLessThanOrEqual(pages);
    expect(findings.length).toBeGreaterThan(0);
    const again = await runCli(folder, ["init"]);
    expect(again).toMatchObject({
      code: 0,
      stdout: ".handbook-bot.yml exists. Nothing was changed.\n",
    });
    expect(readFileSync(join(folder, ".handbook-bot.yml"), "utf8")).toBe(text);
  });
});

const page = {
  "docs/leave.md": "---\ntitle: Leave\n---\n\n# Leave\n\nAsk your manager for the days.\n",
};

/** What is left of a configuration without comments. */
function settingsOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

describe("init carries over", () => {
  test("settings of markdownlint, and lists those that it cannot", async () => {
    const { text } = await written({
      ...page,
      ".markdownlint-cli2.jsonc": `{
  // Our settings
  "config": {
    "heading-increment": false,
    "MD013": { "line_length": 120 },
    "MD033": false,
    "MD024": { "siblings_only": true },
    "MD099": true,
    "extends": "./base.json",
  },
  "ignores": ["old/**", "docs/archive"],
  "customRules": ["./rule.cjs"]
}
`,
      "docs/archive/a.md": "# A\n",
      ".markdownlintignore": "# generated\ndrafts/\n",
    });
    expect(settingsOf(text)).toEqual([
      "ignore:",
      "  - old/**  # ignored in .markdownlint-cli2.jsonc",
      "  - docs/archive/**  # ignored in .markdownlint-cli2.jsonc",
      "  - drafts/**  # ignored in .markdownlintignore",
      "rules:",
      "  structure/no-skipped-heading: off  # heading-increment is off in .markdownlint-cli2.jsonc",
      "  markdownlint/MD013: { severity: info, line_length: 120 }  # MD013 in .markdownlint-cli2.jsonc",
    ]);
    for (const line of [
      "options of MD024; structure/no-repeated-heading has its own",
      "MD099",
      "extends",
      "customRules",
    ]) {
      expect(text).toContain(`# - .markdownlint-cli2.jsonc: ${line}\n`);
    }
  });

  test("a markdownlint that only runs the rules that it names", async () => {
    const { text } = await written({
      ...page,
      ".markdownlint.yaml": "default: false\nMD001: true\nMD051: true\n",
    });
    expect(text).toContain("structure/no-repeated-heading: off");
    expect(text).not.toContain("structure/no-skipped-heading: off");
    expect(text).not.toContain("links/no-broken-anchor: off");
  });

  test("what Vale is told: checks that are off, vocabularies, word lists of own styles", async () => {
    const { text } = await written({
      ...page,
      ".vale.ini":
        "StylesPath = .github/styles\nMinAlertLevel = suggestion\nVocab = Acme\n\n[*.md]\nBasedOnStyles = Vale, Microsoft, write-good, Acme\nVale.Repetition = NO\nwrite-good.TooWordy = warning\nAcme.Tone = NO\nTokenIgnores = x\n",
      ".github/styles/config/vocabularies/Acme/accept.txt": "Kubernetes\n(?i)acmelet\n",
      ".github/styles/config/vocabularies/Acme/reject.txt": "acme-bot\n",
      ".github/styles/Acme/Words.yml":
        "extends: substitution\nmessage: Use '%s'\nswap:\n  dropdown: drop-down list\n  'e\\.?g': for example\n",
      ".github/styles/Acme/Avoid.yml": "extends: existence\ntokens:\n  - rockstar team\n",
      ".github/styles/Acme/Caps.yml": "extends: capitalization\nmatch: $title\n",
    });
    expect(settingsOf(text)).toEqual([
      "terms:",
      "  - { avoid: [ acme-bot ] }  # .github/styles/config/vocabularies/Acme/reject.txt",
      "  - { avoid: [ rockstar team ] }  # .github/styles/Acme/Avoid.yml",
      "  - { avoid: [ dropdown ], write: drop-down list }  # .github/styles/Acme/Words.yml",
      "rules:",
      "  prose/no-repeated-word: off  # Vale.Repetition = NO in .vale.ini",
      "  prose/no-wordy-phrase: warning  # write-good.TooWordy = warning in .vale.ini",
      "  write-good/too-wordy: warning  # write-good.TooWordy = warning in .vale.ini",
      "  prose/no-misspelt-word: { words: [ Kubernetes ] }  # words of .github/styles/config/vocabularies/Acme/accept.txt",
    ]);
    for (const line of [
      ".vale.ini: Acme.Tone = NO",
      ".vale.ini: TokenIgnores",
      ".vale.ini: the style Microsoft; keep Vale for it",
      ".github/styles/Acme/Caps.yml: a check of the kind capitalization",
      ".github/styles/Acme/Words.yml: 1 left out, patterns or too many",
    ]) {
      expect(text).toContain(`# - ${line}\n`);
    }
  });

  test("words that alex and cspell let pass", async () => {
    const { text } = await written({
      ...page,
      ".alexrc.yml": "allow:\n  - he-she\nprofanitySureness: 1\n",
      "cspell.json": '{ "version": "0.2", "words": ["acmelet"], "dictionaries": ["x"] }\n',
      "cspell.yaml": "words:\n  - acmeling\n",
      CODEOWNERS: "* @people\n",
    });
    expect(settingsOf(text)).toEqual([
      "exceptions:",
      "  - { rules: [ inclusive ], words: [ he, she ], reason: he-she is allowed in .alexrc.yml }",
      "rules:",
      "  prose/no-misspelt-word: { words: [ acmelet, acmeling ] }  # words of cspell.json and cspell.yaml",
    ]);
    expect(text).toContain("# - .alexrc.yml: profanitySureness\n# - cspell.json: dictionaries\n");
    expect(text).toContain("# CODEOWNERS is read:");
  });

  test("nothing of files that are none of these, and says so", async () => {
    const { text } = await written({
      ...page,
      ".markdownlint.json": "{ not json",
      ".vale.ini": "\u0000",
      ".alexrc": "[]",
    });
    expect(settingsOf(text)).toEqual([]);
  });
});

test("init --dry-run prints and writes nothing", async () => {
  const folder = folderOf(page);
  const { stdout } = await runCli(folder, ["init", "--dry-run"]);
  expect(stdout).toMatch(/^# Written by handbook-bot init\./);
  expect((await runCli(folder, ["init"])).stdout).toMatch(/^Wrote \.handbook-bot\.yml\./);
});
