import { describe, expect, test } from "vitest";
import { findSites } from "../../../src/handbook/links/sites/sites.ts";
import { inStyle, readTarget, writeTarget } from "../../../src/handbook/links/target.ts";
import { readOwnSite } from "../../../src/handbook/links/own-site.ts";

const own = readOwnSite("https://www.handbook.example/base//");

/** Reads links of one page of a repository with this configuration. */
function openPage(config: string, path: string, text = "") {
  const sites = findSites([path], new Map(config === "" ? [] : [[config, text]]), "auto");
  const origin = { path, site: sites.siteOf(path), url: sites.addressOf(path, {})?.url };
  return { sites, origin, read: (target: string) => readTarget(origin, target, sites, own) };
}

/** What a target may mean, in short: `file a.md`, `address 0/a`. */
function lookups(config: string, path: string, target: string): readonly string[] | string {
  const read = openPage(config, path).read(target);
  if (read.kind !== "page") return read.kind;
  return read.lookups.map((each) =>
    each.kind === "file" ? `file ${each.path}` : `address ${each.key}`,
  );
}

describe("a target leads outside", () => {
  test.each([
    "",
    "  ",
    "a".repeat(2001),
    "https://other.example/leave/",
    "//other.example/leave/",
    "mailto:ana@example.com",
    "https://handbook.example/base2/leave/",
    "?q=1",
    "chart.png",
    "/files/form.docx",
    "LICENSE",
    "../Makefile",
    "a\u0001b",
    "a\\b",
    "../../../leave.md",
    "{{ x }}",
    "/",
  ])("%j", (target) => {
    expect(openPage("", "people/leave.md").read(target).kind).toBe("outside");
  });

  test.each([
    "a.html",
    "a.HTM",
    "a.mdx",
    "a.markdown",
    "a.md.erb",
    "a.haml",
    "v1.2",
    "a.b-c",
    "a.toolong",
  ])("%j does not", (target) => {
    expect(openPage("", "people/leave.md").read(target).kind).toBe("page");
  });

  test("of 2,000 characters does not", () => {
    expect(openPage("", "a.md").read("a".repeat(2000)).kind).toBe("page");
  });
});

test.each([
  ["#top", "top"],
  ["#", ""],
  ["  #a b  ", "a b"],
])("%j is on the page itself", (target, anchor) => {
  expect(openPage("", "a.md").read(target)).toEqual({ kind: "same-page", anchor });
});

describe("a target may mean", () => {
  test.each([
    ["", "people/leave.md", "pay.md", ["file people/pay.md", "address 0/people/pay"]],
    ["", "people/leave.md", "/pay.md", ["file pay.md", "file pay.md", "address 0/pay"]],
    ["", "docs/people/leave.md", "/pay", ["address 0/pay", "address 0/docs/pay"]],
    [
      "",
      "docs/people/leave.md",
      "/pay.md",
      ["file pay.md", "file pay.md", "address 0/pay", "address 0/docs/pay"],
    ],
    ["", "people/leave.md", "../README.md", ["file README.md", "address 0"]],
    ["", "people/leave.md", "/people/readme", ["address 0/people"]],
    ["mkdocs.yml", "docs/people/leave.md", "../pay.md", ["file docs/pay.md", "address 0/pay"]],
    ["mkdocs.yml", "docs/people/leave.md", "../pay/", ["address 0/people/pay"]],
    ["mkdocs.yml", "docs/people/leave.md", "/pay.md", ["file /pay.md"]],
    ["mkdocs.yml", "docs/people/leave.md", "/pay/", ["address 0/pay"]],
    [
      "book.toml",
      "src/people/leave.md",
      "/pay.md",
      ["file src/pay.md", "file pay.md", "address 0/pay"],
    ],
    [
      "hugo.toml",
      "content/people/leave.md",
      "/pay",
      [
        "address 0/pay",
        "file content/pay.md",
        "file content/pay/index.md",
        "file content/pay/_index.md",
      ],
    ],
    [
      "hugo.toml",
      "content/people/leave.md",
      "pay/",
      ["address 0/people/leave/pay", "address 0/people/pay"],
    ],
    [
      "hugo.toml",
      "content/people/leave.md",
      "pay.md",
      ["file content/people/pay.md", "address 0/people/leave/pay", "address 0/people/pay"],
    ],
    ["hugo.toml", "content/people/leave.md", '{{< ref "pay.md" >}}', "reference"],
    ["mkdocs.yml", "docs/people/leave.md", '{{< ref "pay.md" >}}', "outside"],
    ["mkdocs.yml", "docs/people/leave.md", "../p%C3%A4y/", ["address 0/people/päy"]],
    ["mkdocs.yml", "docs/people/leave.md", "https://HANDBOOK.example/base/pay/", ["address 0/pay"]],
    ["mkdocs.yml", "docs/people/leave.md", "https://handbook.example/base#top", ["address 0"]],
    ["mkdocs.yml", "docs/people/leave.md", "https://handbook.example/base?x", ["address 0"]],
    ["mkdocs.yml", "docs/people/leave.md", "//www.handbook.example/base", ["address 0"]],
  ])("with %j, on %s, %s: %j", (config, path, target, expected) => {
    expect(lookups(config, path, target)).toEqual(expected);
  });

  test.each([
    [
      "/pay/?a=1#b",
      { style: "root", tail: "?a=1#b", anchor: "b", endsWithSlash: true, isSource: false },
    ],
    [
      "pay.md#b?c",
      { style: "document", tail: "#b?c", anchor: "b?c", endsWithSlash: false, isSource: true },
    ],
    ["https://handbook.example/base/pay", { style: "site", tail: "", anchor: undefined }],
    ["https://handbook.example/base?x", { style: "site", tail: "?x" }],
  ])("and %s keeps how it is written", (target, expected) => {
    expect(openPage("mkdocs.yml", "docs/a.md").read(target)).toMatchObject(expected);
  });
});

