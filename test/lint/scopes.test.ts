import { describe, expect, test } from "vitest";
import { prepareRule } from "../../src/lint/prepare-rules.ts";
import type { HandbookRule, PageRule, RuleGroup } from "../../src/lint/rule.ts";
import { brief, layer, lintText, linterOf, pageAndHandbook, wordRule } from "./linter-of.ts";

const noShall = wordRule("wording/no-shall", "shall");
const noHereby = wordRule("wording/no-hereby", "hereby", { severity: "error" });

describe("scopes", () => {
  test("a group is asked for the rules that are on, and only for them", () => {
    const asked: string[][] = [];
    const group: RuleGroup = {
      scope: "group",
      name: "terms",
      rules: [noShall, noHereby],
      prepare: (options, site) =>
        function* (page, open) {
          asked.push([...open]);
          for (const rule of [noShall, noHereby]) {
            if (!options.has(rule.id)) continue;
            const check = prepareRule(rule, {}, site);
            for (const report of check(page)) yield { rule: rule.id, report };
          }
        },
    };
    const layers = [layer({ "wording/no-hereby": "off" })];
    expect(brief(linterOf([group], { layers }), "I hereby shall.\n")).toEqual([
      "1:10 warning wording/no-shall",
    ]);
    expect(asked).toEqual([["wording/no-shall"]]);
  });

  test("a handbook rule sees the other pages", () => {
    const { scope: _, check: __, ...meta } = noShall;
    const rule: HandbookRule = {
      ...meta,
      id: "links/no-lonely-page",
      scope: "handbook",
      *check(page, _, { handbook }) {
        yield {
          span: { start: 0, end: 1 },
          message: `${handbook.size} pages, this is ${page.path}`,
        };
      },
    };
    const { findings } = lintText(linterOf([rule]), "Text.\n");
    expect(findings.map(({ message }) => message)).toEqual([
      "1 pages, this is handbook/leave/index.md",
    ]);
  });

  test("a change rule runs on changes alone, and reports on the page that is gone where it was deleted", () => {
    const { scope: _, check: __, ...meta } = noShall;
    const linter = linterOf([
      {
        ...meta,
        id: "links/no-lost-page",
        scope: "change",
        *check({ before, after }) {
          if (before && !after) yield { span: { start: 0, end: 7 }, message: "The page is gone" };
        },
      },
    ]);
    const { page, handbook } = pageAndHandbook(linter, "# Leave\n");
    expect(linter.lintPage(page, handbook).findings).toEqual([]);
    const around = { before: handbook, after: handbook };
    expect(linter.lintChange({ before: page, after: page }, around).findings).toEqual([]);
    const lost = linter.lintChange({ before: page, after: undefined }, around);
    expect(lost.findings.map(({ path, message }) => [path, message])).toEqual([
      ["handbook/leave/index.md", "The page is gone"],
    ]);
  });

  test("a rule about pages is prepared once, one about the handbook for each handbook", () => {
    const prepared: string[] = [];
    const { id: _, scope: __, check: ___, ...meta } = noShall;
    const counting = (scope: "page" | "handbook"): PageRule | HandbookRule => ({
      ...meta,
      id: `wording/no-${scope}`,
      scope,
      prepare: () => {
        prepared.push(scope);
        return () => [];
      },
    });
    const linter = linterOf([counting("page"), counting("handbook")]);
    for (const source of ["Ask.\n", "Ask early.\n"]) {
      const { page, handbook } = pageAndHandbook(linter, source);
      linter.lintPage(page, handbook);
      linter.lintPage(page, handbook);
    }
    expect(prepared).toEqual(["page", "handbook", "handbook"]);
  });
});

describe("languages", () => {
  const english = "Teams should use the tool that is there for all of them, or ask for another.";
  const french =
    "Les équipes doivent employer le tool qui est prévu pour la gestion de leurs demandes.";
  const text = `${english}\n\n${french}\n`;
  const reported = (rule: PageRule): readonly string[] => brief(linterOf([rule]), text);

  test("a rule of a family about English words sees English passages alone", () => {
    expect(reported(wordRule("prose/no-tool", "tool"))).toEqual(["1:22 warning prose/no-tool"]);
  });

  test("a rule of another family sees all", () => {
    expect(reported(wordRule("links/no-tool", "tool"))).toHaveLength(2);
  });

  test("a rule may name the languages that it can judge", () => {
    const page = `---\nlang: fr\n---\n\n${french}\n`;
    const of = (languages: readonly string[] | "any") =>
      brief(linterOf([wordRule("prose/no-tool", "tool", { languages })]), page);
    const found = ["5:33 warning prose/no-tool"];
    expect(of(["fr"])).toEqual(found);
    expect(of(["en", "fr"])).toEqual(found);
    expect(of("any")).toEqual(found);
    expect(of(["en"])).toEqual([]);
  });

  test("a page that is too short to tell counts as English", () => {
    const rule = wordRule("prose/no-tool", "tool");
    expect(brief(linterOf([rule]), "tool\n")).toEqual(["1:1 warning prose/no-tool"]);
  });
});
