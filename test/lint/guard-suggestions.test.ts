import { describe, expect, test } from "vitest";

import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { pageAndHandbook, wordRule, linterOf } from "./linter-of.ts";
import type { Linter } from "../../src/lint/linter.ts";

/** Writes “use” for “utilize”, wherever the rule that proposes it did not look closely. */
const noUtilize = wordRule("wording/no-utilize", "utilize", {
  suggest: (span) => [{ label: "Write “use”", edits: [{ span, text: "use" }], isSafe: true }],
});
const linter = linterOf([noUtilize]);

function isSafe(
  source: string,
  path = "handbook/tools.md",
  by: Linter = linter,
): readonly boolean[] {
  const { page, handbook } = pageAndHandbook(by, source, path);
  return by
    .lintPage(page, handbook)
    .findings.flatMap(({ suggestions }) => suggestions.map((suggestion) => suggestion.isSafe));
}

describe("a word is replaced unread", () => {
  test.each([
    ["in a paragraph", "Teams utilize this tool every day.\n"],
    ["in a list item", "- Teams utilize this tool.\n- Others do not.\n"],
    ["in a cell", "| team | tool |\n| - | - |\n| all | they utilize it every day |\n"],
    ["in bold type", "Teams **utilize this tool** every day.\n"],
    ["beside a quotation", "Teams utilize the “big” tool.\n"],
    ["under a heading", "# Tools\n\n## Ours\n\nTeams utilize this tool.\n"],
  ])("%s", (_, source) => {
    expect(isSafe(source)).toEqual([true]);
  });
});

describe("a word is left to people", () => {
  test.each([
    ["in a block quote", "> Teams utilize this tool.\n"],
    ["in curly quotation marks", "The form said “utilize this” until May.\n"],
    ["in straight quotation marks", 'The form said "utilize this" until May.\n'],
    ["in single quotation marks", "The form said 'utilize this' until May.\n"],
    ["in italics", "The form said *utilize* until May.\n"],
    ["struck through", "Teams ~~utilize~~ this tool.\n"],
    ["struck through in HTML", "Teams <del>utilize</del> this tool.\n"],
    ["where the sentence is about words", "Say use, not utilize.\n"],
    ["where a list says what to avoid", "- Avoid utilize and leverage\n"],
    ["under a heading about words", "# Writing\n\nTeams utilize this tool.\n"],
    [
      "in a table that sets words side by side",
      "| Avoid | Alternative |\n| - | - |\n| utilize | use |\n",
    ],
    [
      "in the text of a link, which may be a title",
      "See [how to utilize it](https://example.com).\n",
    ],
    ["in a cell that is a value", "| team | tool |\n| - | - |\n| all | utilize |\n"],
    ["in a heading, whose anchor people link to", "## How to utilize it\n\nText.\n"],
    ["in the words of a contract", "The Licensee may utilize the Software.\n"],
    ["in the words of a notice", "Employees shall utilize this form.\n"],
    ["in the words of a policy on any page", "You must utilize this form.\n"],
  ])("%s", (_, source) => {
    expect(isSafe(source)).toEqual([false]);
  });

  test.each([
    "LICENSE.md",
    "docs/CHANGELOG.md",
    "CHANGELOG/v2.md",
    "handbook/release-notes/may.md",
    "CODE_OF_CONDUCT.md",
    "jobs/2026_archive.md",
    "team/minutes/2026-11-29.md",
    "handbook/legal/nda.md",
    "contracts/be-agreement.md",
    "handbook/style-guide.md",
  ])("on %s", (path) => {
    expect(isSafe("Teams utilize this tool every day.\n", path).filter(Boolean)).toEqual([]);
  });

  test("on a policy", () => {
    const source = "---\ncontrolled_document: true\n---\n\nTeams utilize this tool every day.\n";
    const { page } = pageAndHandbook(linter, source, "handbook/access-policy.md");
    expect(page.type).toBe("policy");
    expect(isSafe(source, "handbook/access-policy.md")).toEqual([false]);
  });

  test("in another language than English", () => {
    const french = "L'équipe peut utilize un formulaire pour les demandes et le service répond.\n";
    expect(isSafe(`${french}\nTeams utilize the tool that is there for all of them.\n`)).toEqual([
      false,
      true,
    ]);
  });

  test("in a name", () => {
    const rule = wordRule("style/no-organisation", "Organisation", {
      suggest: (span) => [
        { label: "Spell it with z", edits: [{ span, text: "Organization" }], isSafe: true },
      ],
    });
    const by = linterOf([rule]);
    expect(isSafe("We follow the World Health Organisation.\n", undefined, by)).toEqual([false]);
    expect(isSafe("Organisation of events takes time.\n", undefined, by)).toEqual([true]);
  });

  test("where the edit goes from one block into the next, or joins lines", () => {
    const across = wordRule("wording/no-white-list", "", {
      *check({ source }) {
        const start = source.indexOf("white");
        const end = source.toLowerCase().indexOf("list") + 4;
        const edits = [{ span: { start, end }, text: "allowlist" }];
        yield {
          span: { start, end },
          message: "It is a word of old",
          suggestions: [{ label: "Write “allowlist”", edits, isSafe: true }],
        };
      },
    });
    const by = linterOf([across]);
    const of = (source: string) => isSafe(source, undefined, by);
    expect(of("Ours is a white list of hosts.\n")).toEqual([true]);
    expect(of("Ours is a white\nlist of hosts.\n")).toEqual([false]);
    expect(of("The page is white\n\nList the hosts.\n")).toEqual([false]);
    expect(of("- It is white\n- List the hosts\n")).toEqual([false]);
    expect(of("| white | list |\n| - | - |\n| a | b |\n")).toEqual([false]);
  });
});

