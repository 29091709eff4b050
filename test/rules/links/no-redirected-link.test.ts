import { describe, expect, test } from "vitest";
import { noBrokenPageLink } from "../../../rules/links/no-broken-page-link.ts";
import { noRedirectedLink } from "../../../rules/links/no-redirected-link.ts";
import { parseRedirects } from "../../../src/handbook/links/redirects.ts";
import { check, fixed } from "../handbook-rule.ts";

const netlify = `
# Moved when teams were renamed, remove 2027-01-31
/handbook/absence/          /handbook/leave/      301
/handbook/time-off          /handbook/absence/    301!
/handbook/holidays/         /handbook/time-off/
/handbook/round/            /handbook/about/      301
/handbook/about/            /handbook/round/      301
/handbook/self              /handbook/self/       301
/people/*                   /handbook/:splat      302
/handbook/old/:year/*       /handbook/leave/      301
/handbook/elsewhere/        https://example.org/leave/
`;
const nginx = `- sources:
    - /handbook/absence/
  target: /handbook/leave/
  comp_op: '='
- sources: ['/handbook/time-off']
  target: /handbook/absence/
`;
const leave = "---\ntitle: Leave\naliases: [/handbook/days-off/]\n---\n\n## Parents\n";
const on = (target: string, file = "_redirects", text = netlify) =>
  check(noRedirectedLink, {
    texts: {
      "content/handbook/pay.md": `[Leave](${target})\n`,
      "content/handbook/_index.md": "# Handbook\n",
      "content/handbook/leave.md": leave,
    },
    site: { redirects: parseRedirects(file, text), site: "https://handbook.example.com" },
  });

describe("links/no-redirected-link names the page at the end of", () => {
  test.each([
    ["a redirect", "/handbook/absence/", "is redirected."],
    ["a redirect without its last slash", "/handbook/absence", "is redirected."],
    ["an alias", "/handbook/days-off/", "is redirected."],
    ["a pattern", "/people/leave/", "is redirected."],
    ["two redirects", "/handbook/time-off/", "is redirected 2 times."],
    ["three redirects", "/handbook/holidays/", "is redirected 3 times."],
    ["a link with the host", "https://handbook.example.com/handbook/absence/", "is redirected."],
  ])("%s", (_, target, says) => {
    const { page, reports, lines } = on(target);
    expect(lines).toEqual([expect.stringContaining(`${says} Link to “/handbook/leave/”`)]);
    expect(fixed(page, reports)).toBe("[Leave](/handbook/leave/)\n");
  });

  test("a chain in a YAML file", () => {
    const { lines } = on("/handbook/time-off/", "data/redirects.yml", nginx);
    expect(lines).toEqual([expect.stringContaining("is redirected 2 times.")]);
  });
});

test("keeps the anchor in its suggestion", () => {
  const { page, reports } = on("/handbook/absence/#parents");
  expect(fixed(page, reports)).toBe("[Leave](/handbook/leave/#parents)\n");
});

test("reports redirects that form a loop", () => {
  expect(on("/handbook/round/").lines).toEqual([expect.stringContaining("redirects in a loop")]);
});

test.each([
  ["the page itself", "/handbook/leave/"],
  ["another site", "https://example.org/handbook/absence/"],
  ["a redirect to another site", "/handbook/elsewhere/"],
  ["a redirect with a placeholder", "/handbook/old/2020/leave/"],
  ["a redirect that adds the last slash", "/handbook/self/"],
  ["no page at all", "/handbook/nothing/"],
])("says nothing of %s", (_, target) => {
  expect(on(target).lines).toEqual([]);
});

test("says nothing where a pattern may mean another page", () => {
  const text = "- sources: ['/absence/']\n  target: /handbook/leave/\n  comp_op: '~'\n";
  expect(on("/handbook/absence/", "data/redirects.yml", text).lines).toEqual([]);
});

test("a redirect is not a broken link", () => {
  const texts = {
    "content/handbook/pay.md": "[Leave](/handbook/holidays/), [x](/handbook/elsewhere/)\n",
    "content/handbook/_index.md": "# Handbook\n",
    "content/handbook/leave.md": leave,
  };
  const site = { redirects: parseRedirects("_redirects", netlify) };
  expect(check(noBrokenPageLink, { texts, site }).lines).toEqual([]);
});
