import { describe, expect, test } from "vitest";
import { redirectTable } from "../../../src/handbook/links/redirect-table.ts";
import { parseRedirects } from "../../../src/handbook/links/redirects.ts";
import { countWork } from "../../count-work.ts";

function nginx(source: string, operator: string): string {
  return `- sources: '${source}'\n  target: /new/\n  comp_op: '${operator}'\n`;
}

describe("an expression of nginx is", () => {
  test.each([
    ["/old/", "=", "exact", "/old/"],
    ["/old/", "^~", "prefix", "/old/"],
    ["^/old/", "~", "prefix", "/old/"],
    ["^/old/(.*)$", "~", "prefix", "/old/"],
    ["^/old/.*", "~", "prefix", "/old/"],
    ["^/old/?$", "~", "prefix", "/old"],
    ["/old/", "~*", "inside", "/old/"],
    ["^\\/old\\/leave", "~", "prefix", "/old/leave"],
    ["^/old\\.html$", "~", "prefix", "/old.html"],
    // A bare dot is any character.
    ["^/old.html", "~", "opaque", "/old"],
    ["/team$more", "~", "opaque", "/team"],
    ["^/old-[0-9]+/", "~", "opaque", "/old-"],
    ["/(a|b)/", "~", "opaque", "/"],
  ])("%s with %s: %s from %s", (source, operator, kind, from) => {
    expect(parseRedirects("redirects.yml", nginx(source, operator))).toEqual([
      { kind, from, to: "/new/" },
    ]);
  });
});

describe("a line of redirects", () => {
  test.each([
    ["/a /b", { kind: "exact", from: "/a", to: "/b" }],
    ["  /a\t/b  302  ", { kind: "exact", from: "/a", to: "/b" }],
    ["/a/* /b/:splat", { kind: "prefix", from: "/a/", to: "/b/" }],
    ["/a/* /b/:splat/x", { kind: "prefix", from: "/a/", to: "/b/:splat/x" }],
    ["/a/*/c /b", { kind: "opaque", from: "/a/", to: "/b" }],
    ["/a/:year/* /b", { kind: "opaque", from: "/a/", to: "/b" }],
    ["/a/:year /b", { kind: "opaque", from: "/a/", to: "/b" }],
  ])("%j is read", (line, redirect) => {
    expect(parseRedirects("_redirects", line)).toEqual([redirect]);
  });

  test.each([
    "",
    "# /a /b",
    "/a",
    "a/ /b",
    "https://example.com/ /b",
    "/a /b {{ end }}",
    "{{ x }} /a",
  ])("%j is left out", (line) => {
    expect(parseRedirects("_redirects", line)).toEqual([]);
  });
});

describe("a list of redirects means the same however it is written:", () => {
  const wanted = [
    { kind: "exact", from: "/a/", to: "/x/" },
    { kind: "exact", from: "/b/", to: "/x/" },
    { kind: "prefix", from: "/c", to: "/y/" },
  ];
  test.each([
    "- sources:\n    - /a/\n    - /b/\n  target: /x/\n- sources: /c\n  target: /y/\n  comp_op: ^~\n",
    "# moved\n\n- sources:\n  - '/a/'\n  - \"/b/\"\n  target: /x/\n- comp_op: '^~'\n  sources: /c\n  target: /y/\n",
    "- target: /x/\n  comp_op: '='\n  sources:\n      - /a/\n      - /b/\n- target: '/y/'\n  sources: ['/c']\n  comp_op: ^~\n",
    "- {sources: [/a/, /b/], target: /x/}\n- {sources: /c, target: /y/, comp_op: '^~'}\n",
    "- sources: &s [/a/, /b/]\n  target: /x/ # moved\n  why: it moved\n- sources: [/c, 3]\n  target: /y/\n  comp_op: '^~'\n",
  ])("%j", (text) => {
    expect(parseRedirects("redirects.yaml", text)).toEqual(wanted);
  });

  test.each([
    ["a value that YAML reads otherwise", "- sources: /a/ # x\n  target: /b/\n", "/a/", "/b/"],
    ["a value with a colon at its end", "- sources: '/a/'\n  target: '/b:'\n", "/a/", "/b:"],
    ["an escape", '- sources: "/a\\u002f"\n  target: /b/\n', "/a/", "/b/"],
    ["the root", "- sources: /\n  target: /b/\n", "/", "/b/"],
    [
      "an address",
      "- sources: /a/\n  target: https://example.com/b\n",
      "/a/",
      "https://example.com/b",
    ],
  ])("with %s", (_, text, from, to) => {
    expect(parseRedirects("redirects.yml", text)).toEqual([{ kind: "exact", from, to }]);
  });

  test.each([
    ["no target", "- sources: /a/\n"],
    ["an empty source", "- sources: ''\n  target: /b/\n"],
    ["a word behind a quotation", "- sources: '/a/'b\n  target: /b/\n"],
    ["a number for a target", "- sources: /a/\n  target: 3\n"],
    ["a target before any entry", "  target: /b/\n"],
  ])("with %s it leads nowhere", (_, text) => {
    expect(parseRedirects("redirects.yml", text)).toEqual([]);
  });
});

test("lists of plain redirects, of which there may be thousands, need no YAML parser", async () => {
  const plain = [
    "- sources: /a/\n  target: /b/\n",
    "# moved\n\n  # twice\n- sources: /a\n  target: /b/c\n  comp_op: '='\n",
    "- sources:\n    - /a/\n    - \"/b/\"\n  target: '/c/'\n  comp_op: ^~\n- sources: /\n  target: /x\n",
    "- sources:\n  - /a/\n  comp_op: =\n  target: https://example.com/b\n",
    "- sources: ^/a/b.*$\n  target: /c/\n  comp_op: '~'\n",
    "- target: /b/\n  sources:\n      - /a/\n",
  ];
  const yamlParser = /\/node_modules\/yaml\//;
  const read = (texts: readonly string[]) =>
    countWork(() => texts.map((text) => parseRedirects("redirects.yml", text)), yamlParser);
  expect(await read(plain)).toBe(0);
  expect(await read(["- sources: /a/ # x\n  target: /b/\n"])).toBeGreaterThan(0);
});

describe("a table of redirects", () => {
  const table = redirectTable([
    { kind: "exact", from: "/a/", to: "/first/" },
    { kind: "exact", from: "/a", to: "/second/" },
    { kind: "prefix", from: "/jobs", to: "/careers/" },
    { kind: "inside", from: "/perks/", to: "/benefits/$1" },
    { kind: "opaque", from: "/old-", to: "/archive/" },
  ]);
  test.each([
    ["a", ["/first/"], true],
    ["jobs", ["/careers/", "/careers/"], true],
    ["jobs/analyst", ["/careers/analyst/", "/careers/"], true],
    ["jobs-board", ["/careers/"], true],
    ["people/jobs", undefined, false],
    ["people/perks/gym", ["/benefits/gym/", "/benefits/"], false],
    ["perks", ["/benefits/"], false],
    ["old-3/x", [], false],
    ["older", undefined, false],
  ])("leads %s to %j, surely: %s", (key, targets, isSure) => {
    expect(table.follow(key)).toEqual(targets);
    expect(table.isSure(key)).toBe(isSure);
  });
});
