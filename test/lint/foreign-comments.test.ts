import { describe, expect, test } from "vitest";

import { engineFactory } from "../../src/config/engine.ts";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { allCounterparts } from "../../src/lint/foreign/markdownlint-names.ts";
import { handbookOptions } from "../../src/change/handbook-options.ts";
import { metas, rules } from "../rules/built-in.ts";

const engine = engineFactory(
  { rules, docsBase: "https://bot.example.com/rules", detectLanguage: () => undefined },
  () => "2026-11-29",
)("rules: { markdownlint/MD013: { severity: info, line_length: 75 } }\n");

/** `line rule`, for each finding. */
function reported(body: string): readonly string[] {
  const page = engine.linter.parse("handbook/leave.md", `---\ntitle: Leave\n---\n\n${body}`);
  const handbook = createHandbook(
    [page],
    handbookOptions(engine.config, [], () => undefined),
  );
  return engine.linter
    .lintPage(page, handbook)
    .findings.map(({ rule, span }) => `${page.lines.locate(span.start).line - 4} ${rule}`);
}

const skipped = "## Days\n\n#### Half days\n\nAsk us.\n";
const repeated = "Ask the the manager.\n";
const gendered = "The chairman decides.\n";

describe("a comment for markdownlint", () => {
  test.each([
    ["by number", `<!-- markdownlint-disable MD001 -->\n${skipped}`],
    ["by another name", `<!-- markdownlint-disable heading-increment -->\n${skipped}`],
    ["by a tag, whatever its case", `<!-- markdownlint-disable Headings -->\n${skipped}`],
    ["for all rules", `<!-- markdownlint-disable -->\n${skipped}`],
    [
      "for the next line",
      `## Days\n\n<!-- markdownlint-disable-next-line MD001 -->\n#### Half days\n\nAsk us.\n`,
    ],
    [
      "for its line",
      `## Days\n\n#### Half days <!-- markdownlint-disable-line MD001 -->\n\nAsk us.\n`,
    ],
    ["for the file, from its end", `${skipped}\n<!-- markdownlint-disable-file MD001 -->\n`],
    [
      "for a rule of markdownlint that we run",
      `<!-- markdownlint-disable MD013 -->\n${"A long line. ".repeat(6)}\n<!-- markdownlint-enable MD013 -->\n`,
    ],
  ])("holds %s", (_, body) => {
    expect(reported(body)).toEqual([]);
  });

  test.each([
    [
      "another rule",
      `<!-- markdownlint-disable MD002 MD999 -->\n${skipped}`,
      ["4 structure/no-skipped-heading"],
    ],
    [
      "what follows its end",
      `<!-- markdownlint-disable MD001 -->\n<!-- markdownlint-enable MD001 -->\n${skipped}`,
      ["5 structure/no-skipped-heading"],
    ],
    ["wording", `<!-- markdownlint-disable -->\n${repeated}`, ["2 prose/no-repeated-word"]],
    [
      "a page that only shows it",
      `\`<!-- markdownlint-disable -->\`\n\n${skipped}`,
      ["5 structure/no-skipped-heading"],
    ],
  ])("leaves %s alone", (_, body, expected) => {
    expect(reported(body)).toEqual(expected);
  });
});

describe("a comment for Vale", () => {
  test.each([
    ["off", `<!-- vale off -->\n\n${repeated}\n<!-- vale on -->\n`, []],
    [
      "on again",
      `<!-- vale off -->\n\n<!-- vale on -->\n\n${repeated}`,
      ["5 prose/no-repeated-word"],
    ],
    [
      "of one check",
      `<!-- vale Vale.Repetition = NO -->\n\n${repeated}\n${gendered}`,
      ["5 inclusive/no-gendered-noun"],
    ],
    [
      "of one check, on again",
      `<!-- vale House.Repetition = NO -->\n<!-- vale House.Repetition = YES -->\n\n${repeated}`,
      ["4 prose/no-repeated-word"],
    ],
    ["of a style", `<!-- vale alex = NO -->\n\n${gendered}`, []],
    [
      "of a style that we do not know",
      `<!-- vale House.Tone = NO -->\n\n${gendered}`,
      ["3 inclusive/no-gendered-noun"],
    ],
    [
      "about wording, not structure",
      `<!-- vale off -->\n\n${skipped}`,
      ["5 structure/no-skipped-heading"],
    ],
  ])("%s", (_, body, expected) => {
    expect(reported(body)).toEqual(expected);
  });
});

test.each([
  [
    "ignore, for the next line",
    `<!-- alex ignore chairman-chairwoman -->\n\n${gendered}\n${gendered}`,
    ["5 inclusive/no-gendered-noun"],
  ],
  [
    "disable and enable",
    `<!-- alex disable -->\n\n${gendered}\n<!-- alex enable -->\n\n${gendered}`,
    ["7 inclusive/no-gendered-noun"],
  ],
])("a comment for alex holds: %s", (_, body, expected) => {
  expect(reported(body)).toEqual(expected);
});

test("a suppression of our own beside one for another linter is not called unused", () => {
  expect(
    reported(
      `<!-- vale off -->\n\n<!-- handbook-bot-disable-next-line prose/no-repeated-word -- a song -->\n${repeated}`,
    ),
  ).toEqual([]);
});

test("what stands for a rule of markdownlint is a rule of ours, or one that we do not have", () => {
  const known = new Set<string>(metas.map(({ id }) => id));
  const missing = allCounterparts.filter((id) => !known.has(id));
  expect(missing).toEqual(["markdownlint/MD033", "markdownlint/MD043", "markdownlint/MD060"]);
});
