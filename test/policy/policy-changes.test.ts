import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyChanges } from "../../src/policy/policy-changes.ts";
import { parsePage } from "../../src/page/parse-page.ts";

const head = "---\ntitle: Leave policy\ncontrolled_document: true\n---\n\n";

function changes(before: string | undefined, after: string | undefined) {
  const read = (text: string | undefined) =>
    text === undefined ? undefined : parsePage("policies/leave.md", head + text);
  return policyChanges(read(before), read(after));
}

function kinds(before: string, after: string): readonly string[] {
  return changes(before, after).flatMap((change) => change.kinds);
}

describe("policyChanges", () => {
  it("shows old and new side by side, with the section", () => {
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
      },
    ]);
  });

  it.each<[string, string, readonly string[]]>([
    ["Managers should approve leave.", "Managers must approve leave.", ["stronger"]],
    ["Managers may approve leave.", "Managers should approve leave.", ["stronger"]],
    ["Laptops must be encrypted.", "Laptops can be encrypted.", ["weaker"]],
    ["Laptops are required to be encrypted.", "Laptops may be encrypted.", ["weaker"]],
    ["Access shall be reviewed.", "Access should be reviewed.", ["weaker"]],
    ["Access to data must be reviewed.", "Access to data is reviewed.", ["weaker"]],
    ["Access is always logged here.", "Access is logged here.", ["weaker"]],
    ["Guests may use the network.", "Guests may not use the network.", ["reversed"]],
    ["Never share a password.", "You may share a password.", ["reversed"]],
    ["Leave is not paid out at the end.", "Leave is paid out at the end.", ["reversed"]],
    ["You must not copy customer data.", "You should not copy customer data.", ["weaker"]],
    ["You get 25 days of leave.", "You get 20 days of leave.", ["duration"]],
    ["Keep the records for six months.", "Keep the records for six years.", ["duration"]],
    ["Keep the records for two months.", "Keep the records for three months.", ["duration"]],
    ["Report a loss within 24 hours.", "Report a loss.", ["duration"]],
    ["Three people review access.", "Two people review access.", ["number"]],
    ["The allowance is $1,000 a year.", "The allowance is $800 a year.", ["amount"]],
    ["The allowance is 1,000 EUR a year.", "The allowance is 800 EUR a year.", ["amount"]],
    ["It applies from 2026-01-01 on.", "It applies from 2027-01-01 on.", ["date"]],
    ["It applies from January 5 on.", "It applies from March 5 on.", ["date"]],
    ["It ends in May of each year.", "It ends in June of each year.", ["date"]],
    ["It applies in Germany and Ireland.", "It applies in Germany.", ["country"]],
    ["It applies in New Zealand.", "It applies in South Africa.", ["country"]],
    [
      "Managers must approve it within 5 days.",
      "Managers may approve it within 10 days.",
      ["weaker", "duration"],
    ],
    [
      "| Level | Leave |\n| --- | --- |\n| Junior | 25 days |\n| Senior | 28 days |",
      "| Level | Leave |\n| --- | --- |\n| Junior | 25 days |\n| Senior | 30 days |",
      ["duration"],
    ],
  ])("reads “%s” against “%s”", (before, after, expected) => {
    expect(kinds(before, after)).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ["the same in other words", "You must ask.", "You shall ask."],
    ["a figure written out", "You get 20 days of leave.", "You get twenty days of leave."],
    ["a thousands mark", "You get $1,000 a year.", "You get $1000 a year."],
    ["spelling", "You must aks your manager.", "You must ask your manager."],
    ["markup", "You **must** ask [Jo](a.md).", "You must ask [Jo](b.md)."],
    ["may in the month and may as a verb", "You may ask in May.", "You might ask in May."],
    ["a sentence that moves", "You must ask.\n\nA word.\n", "A word.\n\nYou must ask.\n"],
    ["a new duty, which the diff shows", "Ask Jo.", "Ask Jo.\n\nYou must do it in writing.\n"],
    ["a new title of a section", "## Leave\n\nAsk Jo first.\n", "## Time off\n\nAsk Jo first.\n"],
    ["a word like first that comes and goes", "Ask your manager first.", "Ask your manager."],
  ])("says nothing about %s", (_, before, after) => {
    expect(kinds(before, after)).toEqual([]);
  });

  it("tells of duties and sections that nothing took the place of, the section alone where both went", () => {
    const rest = "## Scope\n\nIt is for everybody who works here.\n";
    const section =
      "## Sanctions\n\nA manager must hear both sides first.\n\n### Appeals\n\nPeople can appeal.\n";
    expect(
      changes(`${rest}\nYou must lock your laptop at night.\n\n${section}`, rest),
    ).toMatchObject([
      { kinds: ["duty removed"], was: "You must lock your laptop at night.", is: "" },
      { kinds: ["section removed"], was: "Sanctions", is: "" },
    ]);
  });

  it("tells of a policy that goes, and not of one that is new or no policy", () => {
    expect(changes("You must ask.", undefined)).toMatchObject([
      { kinds: ["page removed"], was: "Leave policy" },
    ]);
    expect(changes(undefined, "You must ask.")).toEqual([]);
    const page = (text: string) => parsePage("team/readme.md", text);
    expect(policyChanges(page("You must ask."), page("You may ask."))).toEqual([]);
  });

  it("cuts long sentences around what differs", () => {
    const long = (word: string) =>
      `${"Some words about it, ".repeat(20)}you ${word} ask for leave here.`;
    const [change] = changes(long("must"), long("may"));
    expect(change?.was).toMatch(/^….*you must ask for leave here\.$/);
    expect(change?.is).toMatch(/^….*you may ask for leave here\.$/);
  });

  it("finds nothing in a page that stays, whatever it says, and never throws", () => {
    const word = fc.constantFrom(
      ..."you must may not never 25 days $5 Germany May 2026-01-01 | ## - \n\n . should".split(" "),
    );
    const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(changes(before, before)).toEqual([]);
        for (const { kinds: told, was, is } of changes(before, after)) {
          expect(told.length).toBeGreaterThan(0);
          expect(was.length + is.length).toBeLessThan(400);
        }
      }),
    );
  });

  it("stays quick on a page that becomes another", () => {
    const page = (name: string) =>
      Array.from(
        { length: 3_000 },
        (_, at) => `## ${name} ${at}\n\nYou must ${name} it ${at} times.\n`,
      ).join("\n");
    const start = performance.now();
    changes(page("file"), page("copy"));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
