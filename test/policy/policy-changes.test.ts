import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyChanges } from "../../src/policy/policy-changes.ts";
import { WorkBudget } from "../../src/policy/work-budget.ts";
import { parsePage } from "../../src/page/parse-page.ts";

const head = "---\ntitle: Leave policy\ncontrolled_document: true\n---\n\n";

function changes(before: string | undefined, after: string | undefined) {
  const read = (text: string | undefined) =>
    text === undefined
      ? undefined
      : parsePage("policies/leave.md", text.startsWith("---") ? text : head + text);
  return policyChanges(read(before), read(after));
}

function kinds(before: string, after: string): readonly string[] {
  return changes(before, after).flatMap((change) => change.kinds);
}

describe("policyChanges", () => {
  it("shows old and new side by side, with the section and what differs", () => {
    expect(
      changes(
        "## Sick leave\n\nTeam members must tell their manager on the first day.\n",
        "## Sick leave\n\nTeam members should tell their manager on the first day.\n",
      ),
    ).toEqual([
      {
        path: "policies/leave.md",
        section: "Sick leave",
        kinds: ["weaker"],
        was: "Team members must tell their manager on the first day.",
        is: "Team members should tell their manager on the first day.",
        wasMarks: [{ start: 13, end: 17 }],
        isMarks: [{ start: 13, end: 19 }],
      },
    ]);
  });

  it("marks each part of a long sentence that differs, cut around the first", () => {
    const long = (days: number, place: string) =>
      `${"Some words about it, ".repeat(20)}you get ${days} days in ${place} when you ask for them.`;
    const [change] = changes(long(20, "Spain"), long(25, "Italy"));
    expect(change?.was).toMatch(/^….*you get 20 days in Spain when you ask for them\.$/);
    const marked = change?.isMarks?.map(({ start, end }) => change.is.slice(start, end));
    expect(marked).toEqual(["25 days", "Italy"]);
  });

  it.each<[string, string, string, readonly string[]]>([
    [
      "a cell of a table",
      "| Level | Leave |\n| --- | --- |\n| Junior | 25 days |\n| Senior | 28 days |",
      "| Level | Leave |\n| --- | --- |\n| Junior | 25 days |\n| Senior | 30 days |",
      ["duration"],
    ],
    [
      "a bare number under a header that says what it is",
      "| Level | Budget in USD |\n| --- | --- |\n| Junior | 500 |",
      "| Level | Budget in USD |\n| --- | --- |\n| Junior | 600 |",
      ["amount"],
    ],
    [
      "an answer in a cell",
      "| Level | Bonus |\n| --- | --- |\n| Junior | Yes |\n| Senior | Yes |",
      "| Level | Bonus |\n| --- | --- |\n| Junior | No |\n| Senior | Yes |",
      ["reversed"],
    ],
    [
      "a cell of an HTML table",
      "<table>\n<tr><th>Level</th><th>Leave</th></tr>\n<tr><td>Junior</td><td>25 days</td></tr>\n</table>",
      "<table>\n<tr><th>Level</th><th>Leave</th></tr>\n<tr><td>Junior</td><td>20 days</td></tr>\n</table>",
      ["duration"],
    ],
    [
      "a paragraph of HTML",
      "<p>Expenses above <b>$50</b> need a receipt.</p>",
      "<p>Expenses above <b>$75</b> need a receipt.</p>",
      ["amount"],
    ],
    ["a heading", "## Notice in Texas\n\nAsk us.\n", "## Notice in Ohio\n\nAsk us.\n", ["place"]],
    ["code", "Set it to `30 days` at least.\n", "Set it to `90 days` at least.\n", ["duration"]],
    [
      "a date in the front matter",
      "---\ntitle: Leave policy\neffective_date: 2026-01-01\n---\n\nAsk us.\n",
      "---\ntitle: Leave policy\neffective_date: 2026-04-01\n---\n\nAsk us.\n",
      ["date"],
    ],
    [
      "a scope in the front matter",
      "---\ntitle: Leave policy\nscope: Engineering\n---\n\nAsk us.\n",
      "---\ntitle: Leave policy\nscope: the whole company\n---\n\nAsk us.\n",
      ["front matter"],
    ],
    [
      "how often it is reviewed",
      "---\ntitle: Leave policy\ncontrolled_document: true\nreview: yearly\n---\n\nAsk us.\n",
      "---\ntitle: Leave policy\ncontrolled_document: true\nreview: every two years\n---\n\nAsk us.\n",
      ["frequency"],
    ],
    [
      "an urgency that goes",
      "You must report a loss at once.",
      "You must report a loss.",
      ["timing"],
    ],
    [
      "another urgency",
      "You must report a loss immediately.",
      "You must report a loss as soon as possible.",
      ["timing"],
    ],
    [
      "a group that goes",
      "Employees and contractors must sign the form.",
      "Employees must sign the form.",
      ["scope"],
    ],
    [
      "another way that is allowed",
      "You must tell us in writing.",
      "You must tell us in writing or by phone.",
      ["condition"],
    ],
    [
      "a ban that becomes narrower",
      "You must not travel to the site.",
      "You must not travel to the site alone.",
      ["scope"],
    ],
    [
      "another year",
      "The budget ends with the calendar year.",
      "The budget ends with the fiscal year.",
      ["timing"],
    ],
    [
      "another class",
      "Flights must be booked in economy class.",
      "Flights must be booked in business class.",
      ["level"],
    ],
    [
      "a mark that goes",
      "---\ntitle: Leave policy\ncontrolled_document: true\n---\n\nAsk us.\n",
      "---\ntitle: Leave policy\n---\n\nAsk us.\n",
      ["front matter"],
    ],
  ])("reads %s", (_, before, after, expected) => {
    expect(kinds(before, after)).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ["a sentence that moves", "You must ask.\n\nA word.\n", "A word.\n\nYou must ask.\n"],
    [
      "a section that moves",
      "## One\n\nYou must ask Jo within 5 days.\n\n## Two\n\nIt takes a week.\n",
      "## Two\n\nIt takes a week.\n\n## One\n\nYou must ask Jo within 5 days.\n",
    ],
    ["a new title of a section", "## Leave\n\nAsk Jo first.\n", "## Time off\n\nAsk Jo first.\n"],
    ["a heading's number", "## 2. Leave\n\nAsk Jo.\n", "## 3. Leave\n\nAsk Jo.\n"],
    [
      "a sentence that becomes a list",
      "You must bring a passport with you, a signed contract of yours and a recent photo of you.\n",
      "You must bring:\n\n- a passport with you\n- a signed contract of yours\n- a recent photo of you\n",
    ],
    [
      "a list that becomes a table",
      "- Laptops: must be returned within 5 days\n- Phones: may be kept for good\n",
      "| What | Rule |\n| --- | --- |\n| Laptops | must be returned within 5 days |\n| Phones | may be kept for good |\n",
    ],
    [
      "when a page was last reviewed",
      "---\ntitle: Leave policy\nlast_reviewed: 2026-01-01\n---\n\nAsk us.\n",
      "---\ntitle: Leave policy\nlast_reviewed: 2026-04-01\n---\n\nAsk us.\n",
    ],
    ["a place abbreviated", "The office is in NYC.", "The office is in New York City."],
    ["an urgency in other words", "You must tell us at once.", "You must tell us immediately."],
    ["the same role twice", "Employees and staff must sign it.", "Employees must sign it."],
    [
      "the day of the review",
      "---\ntitle: Leave policy\ncontrolled_document: true\nreview: 2026-01-01\n---\n\nAsk us.\n",
      "---\ntitle: Leave policy\ncontrolled_document: true\nreview: 2027-01-01\n---\n\nAsk us.\n",
    ],
    ["markup", "You **must** ask [Jo](a.md).", "You must ask [Jo](b.md)."],
  ])("says nothing about %s", (_, before, after) => {
    expect(kinds(before, after)).toEqual([]);
  });

  it("compares figures alone in other languages, whose words it does not know", () => {
    const text = (days: number, noun: string) =>
      `Die Abteilung ist für ${noun} zuständig und sie gibt ihnen in jedem Jahr ${days} Tage, ` +
      "die sie auch dann nehmen, wenn sie nicht gefragt werden, weil das so im Vertrag steht.";
    const page = (sentence: string) =>
      `---\ntitle: Urlaub\nlang: de\ncontrolled_document: true\n---\n\n${sentence}\n`;
    expect(kinds(page(text(20, "Bonn")), page(text(25, "Bonn")))).toEqual(["number"]);
    expect(kinds(page(text(20, "Anna Weber")), page(text(20, "Jonas Koch")))).toEqual([]);
  });

  it("finds a sentence that moved and changed on the way", () => {
    const before =
      "## One\n\nYou must return the laptop within 5 days.\n\n## Two\n\nIt takes a week.\n";
    const after =
      "## One\n\nA word.\n\n## Two\n\nIt takes a week.\n\nYou must return the laptop within 9 days.\n";
    expect(changes(before, after)).toMatchObject([{ section: "One", kinds: ["duration"] }]);
  });

  it("lists obligations and sections that come or go, the section alone where both do", () => {
    const rest = "## Scope\n\nIt is for everybody who works here.\n";
    const section =
      "## Sanctions\n\nA manager must hear both sides first.\n\n### Appeals\n\nPeople can appeal.\n";
    const whole = `${rest}\nYou must lock your laptop at night.\n\n${section}`;
    expect(changes(whole, rest)).toMatchObject([
      {
        section: "Scope",
        kinds: ["obligation removed"],
        was: "You must lock your laptop at night.",
        is: "",
      },
      { section: undefined, kinds: ["section removed"], was: "Sanctions", is: "" },
    ]);
    expect(changes(rest, whole)).toMatchObject([
      {
        section: "Scope",
        kinds: ["obligation added"],
        was: "",
        is: "You must lock your laptop at night.",
      },
      { section: undefined, kinds: ["section added"], was: "", is: "Sanctions" },
    ]);
  });

  it("lists a step of a procedure that goes, and no new number or wording of one", () => {
    const steps = [
      "Managers collect the laptop.",
      "Staff return the badge.",
      "Payroll is paid out.",
    ];
    const list = (texts: readonly string[]) =>
      `## Leaving\n\n${texts.map((text, at) => `${at + 1}. ${text}`).join("\n")}\n`;
    const whole = list(steps);
    const [first = "", second = "", third = ""] = steps;
    expect(changes(whole, list([first, third]))).toMatchObject([
      { section: "Leaving", kinds: ["obligation removed"], was: second, is: "" },
    ]);
    expect(kinds(whole, list([second, first, third]))).toEqual([]);
    expect(kinds(list([first, third]), whole)).toEqual([]);
    expect(kinds(whole, list([first, "Staff hand back the badge.", third]))).toEqual([]);
    expect(kinds(list(["Code of conduct rules", first]), list([first]))).toEqual([]);
  });

  it("lists a policy that goes, and none that is new or no policy", () => {
    expect(changes("You must ask.", undefined)).toMatchObject([
      { kinds: ["page removed"], was: "Leave policy" },
    ]);
    expect(changes(undefined, "You must ask.")).toEqual([]);
    const page = (text: string) => parsePage("team/readme.md", text);
    expect(policyChanges(page("You must ask."), page("You may ask."))).toEqual([]);
  });

  it("finds nothing in a page that stays, whatever it says, and never throws", () => {
    const word = fc.constantFrom(
      ..."you must may not never 25 days $5 Germany May 2026-01-01 half at least unless | ## - \n\n <td> . should".split(
        " ",
      ),
    );
    const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(changes(before, before)).toEqual([]);
        for (const { kinds: found, was, is, wasMarks, isMarks } of changes(before, after)) {
          expect(found.length).toBeGreaterThan(0);
          expect(was.length + is.length).toBeLessThan(400);
          for (const { start, end } of wasMarks ?? []) expect(was.slice(start, end)).not.toBe("");
          for (const { start, end } of isMarks ?? []) expect(is.slice(start, end)).not.toBe("");
        }
      }),
    );
  });

  it("does bounded work on a page that becomes another, and says so where it is not enough", () => {
    const lines = (verb: string, to: number) =>
      Array.from({ length: to }, (_, at) => `- You ${verb} file it ${at} times.`).join("\n");
    const work = (count: number) => {
      const budget = new WorkBudget();
      const [before, after] = ["must", "may"].map((verb) =>
        parsePage("policies/leave.md", head + lines(verb, count)),
      );
      const found = policyChanges(before, after, budget);
      return { found, spent: budget.spent };
    };
    // Work grows with the page, not with its square.
    const [some, many] = [work(500), work(2_000)];
    expect(some.found).toHaveLength(500);
    expect(many.spent).toBeLessThan(5 * some.spent);
    const less = new WorkBudget(1_000_000);
    const [before, after] = ["must", "may"].map((verb) =>
      parsePage("policies/leave.md", `${head}You ${verb} ask.\n\n## Rest\n\n${lines(verb, 500)}`),
    );
    const part = policyChanges(before, after, less);
    expect(part.map((change) => change.kinds)).toEqual([["weaker"], ["compared in part"]]);
    expect(less.spent).toBeLessThanOrEqual(1_000_000);
  });
});
