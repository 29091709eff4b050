import { describe, expect, test } from "vitest";

import type { ChangedFile, ReadChange } from "../../src/change/change.ts";
import { buildRevision, type Revision } from "../../src/change/revision.ts";
import { engineFactory } from "../../src/config/engine.ts";
import { renderParts } from "../../src/review/parts/summary-parts.ts";
import { reviewChange } from "../../src/review/review-change.ts";
import { judge } from "../../src/review/verdict.ts";
import { runSteps } from "../../src/text/steps.ts";
import { rules } from "../rules/built-in.ts";
import { noChange } from "./review-of.ts";

const configFile = ".handbook-bot.yml";
const redirectFile = "data/redirects.yml";
const engineOf = engineFactory(
  { rules, docsBase: "https://bot.example.com/rules", detectLanguage: () => undefined },
  () => "2026-11-29",
);

/** A target branch with some pages and files with data. */
function target(data: Readonly<Record<string, string>>): Revision {
  const engine = engineOf(data[configFile] ?? "");
  const pages = ["leave", "pay", "drafts/idea"].map((name) =>
    engine.linter.parse(`handbook/${name}.md`, `---\ntitle: ${name}\n---\n\n# ${name}\n`),
  );
  const files = { data: new Map(Object.entries(data)), others: new Set(["notes.txt"]) };
  return runSteps(buildRevision(engine, pages, files));
}

function changed(path: string, before: string | undefined, after: string | undefined): ChangedFile {
  const status = before === undefined ? "added" : after === undefined ? "deleted" : "modified";
  return { status, oldPath: path, path, before, after, diff: undefined };
}

function review(
  data: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string | undefined>>,
  more: Partial<ReadChange> = {},
) {
  const files = Object.entries(after).map(([path, text]) => changed(path, data[path], text));
  return runSteps(reviewChange(target(data), { ...noChange, files, ...more }));
}

/** `path:line rule message`, for each finding. */
function reported(...args: Parameters<typeof review>): readonly string[] {
  return review(...args).placed.map(
    ({ finding, anchor }) =>
      `${finding.path}:${anchor.kind === "outside" ? "outside" : anchor.newLine} ${finding.rule} ${finding.message}`,
  );
}

