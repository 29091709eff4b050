import { describe, expect, test } from "vitest";
import { buildRevision } from "../../src/change/revision.ts";
import { whatIf, type PageText } from "../../src/change/what-if/what-if.ts";
import { engineFactory } from "../../src/config/engine.ts";
import { runSteps } from "../../src/text/steps.ts";
import { wordRule } from "../lint/linter-of.ts";
import type { AnyRule, HandbookRule } from "../../src/lint/rule.ts";

/** Finds links to pages that are not there. */
const deadLink: HandbookRule = {
  ...wordRule("links/no-dead-link", ""),
  scope: "handbook",
  *check(page, _, { handbook }) {
    for (const { span, target } of page.links) {
      const { kind } = handbook.resolve(page.path, target);
      if (kind !== "no-page" && kind !== "no-anchor") continue;
      yield { span, message: `No page is at ${target}.` };
    }
  },
};

const rules: readonly AnyRule[] = [
  wordRule("words/no-shall", "shall"),
  wordRule("words/no-hereby", "hereby"),
  wordRule("style/no-utilise", "utilise", { status: "preview" }),
  deadLink,
];

const engineOf = engineFactory(
  { rules, docsBase: "https://bot.example.com/rules", detectLanguage: () => undefined },
  () => "2026-11-29",
);

const handbook: Readonly<Record<string, string>> = {
  "handbook/leave.md": "# Leave\n\nYou shall ask.\n\nWe hereby shall [pay](pay.md).\n",
  "handbook/pay.md": "# Pay\n\nWe shall utilise [this](nowhere.md).\n",
  "drafts/idea.md": "# Idea\n\nWe shall see.\n",
};

/** What another configuration changes: `+2 words/no-shall`, `-1 …`, `~1 …`, and the number of pages. */
function compare(
  before: object,
  after: object,
  { texts = handbook, readBy = before, data = {} }: Given = {},
) {
  const engines = {
    before: engineOf(JSON.stringify(before)),
    after: engineOf(JSON.stringify(after)),
  };
  const by = engineOf(JSON.stringify(readBy));
  const paths = Object.keys(texts);
  const revision = runSteps(
    buildRevision(
      by,
      paths.filter(by.isPage).map((path) => by.linter.parse(path, texts[path] ?? "")),
      {
        data: new Map(Object.entries(data)),
        others: new Set(paths.filter((path) => !by.isPage(path))),
      },
    ),
  );
  const given = (): readonly PageText[] =>
    Object.entries(texts).map(([path, source]) => ({ path, source }));
  return runSteps(whatIf(revision, engines, given));
}

interface Given {
  readonly texts?: Readonly<Record<string, string>>;
  readonly readBy?: object;
  readonly data?: Readonly<Record<string, string>>;
}

function brief(...given: Parameters<typeof compare>): readonly string[] {
  const { rules: found, pages } = compare(...given);
  const lines = found.flatMap(({ rule, added, removed, changed }) => [
    ...(added.count > 0 ? [`+${added.count} ${rule}`] : []),
    ...(removed.count > 0 ? [`-${removed.count} ${rule}`] : []),
    ...(changed.count > 0 ? [`~${changed.count} ${rule}`] : []),
  ]);
  return [...lines, `of ${pages}`];
}

const links = { assumeComplete: true };
const all = { include: ["**/*.md"], links };
const noDrafts = { include: ["handbook/**"], links };