describe("another address is written", () => {
  test.each([
    [
      "mkdocs.yml",
      "docs/people/leave.md",
      "../old/#a",
      "docs/people/pay.md",
      "/people/pay/",
      "../pay/#a",
    ],
    [
      "mkdocs.yml",
      "docs/people/leave.md",
      "/old",
      "docs/people/pay.md",
      "/people/pay/",
      "/people/pay/",
    ],
    [
      "mkdocs.yml",
      "docs/people/leave.md",
      "../old.md?x",
      "docs/people/pay.md",
      "/people/pay/",
      "pay.md?x",
    ],
    [
      "mkdocs.yml",
      "docs/people/leave.md",
      "https://handbook.example/base/old/",
      "docs/people/pay.md",
      "/people/pay/",
      "https://www.handbook.example/base/people/pay/",
    ],
    [
      "book.toml",
      "src/people/leave.md",
      "/old.md",
      "src/people/pay.md",
      "/people/pay.html",
      "/people/pay.md",
    ],
    ["book.toml", "src/people/leave.md", "../old/", "src/pay.md", "/pay.html", "../pay.html"],
    ["", "people/leave.md", "old.md", "people/pay.md", "/people/pay", "pay.md"],
    ["", "people/leave.md", "/old.md", "people/pay.md", "/people/pay", "/people/pay.md"],
    [
      "docusaurus.config.js",
      "docs/leave.md",
      "/docs/old/",
      "docs/pay.md",
      "/docs/pay",
      "/docs/pay/",
    ],
    ["docusaurus.config.js", "docs/leave.md", "/docs/old", "docs/pay.md", "/docs/pay", "/docs/pay"],
    ["docusaurus.config.js", "docs/leave.md", "/docs/old", "docs/index.md", "/", "/"],
    [
      "docusaurus.config.js",
      "docs/leave.md",
      "/docs/old/",
      "docs/pay.md",
      "/pay.html",
      "/pay.html",
    ],
  ])("with %j, on %s, as %s: to %s at %s as %s", (config, path, old, to, url, written) => {
    const { sites, origin, read } = openPage(config, path);
    const target = read(old);
    if (target.kind !== "page") throw new Error("It leads nowhere");
    expect(writeTarget(origin, { path: to, url }, target, sites, own)).toBe(written);
  });

  test.each([
    [
      "mkdocs.yml",
      "docs/leave.md",
      "../pay/",
      "root",
      { style: "root", isSource: false, endsWithSlash: true },
    ],
    ["mkdocs.yml", "docs/leave.md", "/pay/", "root", undefined],
    ["mkdocs.yml", "docs/leave.md", "/pay/", "document", { style: "document", isSource: false }],
    ["mkdocs.yml", "docs/leave.md", "../pay/", "file", { style: "document", isSource: true }],
    ["mkdocs.yml", "docs/leave.md", "pay.md", "document", { style: "document", isSource: false }],
    ["mkdocs.yml", "docs/leave.md", "pay.md", "file", undefined],
    ["", "leave.md", "pay.md", "document", undefined],
    ["", "leave.md", "/pay.md", "file", { style: "document", isSource: true }],
  ] as const)("with %j, on %s, %s in the style %s: %j", (config, path, target, style, expected) => {
    const { origin, read } = openPage(config, path);
    const page = read(target);
    if (page.kind !== "page") throw new Error("It leads nowhere");
    const other = inStyle(page, style, origin.site);
    if (expected === undefined) expect(other).toBeUndefined();
    else expect(other).toMatchObject(expected);
  });
});