describe("a change of the configuration", () => {
  test("that has an error is commented on at its line, and fails whatever the configuration says", () => {
    const data = { [configFile]: "gate: { failOn: never }\nrules: { all: off }\n" };
    const outcome = review(data, {
      [configFile]: "gate: { failOn: never }\nrules:\n  prse: off\n",
    });
    expect(outcome.placed).toMatchObject([
      {
        finding: {
          path: configFile,
          rule: "configuration/no-error",
          severity: "error",
          message: expect.stringMatching(/^“rules.prse”: .*prose/),
          docs: "https://bot.example.com/rules/configuration/no-error.md",
        },
        anchor: { kind: "added", newLine: 3 },
      },
    ]);
    const findings = outcome.placed.map(({ finding }) => finding);
    expect(judge({ findings, faults: [] }, "never").state).toBe("failed");
    expect(outcome.parts.configuration).toBeUndefined();
  });

  test.each([
    ["YAML that cannot be read", "rules: [\n", /^\.handbook-bot\.yml:\d configuration\/no-error /],
    ["a list instead of a mapping", "- rules\n", /^\.handbook-bot\.yml:1 configuration\/no-error /],
    [
      "a file of redirects that is not there",
      "links:\n  redirects: [data/redirect.yml]\n",
      /^\.handbook-bot\.yml:2 configuration\/no-error There is no file “data\/redirect.yml”/,
    ],
  ])("with %s is reported", (_, text, expected) => {
    expect(reported({ [configFile]: "" }, { [configFile]: text })).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  test("that names a file which it adds, or which is there, is fine", () => {
    const text = "links:\n  redirects: [data/redirects.yml]\n";
    const entry = "- sources: [/a/]\n  target: /b/\n";
    expect(reported({}, { [configFile]: text, [redirectFile]: entry })).toEqual([]);
    expect(reported({}, { [configFile]: text.replace("data/redirects.yml", "notes.txt") })).toEqual(
      [],
    );
  });

  test("under a name that is not read is reported", () => {
    expect(reported({}, { ".handbook-bot.yaml": "rules: {}\n" })).toEqual([
      ".handbook-bot.yaml:1 configuration/no-misnamed-file This file is not read. Rename it to “.handbook-bot.yml”.",
    ]);
  });

  test("that is valid is said to take effect after the merge, with what it switches off", () => {
    const [text = ""] = renderParts(
      review(
        { [configFile]: "gate: { failOn: warning }\n" },
        {
          [configFile]:
            "ignore: [handbook/drafts/]\nrules: { prose/no-repeated-word: off, structure/no-placeholder: info }\nexceptions: [{ words: [the], reason: a name }]\n",
        },
      ).parts,
    );
    expect(text).toContain("This changes the configuration, which takes effect after the merge.");
    expect(text).toContain("- 1 of 3 pages are no longer reviewed.");
    expect(text).toContain("- Warnings no longer fail the check.");
    expect(text).toContain("- 1 exception more.");
    expect(text).toContain("- `prose/no-repeated-word` is switched off on 2 of 3 pages.");
    expect(text).toMatch(
      /- `structure\/no-placeholder` becomes info instead of \w+ on 2 of 3 pages\./,
    );
  });

  test("that weakens several rules names those of most pages first", () => {
    const [text = ""] = renderParts(
      review(
        { [configFile]: "" },
        {
          [configFile]:
            "overrides: [{ paths: [handbook/pay.md], rules: { prose/no-repeated-word: off } }]\nrules: { structure/no-placeholder: off }\n",
        },
      ).parts,
    );
    const rules = [...text.matchAll(/`([a-z-]+\/[a-z-]+)` is switched off/g)];
    expect(rules.map(([, rule]) => rule)).toEqual([
      "structure/no-placeholder",
      "prose/no-repeated-word",
    ]);
  });

  test("that switches nothing off says no more than that it takes effect later", () => {
    const { parts } = review(
      { [configFile]: "" },
      { [configFile]: "# Ask People before you change this.\n" },
    );
    expect(renderParts(parts)).toEqual([
      "This changes the configuration, which takes effect after the merge.",
    ]);
  });

  test("that deletes it says what follows", () => {
    const { parts, placed } = review({ [configFile]: "" }, { [configFile]: undefined });
    expect([placed, renderParts(parts)]).toEqual([
      [],
      ["This deletes the configuration: after the merge, nothing is reviewed any more."],
    ]);
  });
});

describe("a change of redirects", () => {
  const named = { [configFile]: "links: { redirects: [data/redirects.yml] }\n" };
  const good = "- sources: [/a/]\n  target: /b/\n";

  test.each([
    ["an entry without a target", `${good}- sources: [/c/]\n`, 3, "This redirect has no “target”."],
    ["an entry without sources", `${good}- target: /c/\n`, 3, "This redirect has no “sources”."],
    ["another entry", `${good}- /c/\n`, 3, "Expected “sources” and “target”."],
    ["no list", "a: b\n", 1, "Expected a list of redirects, each with “sources” and “target”."],
  ])("with %s is reported at its line", (_, text, line, message) => {
    expect(reported({ ...named, [redirectFile]: good }, { [redirectFile]: text })).toEqual([
      `${redirectFile}:${line} configuration/no-error ${message}`,
    ]);
  });

  test("that was wrong before is nobody's fault", () => {
    const wrong = `${good}- sources: [/c/]\n`;
    const data = { ...named, [redirectFile]: wrong };
    expect(reported(data, { [redirectFile]: `${good}${wrong}` })).toEqual([]);
  });

  test("in lines is read too", () => {
    const config = { [configFile]: "links: { redirects: [_redirects] }\n" };
    expect(
      reported(
        { ...config, _redirects: "/a/ /b/ 301\n" },
        { _redirects: "# moved\n/a/ /b/ 301\n/c/\n" },
      ),
    ).toEqual(["_redirects:3 configuration/no-error “/c/” has no address to lead on to."]);
  });

  test("that deletes the file must change the configuration too", () => {
    const data = { ...named, [redirectFile]: good };
    expect(reported(data, { [redirectFile]: undefined })).toEqual([
      `${redirectFile}:outside configuration/no-error The configuration names this file. Change it there too.`,
    ]);
    expect(reported(data, { [redirectFile]: undefined, [configFile]: "" })).toEqual([]);
  });
});

describe("a change of the baseline", () => {
  const named = { [configFile]: "baseline: b.json\n" };
  const good = '{"version":1,"pages":{}}';

  test.each<[string, string | undefined, readonly string[]]>([
    ["that can be read is fine", '{"version":1,"pages":{"a.md":[]}}', []],
    [
      "with an error is reported at its line",
      '{"version":1,\n"page":{}}',
      [
        expect.stringMatching(/^b\.json:1 configuration\/no-error /),
        expect.stringMatching(/^b\.json:2 configuration\/no-error “page”: unknown key “page”/),
      ],
    ],
    [
      "that deletes the file must change the configuration too",
      undefined,
      [
        "b.json:outside configuration/no-error The configuration names this file. Change it there too.",
      ],
    ],
  ])("%s", (_, after, expected) => {
    expect(reported({ ...named, "b.json": good }, { "b.json": after })).toEqual(expected);
  });

  test("that deletes the file with its name is fine", () => {
    const after = { "b.json": undefined, [configFile]: "" };
    expect(reported({ ...named, "b.json": good }, after)).toEqual([]);
  });

  test("that the change itself begins to name is read, too", () => {
    const after = { [configFile]: "baseline: b.json\n", "b.json": "{" };
    expect(reported({ [configFile]: "" }, after)).toEqual([
      expect.stringMatching(/^b\.json:\d configuration\/no-error /),
    ]);
    expect(reported({ [configFile]: "" }, { "b.json": "{" })).toEqual([]);
  });
});

test("code owners are not judged", () => {
  expect(reported({}, { CODEOWNERS: "[broken\n" })).toEqual([]);
});
