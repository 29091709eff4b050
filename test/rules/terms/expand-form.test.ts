import { expect, test } from "vitest";
import { expandForm, expandPair } from "../../../rules/terms/expand-form.ts";

test.each([
  ["leave", ["leave"]],
  ["crash(es|ed)", ["crash", "crashes", "crashed"]],
  ["man hour(s)", ["man hour", "man hours"]],
  [
    "grandfather(ed) clause(s)",
    ["grandfather clause", "grandfather clauses", "grandfathered clause", "grandfathered clauses"],
  ],
  ["(s)he", ["(s)he"]],
])("%s stands for %j", (form, expected) => {
  expect(expandForm(form)).toEqual(expected);
});

test("pairs forms and replacements mark for mark", () => {
  expect(expandPair("whitelist(s|ed)", "allowlist(s|ed)")).toEqual([
    ["whitelist", "allowlist"],
    ["whitelists", "allowlists"],
    ["whitelisted", "allowlisted"],
  ]);
  expect(expandPair("fireman", "firefighter")).toEqual([["fireman", "firefighter"]]);
  expect(() => expandPair("man hour(s)", "person-hour(s|ly)")).toThrow(/same number of endings/);
});
