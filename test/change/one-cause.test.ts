import { expect, test } from "vitest";
import { noBrokenAnchor } from "../../rules/links/no-broken-anchor.ts";
import { noBrokenIncomingLink } from "../../rules/links/no-broken-incoming-link.ts";
import type { ChangedFile } from "../../src/change/change.ts";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import { defaultLintConfig } from "../../src/lint/lint-config.ts";
import { reviewOf } from "./review-of.ts";

const linter = createLinter({
  rules: [noBrokenAnchor, noBrokenIncomingLink],
  config: defaultLintConfig,
  docsBase: "https://docs.example.com/rules",
});
const leave =
  "---\ntitle: Leave\n---\n\nSee [when ill](#sick-leave).\n\n## Sick leave\n\nStay at home.\n";
const pay = "---\ntitle: Pay\n---\n\nSee [sick leave](leave.md#sick-leave).\n";
const paths = { leave: "handbook/leave.md", pay: "handbook/pay.md" };

function found(heading: string): readonly string[] {
  const files: ChangedFile[] = [
    [paths.leave, leave, leave.replace("## Sick leave", heading)] as const,
    [paths.pay, pay, `${pay}\nMore.\n`] as const,
  ].map(([path, before, after]) => {
    return { status: "modified", path, oldPath: path, before, after, diff: undefined };
  });
  const handbook = createHandbook([linter.parse(paths.leave, leave), linter.parse(paths.pay, pay)]);
  return reviewOf(files, handbook, linter).placed.map(
    ({ finding, lines }) => `${finding.path}:${lines.first} ${finding.rule}`,
  );
}

test("a misspelled heading is one finding, however many links of changed pages it breaks", () => {
  expect(found("## Sick laeve")).toEqual(["handbook/leave.md:7 links/no-broken-incoming-link"]);
});

test.each([
  ["is gone", "Gone.\n\n## Anything else that people ask", 9],
  ["has another name", "## When ill", 7],
])("a heading that %s is one, with the links of the page itself", (_, heading, line) => {
  expect(found(heading)).toEqual([`handbook/leave.md:${line} links/no-broken-incoming-link`]);
});

test("links of the page itself that have advice of their own are reported where they are", () => {
  expect(found("## Sick leaves\n\nSick leaves are rare.")).toEqual([
    "handbook/leave.md:5 links/no-broken-anchor",
    "handbook/leave.md:7 links/no-broken-incoming-link",
  ]);
});
