import { describe, expect, test } from "vitest";
import { pageOf, reportsOf, writeReport } from "../built-in.ts";

function check(text: string, options: unknown): string[] {
  const page = pageOf({
    text: `---\ntitle: People Operations Generalist\n---\n\n${text}\n`,
    path: "jobs/uk/generalist.md",
    type: "job-page",
  });
  return reportsOf("jobs/require-posting-statement", page, options).map((report) =>
    writeReport(page, report),
  );
}

const kingdom = { jurisdictions: { "united-kingdom": ["jobs/uk/**"] } };
const equal =
  "2:8-2:36 This page has no equal opportunity statement, as is usual in the United Kingdom. Add one, or link to one.";
const adjust =
  "2:8-2:36 Nothing says how to ask for an accommodation, as is usual in the United Kingdom. Add one, or link to one.";

describe("a job page that shall say who is welcome", () => {
  test.each([
    ["We are an equal opportunity employer. Ask us for reasonable adjustments.", []],
    ["All are welcome regardless of age. We accommodate what applicants need.", []],
    ["We do not discriminate. See [how we help](/hiring/reasonable-adjustments/).", []],
    ["Equal opportunity for all. You book adjustments to wages.", [adjust]],
    ["{{% equal %}}", []],
    ["You prepare offers.", [equal, adjust]],
    ["We are an equal opportunity employer.", [adjust]],
    ["Ask us for adjustments to the interview.", [equal]],
  ])("that says “%s”", (text, findings) => {
    expect(check(text, kingdom)).toEqual(findings);
  });

  test("is left alone unless a configuration asks", () => {
    expect(check("You prepare offers.", {})).toEqual([]);
    expect(check("You prepare offers.", { jurisdictions: { colorado: "all" } })).toEqual([]);
  });

  test("may be asked for one line, wherever it is for", () => {
    expect(check("You prepare offers.", { statements: ["accommodation"] })).toEqual([
      "2:8-2:36 Nothing says how to ask for an accommodation. Add one, or link to one.",
    ]);
  });
});
