import { describe, expect, test } from "vitest";
import { requireLinkStyle } from "../../../rules/links/require-link-style.ts";
import type { LinkStyle } from "../../../src/handbook/links/target.ts";
import { check, fixed } from "../handbook-rule.ts";

const hugo = {
  "content/handbook/_index.md": "# Handbook\n",
  "content/handbook/people/_index.md": "# People\n",
  "content/handbook/people/leave.md": "# Leave\n\n## Parents\n",
};
const plain = { "handbook/README.md": "# Handbook\n", "handbook/people/leave.md": "# Leave\n" };

function on(target: string, style: LinkStyle | undefined, path: string, others: object) {
  return check(requireLinkStyle, {
    texts: { [path]: `See [leave](${target}).\n`, ...others },
    options: style === undefined ? {} : { style },
    site: { site: "https://handbook.example.com" },
  });
}

describe("links/require-link-style on a Hugo site writes", () => {
  test.each<[string, LinkStyle, string]>([
    ["../people/leave/", "root", "/handbook/people/leave/"],
    ["people/leave.md", "root", "/handbook/people/leave/"],
    ["../people/leave/#parents", "root", "/handbook/people/leave/#parents"],
    ["https://handbook.example.com/handbook/people/leave/", "root", "/handbook/people/leave/"],
    ["/handbook/people/leave/", "document", "../people/leave/"],
    ["/handbook/people/leave/#parents", "file", "people/leave.md#parents"],
    ["/handbook/people/", "file", "people/_index.md"],
  ])("%s in style %s as %s", (target, style, wanted) => {
    const { page, reports, lines } = on(target, style, "content/handbook/benefits.md", hugo);
    expect(lines).toHaveLength(1);
    expect(fixed(page, reports)).toBe(`See [leave](${wanted}).\n`);
  });
});

test("links/require-link-style on plain Markdown keeps naming files", () => {
  const path = "handbook/benefits/pay.md";
  const { page, reports } = on("../people/leave.md", "root", path, plain);
  expect(fixed(page, reports)).toBe("See [leave](/handbook/people/leave.md).\n");
  expect(on("/handbook/people/leave.md", "root", path, plain).reports).toEqual([]);
  expect(on("../people/leave.md", "file", path, plain).reports).toEqual([]);
});

describe("links/require-link-style is silent about", () => {
  test.each<[string, string, LinkStyle | undefined]>([
    ["any style where none is asked for", "../people/leave/", undefined],
    ["the configured style", "/handbook/people/leave/", "root"],
    ["a page that is not there", "../people/leaves/", "root"],
    ["another site", "https://example.org/handbook/people/leave/", "root"],
    ["a template call", '{{< ref "leave" >}}', "root"],
    ["an anchor of the page itself", "#leave", "root"],
    ["a picture", "../leave.png", "root"],
    ["an address of mail", "mailto:people@example.com", "root"],
  ])("%s", (_, target, style) => {
    expect(on(target, style, "content/handbook/benefits.md", hugo).reports).toEqual([]);
  });
});
