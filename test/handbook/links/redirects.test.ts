import { describe, expect, test } from "vitest";
import { redirectTable } from "../../../src/handbook/links/redirect-table.ts";
import { parseRedirects } from "../../../src/handbook/links/redirects.ts";

const yaml = `
- sources: /handbook/absence/
  target: /handbook/leave/
  comp_op: '='
- sources:
    - /handbook/perks
    - /handbook/perks/
  target: /handbook/benefits/
- sources: /handbook/people-operations/
  target: /handbook/people/
  comp_op: '~'
- sources: ^/handbook/old-\\d+/
  target: /handbook/archive/
  comp_op: '~'
- sources: /jobs
  target: https://jobs.example.com/
  comp_op: '^~'
`;

describe("redirects of a YAML list", () => {
  const table = redirectTable(parseRedirects("data/redirects.yml", yaml));
  test.each([
    ["handbook/absence", ["/handbook/leave/"]],
    ["handbook/perks", ["/handbook/benefits/"]],
    ["handbook/people-operations/leave", ["/handbook/people/leave/", "/handbook/people/"]],
    ["jobs/analyst", ["https://jobs.example.com/analyst/", "https://jobs.example.com/"]],
    ["jobs-board", ["https://jobs.example.com/"]],
    ["handbook/old-3", []],
    ["handbook/leave", undefined],
    ["handbook/absence/forms", undefined],
  ])("%s leads to %o", (key, targets) => {
    expect(table.follow(key)?.slice(0, targets?.length)).toEqual(targets);
  });
});

describe("redirects of a Netlify file", () => {
  const lines = `
# remove 2027-01-31
/handbook/absence/   /handbook/leave/  301
/handbook/old/*      /handbook/new/:splat
/handbook/:year/x    /handbook/x
{{ range .Site.Pages }}/a /b{{ end }}
not a redirect
`;
  const table = redirectTable(parseRedirects("layouts/index.redirects", lines));
  test.each([
    ["handbook/absence", ["/handbook/leave/"]],
    ["handbook/old/forms", ["/handbook/new/forms/", "/handbook/new/"]],
    ["handbook/2024/x", []],
    ["a", undefined],
  ])("%s leads to %o", (key, targets) => {
    expect(table.follow(key)).toEqual(targets);
  });
});

test("a list that is written as YAML at its freest says the same", () => {
  const free = `${yaml}- {sources: ["/handbook/x/"], target: /handbook/y/, comp_op: "="}\n`;
  const redirects = parseRedirects("redirects.yml", free);
  expect(redirects.slice(0, -1)).toEqual(parseRedirects("redirects.yml", yaml));
  expect(redirects.at(-1)).toEqual({ kind: "exact", from: "/handbook/x/", to: "/handbook/y/" });
});

test.each([
  ["redirects.yml", "- sources: [a\n"],
  ["redirects.yml", "a: 1\n"],
  ["redirects.yml", "- 3\n- sources: 4\n  target: x\n- target: x\n"],
  ["_redirects", "\u0000\n/a\n"],
  ["redirects.yml", "&a [*a]"],
])("a file of redirects that cannot be read has none: %s %j", (path, text) => {
  expect(parseRedirects(path, text)).toEqual([]);
});
