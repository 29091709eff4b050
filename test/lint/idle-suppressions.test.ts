import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/text/edit.ts";
import { brief, layer, lintText, linterOf, pageAndHandbook } from "./linter-of.ts";
import { linter, messages, rules } from "./suppression-rules.ts";

describe("a suppression that suppresses nothing", () => {
  const idle = "<!-- handbook-bot-disable-next-line wording/no-shall -- the law -->\nStaff ask.\n";

  test("is reported, and its line can be deleted", () => {
    const { page, handbook } = pageAndHandbook(linter, `# Leave\n\n${idle}`);
    const { findings, prove } = linter.lintPage(page, handbook);
    expect(findings.map(({ message }) => message)).toEqual([
      "wording/no-shall finds nothing here. Delete the suppression.",
    ]);
    const [proven] = prove(findings).findings;
    expect(proven?.suggestions.map(({ isSafe }) => isSafe)).toEqual([true]);
    const edits = proven?.suggestions[0]?.edits ?? [];
    expect(applyEdits(page.source, edits)).toBe("# Leave\n\nStaff ask.\n");
  });

  test.each([
    [idle, "Staff ask.\n"],
    [`Text. ${idle}`, "Text. \nStaff ask.\n"],
    [idle.replace("\n", " Text.\n"), " Text.\nStaff ask.\n"],
    [idle.split("\n")[0] ?? "", ""],
  ])("is deleted from %j with its line where nothing else is on it", (source, left) => {
    const [found] = lintText(linter, source).findings;
    expect(applyEdits(source, found?.suggestions[0]?.edits ?? [])).toBe(left);
  });

  test("is reported for each of its rules", () => {
    const source =
      "<!-- handbook-bot-disable-next-line wording/no-shall, wording/no-hereby -- the law -->\nStaff ask.\n";
    expect(lintText(linter, source).findings).toHaveLength(2);
  });

  test.each([
    ["is off", linterOf(rules.slice(0, 3), { layers: [layer({ "wording/no-shall": "off" })] })],
    ["did not run", linterOf(rules.slice(0, 3), { only: new Set(["wording/no-hereby"]) })],
  ])("is left alone while its rule %s", (_, by) => {
    expect(messages(idle, by)).toEqual([]);
  });

  test("is left alone where its rule could not finish", () => {
    const source =
      "<!-- handbook-bot-disable-next-line wording/no-henceforth -- the law -->\nStaff ask.\n";
    const result = lintText(linterOf(rules), source);
    expect(result.findings).toEqual([]);
    expect(result.faults).toHaveLength(1);
  });

  test("is not called used by what it does not reach", () => {
    const source = `They shall wait.\n\n${idle}`;
    expect(brief(linter, source)).toEqual([
      "1:6 warning wording/no-shall",
      "3:1 warning suppressions/no-unused",
    ]);
  });
});

describe("a page cannot keep the engine busy with", () => {
  test("hundreds of suppressions", () => {
    const comment = "<!-- handbook-bot-disable wording/no-shall -- why not -->\n\n";
    const { findings } = lintText(linter, `${comment.repeat(400)}Staff shall ask.\n`);
    expect(findings.filter(({ rule }) => rule === "suppressions/no-malformed")).toMatchObject([
      { message: "A page has at most 200 suppressions. This one and those after it are ignored." },
    ]);
  });

  test("a comment of many rules", () => {
    const names = Array.from({ length: 11 }, (_, at) => `wording/no-${at}`).join(" ");
    expect(messages(`<!-- handbook-bot-disable-file ${names} -- why not -->\n`)).toEqual([
      "suppressions/no-malformed: handbook-bot-disable-file names 11 rules. One comment can name at most 10.",
    ]);
  });
});

describe("what is no suppression", () => {
  test.each([
    [
      "an instruction in a code block",
      "```html\n<!-- handbook-bot-disable-file wording/no-shall -- why -->\n```\n",
    ],
    [
      "an instruction in a code span",
      "`<!-- handbook-bot-disable-file wording/no-shall -- why -->` is how.\n",
    ],
    ["an instruction in indented code", "    handbook-bot-disable-file wording/no-shall -- why\n"],
    ["an instruction in text", "handbook-bot-disable-file wording/no-thus -- why\n"],
    ["another comment", "<!-- handbook-bot: see the handbook -->\n"],
    ["another tool's comment", "<!-- markdownlint-disable MD013 -->\n"],
  ])("%s", (_, source) => {
    expect(messages(`${source}\nStaff shall ask.\n`)).toEqual([
      "wording/no-shall: “shall” stands here",
    ]);
  });
});

test("nothing expires without a day to judge by", () => {
  const source =
    "<!-- handbook-bot-disable-next-line wording/no-shall until 2020-01-01 -- the law -->\nStaff shall ask.\n";
  expect(messages(source, linterOf(rules.slice(0, 3)))).toEqual([]);
});

test("the engine's own findings cannot be suppressed in a page, but by a configuration", () => {
  const source = `<!-- handbook-bot-disable-file suppressions/no-unused -- leave me alone -->
<!-- handbook-bot-disable-file wording/no-shall -- the law -->
Staff ask.
`;
  expect(brief(linter, source)).toEqual(["2:1 warning suppressions/no-unused"]);
  const layers = [layer({ suppressions: "off" })];
  expect(brief(linterOf(rules.slice(0, 3), { layers }), source)).toEqual([]);
});

test("findings on changes are suppressed as well", () => {
  const { scope: _, check: __, ...meta } = rules[0]!;
  const by = linterOf([
    {
      ...meta,
      scope: "change",
      *check({ after }) {
        const start = after?.prose.indexOf("shall") ?? -1;
        yield { span: { start, end: start + 5 }, message: "The duty is new" };
      },
    },
  ]);
  const { page, handbook } = pageAndHandbook(
    by,
    "<!-- handbook-bot-disable-next-line wording/no-shall -- agreed -->\nStaff shall ask.\n",
  );
  const around = { before: handbook, after: handbook };
  expect(by.lintChange({ before: undefined, after: page }, around).findings).toEqual([]);
});