describe("a suggestion that changes no word stays safe", () => {
  test.each([
    ["in a policy", "---\ncontrolled_document: true\n---\n\nTen  days.\n"],
    ["in a heading with an anchor of its own", "## Ten  days {#ten-days}\n"],
  ])("%s", (_, source) => {
    const rule = wordRule("wording/no-double-space", "  ", {
      *check({ source }) {
        const start = source.indexOf("  ");
        const edits = [{ span: { start, end: start + 2 }, text: " " }];
        yield {
          span: { start, end: start + 2 },
          message: "Two spaces",
          suggestions: [{ label: "Write one", edits, isSafe: true }],
        };
      },
    });
    expect(isSafe(source, "handbook/days.md", linterOf([rule]))).toEqual([true]);
  });
});

describe("an address is written in another way unread", () => {
  const noDot = wordRule("links/no-dot", "", {
    *check({ links }) {
      for (const { targetSpan: span, target } of links) {
        if (span === undefined || !target.startsWith("./")) continue;
        const edits = [{ span, text: target.slice(2) }];
        yield {
          span,
          message: "It starts with a dot",
          suggestions: [{ label: "Leave it out", edits, isSafe: true }],
        };
      }
    },
  });
  const by = linterOf([noDot]);

  test.each([
    ["where both ways lead to one page", "[Pay](./pay.md)\n", true],
    ["but not where nobody knows where it leads", "[Pay](./pay.pdf)\n", false],
  ])("%s", (_, source, expected) => {
    const page = by.parse("handbook/leave.md", source);
    const handbook = createHandbook([page, by.parse("handbook/pay.md", "# Pay\n")]);
    const [finding] = by.lintPage(page, handbook).findings;
    expect(finding?.suggestions.map((suggestion) => suggestion.isSafe)).toEqual([expected]);
  });
});

describe("on a page that is not UTF-8", () => {
  const bytes = Uint8Array.from([
    ...new TextEncoder().encode("Teams utilize the f"),
    0xfc,
    ...new TextEncoder().encode("rst form.\n\nOthers utilize another.\n"),
  ]);

  test("no suggestion would write down what could not be read, and none is safe", () => {
    const page = linter.parse("handbook/form.md", bytes);
    const { handbook } = pageAndHandbook(linter, "Text.\n");
    const { findings } = linter.lintPage(page, handbook);
    expect(findings.map(({ suggestions }) => suggestions.map(({ isSafe }) => isSafe))).toEqual([
      [],
      [false],
    ]);
  });

  test("nor would one of several edits", () => {
    const both = wordRule("wording/no-utilize", "Teams utilize", {
      suggest: ({ start, end }) => {
        const [first, last] = [start + 6, start + 50].map((at) => ({ start: at, end: at + 1 }));
        if (first === undefined || last === undefined || end > 13) return [];
        return [
          {
            label: "Both",
            isSafe: true,
            edits: [first, last].map((span) => ({ span, text: "x" })),
          },
        ];
      },
    });
    const by = linterOf([both]);
    const page = by.parse("handbook/form.md", bytes);
    const { handbook } = pageAndHandbook(by, "Text.\n");
    expect(by.lintPage(page, handbook).findings).toMatchObject([{ suggestions: [] }]);
  });
});
