import { describe, expect, test } from "vitest";
import {
  isStale,
  jurisdictionIds,
  parseJurisdiction,
} from "../../../rules/jurisdictions/jurisdiction.ts";
import { parseHandbookConfig } from "../../../src/config/handbook-config.ts";
import { DataFileError } from "../../../src/lint/data-file.ts";
import { metas, pageOf, reportsOf, ruleFiles, writeReport } from "../built-in.ts";

const packs = ruleFiles
  .filter(({ path }) => path.startsWith("rules/jurisdictions/"))
  .map(parseJurisdiction);

const front = "title: People Operations Generalist";

function check(text: string, jurisdictions: unknown, more = ""): string[] {
  const page = pageOf({
    text: `---\n${front}\n${more}---\n\n${text}\n`,
    path: "jobs/us/generalist.md",
    type: "job-page",
  });
  return reportsOf("jobs/require-pay-range", page, { jurisdictions }).map((report) =>
    writeReport(page, report),
  );
}

const missing = (place: string): string[] => [
  `2:8-2:36 This page has no pay range, which ${place} may require. State the minimum and maximum.`,
];

describe("a job page in a place that asks for a pay range", () => {
  test.each([
    ["The pay is $80,000 to $95,000 a year."],
    ["The pay is $80,000–$95,000."],
    ["The pay is between £40,000 and £48,000."],
    ["Pay: EUR 50k - 60k"],
    ["Pay: 50,000 to 60,000 €"],
    ["Pay: 80,000 USD to 95,000 USD"],
    ["{{% pay %}}"],
  ])("may say: %s", (text) => {
    expect(check(text, { colorado: "all" })).toEqual([]);
  });

  test.each([
    ["You prepare offers."],
    ["The pay starts from $80,000."],
    ["Up to $95,000."],
    ["The team looks after 80 to 95 offers."],
    ["See the [compensation calculator](/handbook/calculator/)."],
  ])("is reported when it only says: %s", (text) => {
    expect(check(text, { colorado: "all" })).toEqual(missing("Colorado"));
  });

  test("may link the range where a link will do", () => {
    const text = "See the [compensation calculator](/handbook/calculator/).";
    expect(check(text, { "european-union": "all" })).toEqual([]);
    expect(check("Ask us.", { "european-union": "all" })).toEqual(missing("the European Union"));
  });

  test("is reported once, however many places ask", () => {
    expect(check("Ask us.", { colorado: "all", washington: "all" })).toEqual(
      missing("Colorado and 1 more"),
    );
  });
});

test.each([
  ["no place", {}, "", []],
  ["its path", { colorado: ["jobs/us/**"] }, "", missing("Colorado")],
  ["the path of others", { colorado: ["jobs/emea/**"] }, "", []],
  [
    "its front matter",
    { colorado: { frontMatter: { state: "CO" } } },
    "state: CO\n",
    missing("Colorado"),
  ],
  [
    "a list in it",
    { colorado: { frontMatter: { state: "CO" } } },
    "state: [WA, CO]\n",
    missing("Colorado"),
  ],
  ["other front matter", { colorado: { frontMatter: { state: "CO" } } }, "state: WA\n", []],
])("a page is mapped by %s", (_, jurisdictions, more, expected) => {
  expect(check("Ask us.", jurisdictions, more)).toEqual(expected);
});

test("there is data for every place that a configuration may name", () => {
  expect(packs.map(({ jurisdiction }) => jurisdiction).sort()).toEqual([...jurisdictionIds]);
});

test.each([
  ["2026-11-23", false],
  ["2027-11-22", false],
  ["2027-11-23", true],
  ["2028-01-01", true],
])("what was reviewed on 2026-11-23 is stale on %s: %s", (today, expected) => {
  const [pack] = packs;
  expect(pack && isStale({ ...pack, reviewed: "2026-11-23" }, today)).toBe(expected);
});

test("a configuration reaches the rule, and cannot name an unknown place", () => {
  const config = parseHandbookConfig("c.yml", "jurisdictions:\n  colorado: [jobs/**]\n", metas);
  const own = config.lint.layers.filter(({ source }) => source.startsWith("c.yml"));
  expect(own.map(({ source, rules }) => [source, Object.keys(rules)])).toEqual([
    [
      "c.yml:1",
      ["jobs/require-pay-range", "jobs/require-posting-statement", "jobs/no-risky-wording"],
    ],
  ]);
  expect(() => parseHandbookConfig("c.yml", "jurisdictions: { atlantis: all }\n", metas)).toThrow(
    DataFileError,
  );
});
