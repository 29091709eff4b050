import { expect, test } from "vitest";
import { pageOf, reportsOf } from "../built-in.ts";

const missing = (text: string, given: { readonly path?: string; readonly type: string }) =>
  reportsOf(
    given.type === "policy" ? "structure/require-policy-sections" : "structure/require-sections",
    pageOf({ text, ...given }),
    { sections: ["Job Grade", "Performance Indicators", "Hiring Process"] },
  ).map(({ key }) => key);

const family = { type: "job-family" };
const head = (title: string) => `---\nlayout: job_family_page\ntitle: ${title}\n---\n\n`;
const rest = "## Requirements\n\n- Care\n\n## Performance Indicators\n\n- Days\n\n";
const grade = "## Job Grade\n\nGrade 6.\n\n";
const hiring = "## Hiring Process\n\nA call.\n";

test("knows a section by a misspelt last word behind the name of the level", () => {
  const text = `${head("Payroll")}## Payroll Analyst Responsbilities\n\n- Pay\n\n${rest}${grade}${hiring}`;
  expect(missing(text, family)).toEqual([]);
  const [report] = reportsOf("structure/no-misspelt-section", pageOf({ text, ...family }));
  expect(report?.message).toBe("“Responsbilities” is misspelled. Write “Responsibilities”.");
  expect(report?.suggestions?.[0]?.edits[0]?.text).toBe("Responsibilities");
});

test("asks for no grade of interns", () => {
  const text = `## Responsibilities\n\n- Learn\n\n${rest}${hiring}`;
  expect(missing(head("Legal Intern") + text, family)).toEqual([]);
  expect(missing(head("Legal Counsel") + text, family)).toEqual(["Job Grade"]);
});

test("asks for nothing of voluntary roles beside a job", () => {
  const text = `${head("Merge request coach")}## Responsibilities\n\n- Coach\n`;
  const path = "source/job-families/expert/coach/index.html.md";
  expect(missing(text, { ...family, path })).toEqual([]);
});

test("lets an include that is named after another section bring no section", () => {
  const text = `${head("Seller")}## Responsibilities\n\n- Sell\n\n## Requirements\n\n- Care\n\n${grade}`;
  const path = "source/job-families/sales/seller/index.html.md.erb";
  const performance = `${text}<%= partial("sales/performance") %>\n`;
  expect(missing(performance, { ...family, path })).toEqual(["Hiring Process"]);
  expect(missing(`${text}<%= partial("sales/all") %>\n`, { ...family, path })).toEqual([]);
});

const policy = "---\ntitle: Access\ncontrolled_document: true\n---\n\n";
const body =
  "## Purpose\n\nA.\n\n## Scope\n\nB.\n\n## Roles\n\nC.\n\n## Procedure\n\nD.\n\n## References\n\nE.\n";

test("takes an exception deep below a chapter for the chapter's own", () => {
  expect(missing(`${policy}${body}\n#### Exceptions\n\nNone.\n`, { type: "policy" })).toEqual([
    "Exceptions",
  ]);
});

test("sees a heading right below an image, which kramdown reads as one", () => {
  const text = `${policy}${body}\n<img src="a.png">\n## Exceptions\nNone.\n`;
  expect(missing(text, { type: "policy" })).toEqual([]);
});

test.each([
  ["a type of the handbook's own", { text: "## Scope\n\nA.\n", type: "runbook" }],
  ["no front matter", { text: "# Leave\n\n## Scope\n\nA.\n", type: "handbook" }],
  ["an include", { text: "## Responsibilities\n\n- A\n", type: "include" }],
  ["a stub of a job family", { text: `${head("Fellow")}See [Fellow](/fellow/).\n`, ...family }],
  [
    "a policy that is no controlled document",
    { text: "# Pay\n\n## Scope\n\nA.\n", type: "policy" },
  ],
])("asks for no sections of %s", (_, given) => {
  for (const id of [
    "structure/require-sections",
    "structure/require-policy-sections",
    "structure/require-level-sections",
    "structure/no-misspelt-section",
  ]) {
    expect(reportsOf(id, pageOf(given)), id).toEqual([]);
  }
});