describe("another configuration changes", () => {
  test.each<[string, object, object, readonly string[]]>([
    ["nothing", all, all, ["of 3"]],
    [
      "a rule that is switched off",
      all,
      { ...all, rules: { words: "off" } },
      ["-4 words/no-shall", "-1 words/no-hereby", "of 3"],
    ],
    [
      "a rule that is switched on",
      { ...all, rules: { "words/no-shall": "off" } },
      all,
      ["+4 words/no-shall", "of 3"],
    ],
    [
      "a severity",
      all,
      { ...all, rules: { "words/no-shall": "error" } },
      ["~4 words/no-shall", "of 3"],
    ],
    [
      "a rule on some pages",
      all,
      { ...all, overrides: [{ paths: ["drafts/**"], rules: { "words/no-shall": "off" } }] },
      ["-1 words/no-shall", "of 3"],
    ],
    ["pages that are left out", all, noDrafts, ["-1 words/no-shall", "of 3"]],
    ["pages that come in", noDrafts, all, ["+1 words/no-shall", "of 3"]],
    ["pages by both, of files that neither reads", noDrafts, noDrafts, ["of 2"]],
    [
      "a page with a link that leads nowhere",
      all,
      { ...all, ignore: ["handbook/pay.md"] },
      ["-1 links/no-dead-link", "-1 words/no-shall", "of 3"],
    ],
    [
      "an exception",
      all,
      { ...all, exceptions: [{ rules: ["words"], words: ["hereby"], reason: "a form" }] },
      ["-1 words/no-hereby", "of 3"],
    ],
    [
      "an exception of another rule",
      all,
      { ...all, exceptions: [{ rules: ["links"], words: ["hereby"], reason: "a form" }] },
      ["of 3"],
    ],
    ["rules that are tried", { ...all, preview: true }, all, ["-1 style/no-utilise", "of 3"]],
  ])("%s", (_, before, after, expected) => {
    expect(brief(before, after)).toEqual(expected);
  });

  test.each([all, noDrafts, { ...all, ignore: ["handbook/pay.md"] }])(
    "the same, whichever configuration the pages were read by: %j",
    (readBy) => {
      const changed = { ...all, rules: { "words/no-shall": "off" } };
      expect(brief(noDrafts, changed, { readBy })).toEqual(["-3 words/no-shall", "of 3"]);
      expect(brief(changed, noDrafts, { readBy })).toEqual(["+3 words/no-shall", "of 3"]);
    },
  );

  test("the type of pages, and with it what is said of them", () => {
    const typed = {
      ...all,
      overrides: [{ types: ["note"], rules: { "words/no-hereby": "off" } }],
      pages: [{ type: "note", paths: ["handbook/leave.md"] }],
    };
    expect(brief({ ...typed, pages: [] }, typed)).toEqual(["-1 words/no-hereby", "of 3"]);
    expect(brief(typed, { ...typed, pages: [] })).toEqual(["+1 words/no-hereby", "of 3"]);
    expect(brief({ ...typed, pages: [] }, typed, { readBy: typed })).toEqual([
      "-1 words/no-hereby",
      "of 3",
    ]);
  });

  test("links to pages that come in, whose headings are known then", () => {
    const texts = {
      "handbook/pay.md": "# Pay\n\n[Idea](../drafts/idea.md#none)\n",
      "drafts/idea.md": "# Idea\n",
    };
    expect(brief(noDrafts, all, { texts })).toEqual(["+1 links/no-dead-link", "of 2"]);
    expect(brief(all, noDrafts, { texts })).toEqual(["-1 links/no-dead-link", "of 2"]);
    for (const readBy of [all, noDrafts]) {
      expect(brief(noDrafts, all, { texts, readBy })).toEqual(["+1 links/no-dead-link", "of 2"]);
    }
  });

  test("what suppressions are for", () => {
    const texts = {
      "a.md": "# A\n\nWe shall. <!-- handbook-bot-disable-line words/no-shall -- a song -->\n",
    };
    expect(brief(all, { ...all, rules: { "words/no-shall": "off" } }, { texts })).toEqual(
      brief({ ...all, rules: { "words/no-shall": "off" } }, all, { texts }).map((line) =>
        line.replace("-", "+"),
      ),
    );
  });
});

test("the greatest difference comes first, of equal ones by name, with three examples of each", () => {
  const { rules: found } = compare(all, { ...all, rules: { words: "off", links: "off" } });
  expect(found.map(({ rule }) => rule)).toEqual([
    "words/no-shall",
    "links/no-dead-link",
    "words/no-hereby",
  ]);
  expect(found[0]?.removed.examples).toEqual([
    { path: "drafts/idea.md", line: 3, severity: "warning", message: "“shall” stands here" },
    { path: "handbook/leave.md", line: 3, severity: "warning", message: "“shall” stands here" },
    { path: "handbook/leave.md", line: 5, severity: "warning", message: "“shall” stands here" },
  ]);
  expect(found[0]?.added).toEqual({ count: 0, examples: [] });
});
