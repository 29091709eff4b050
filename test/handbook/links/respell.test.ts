import { describe, expect, test } from "vitest";
import { repository } from "./repository.ts";

const handbook = repository({
  "mkdocs.yml": "",
  "docs/people/leave.md": "# Leave\n\n## Days\n",
  "docs/people/pay.md": "# Pay\n",
  "docs/finance/index.md": "# Finance\n",
  "README.md": "# Repository\n",
});
const from = "docs/people/leave.md";

describe("a link is written in the style of the handbook", () => {
  test.each([
    ["../pay/", "root", "/people/pay/"],
    ["../pay/?x", "root", "/people/pay/?x"],
    ["../pay/", "file", "pay.md"],
    ["pay.md", "document", "../pay/"],
    ["/people/pay/", "document", "../pay/"],
    ["/finance", "document", "../../finance/"],
    ["/finance/", "file", "../finance/index.md"],
    // In that style, or not known for sure.
    ["../pay/", "document", undefined],
    ["/people/pay/", "root", undefined],
    ["pay.md", "file", undefined],
    ["../leave/", "root", undefined],
    ["#days", "root", undefined],
    ["../nothing/", "root", undefined],
    ["https://example.com/", "root", undefined],
  ] as const)("%s as %s: %s", (target, style, written) => {
    expect(handbook.respell(from, target, style)).toBe(written);
  });

  test("on a page of the handbook only", () => {
    expect(handbook.respell("docs/nothing.md", "people/pay/", "root")).toBeUndefined();
  });
});

test.each([
  ["../pay/", "docs/finance/index.md", undefined, "../../finance/"],
  ["pay.md#x", "docs/finance/index.md", undefined, "../finance/index.md#x"],
  ["pay.md#x", "docs/finance/index.md", "y", "../finance/index.md#y"],
  ["https://example.com/", "docs/finance/index.md", undefined, undefined],
  ["#days", "docs/finance/index.md", undefined, undefined],
  ["../pay/", "docs/nothing.md", undefined, undefined],
])("%s, led to %s with the anchor %s, is %s", (target, to, anchor, written) => {
  expect(handbook.retarget({ from, target }, to, anchor)).toBe(written);
});

describe("a link to a page is written as links are on its site", () => {
  const on = (config: string, folder: string) => {
    const path = (name: string) => `${folder}${name}.md`;
    const site = repository({ [config]: "", [path("a")]: "# A\n", [path("b")]: "# B\n" });
    return [
      site.linkTo(path("a"), path("b")),
      site.linkTo(path("a"), path("b"), "c"),
      site.linkTo(path("a"), path("b"), ""),
    ];
  };
  test.each([
    ["hugo.toml", "content/", "/b/"],
    ["_config.yml", "", "/b.html"],
    ["eleventy.config.js", "", "/b/"],
    ["mkdocs.yml", "docs/", "b.md"],
    ["book.toml", "src/", "b.md"],
    ["none.txt", "", "b.md"],
  ])("with %s, below %j: %s", (config, folder, written) => {
    expect(on(config, folder)).toEqual([written, `${written}#c`, written]);
  });
});
