import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { applyEdits } from "../../src/text/edit.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import type { Page } from "../../src/page/page.ts";
import { readFlatYaml } from "../../src/page/flat-yaml.ts";
import { flatTexts } from "../../src/page/front-matter-text.ts";
import { readYaml } from "../../src/page/read-yaml.ts";

function parse(source: string): Page {
  return parsePage("content/handbook/leave.md", source);
}

function problems(page: Page): [string, string, string][] {
  return page.problems.map(({ kind, span, message }) => [
    kind,
    page.source.slice(span.start, span.end),
    message,
  ]);
}

/** The prose below the front matter. */
function bodyOf({ prose, blocks }: Page): string {
  return prose.slice(blocks.find(({ container }) => container === "none")?.span.start).trim();
}

describe("front matter", () => {
  test.each<[string, unknown]>([
    ["title: Leave policy", "Leave policy"],
    ['title: "Leave: policy"', "Leave: policy"],
    ["title: 'It''s leave'", "It's leave"],
    ["title: Leave   ", "Leave"],
    ["title: >-\n  Leave\n  policy", "Leave policy"],
    ['title: "Leave\npolicy"', "Leave policy"],
    ["title: Leave # a comment", "Leave"],
    ["# a comment\ntitle: Leave", "Leave"],
    ["other: x\n\ntitle: Leave", "Leave"],
    ["title:", null],
    ["title: ~", null],
    ["title: yes", "yes"],
    ["title: true", true],
    ["title: 12", 12],
    ["title: 1.1", 1.1],
    ["title: 0x1f", 31],
    ["title: 2022-11-10", new Date("2022-11-10")],
    ["title: [a, b]", ["a", "b"]],
    ["title:\n  - a\n  - b", ["a", "b"]],
    ["other: &x Leave\ntitle: *x", "Leave"],
    ["other: x", undefined],
  ])("reads %j", (yaml, expected) => {
    const page = parse(`---\n${yaml}\n---\n\nText\n`);
    expect(page.problems).toEqual([]);
    expect(page.frontMatter?.get("title")).toEqual(expected);
  });

  test("knows the place of every key and value", () => {
    const source =
      "---\ntitle: Leave\nVersion Number: '1.10' # old\nempty:\ntags:\n  - a\n  - b\n---\nText\n";
    const { frontMatter } = parse(source);
    const entries = frontMatter!.entries.map(({ key, keySpan, valueSpan }) => [
      key,
      source.slice(keySpan.start, keySpan.end),
      source.slice(valueSpan.start, valueSpan.end),
    ]);
    expect(entries).toEqual([
      ["title", "title", "Leave"],
      ["Version Number", "Version Number", "'1.10'"],
      ["empty", "empty", ""],
      ["tags", "tags", "- a\n  - b"],
    ]);
    expect(source.slice(frontMatter!.span.start, frontMatter!.span.end)).toMatch(/^---[^]*---$/);
    expect(source.slice(frontMatter!.body.end)).toBe("---\nText\n");
  });

  test.each([
    ["a byte order mark", "\uFEFF---\ntitle: Leave\n---\nText\n"],
    ["carriage returns", "---\r\ntitle: Leave\r\n---\r\nText\r\n"],
    ["spaces behind the marks", "---  \ntitle: Leave\n---\t\nText\n"],
    ["no text below", "---\ntitle: Leave\n---"],
  ])("is found with %s", (_, source) => {
    const page = parse(source);
    expect(page.frontMatter?.get("title")).toBe("Leave");
    expect(page.problems).toEqual([]);
  });

  test.each([
    ["an empty page", ""],
    ["a rule across the top", "---\n\nText\n\n---\n"],
    ["a rule and a heading", "---\n# Leave\n"],
    ["a page without", "# Leave\n\n---\ntitle: no\n---\n"],
    ["blank lines above a rule", "\n\n---\n\nText\n\n---\n"],
    ["four dashes above a sentence", "----\nNote: closed on Friday\n----\n"],
    ["a sentence with a colon above a rule", "Note: closed on Friday\n\n---\n\nText\n"],
  ])("is not found on %s", (_, source) => {
    const page = parse(source);
    expect(page.frontMatter).toBeUndefined();
    expect(page.problems).toEqual([]);
  });

  test("may be empty", () => {
    expect(parse("---\n---\nText\n").frontMatter?.entries).toEqual([]);
  });

  test("below blank lines is read and named as a problem", () => {
    const page = parse("\n\n---\ntitle: Leave\n---\nText\n");
    expect(page.frontMatter?.get("title")).toBe("Leave");
    expect(problems(page)).toEqual([
      ["front-matter-syntax", "---", "The front matter must start on the first line of the page."],
    ]);
  });

  test("that is not closed is read up to the first line that is no YAML", () => {
    const page = parse("---\ntitle: Leave\ndescription: Days off\n\n## Leave\n\nText\n");
    expect(page.frontMatter?.get("description")).toBe("Days off");
    expect(page.headings.map(({ text }) => text)).toEqual(["Leave"]);
    expect(problems(page).map(([kind, text]) => [kind, text])).toEqual([
      ["front-matter-unclosed", "---"],
    ]);
  });

  test.each([
    [
      "whose first fence is missing",
      "title: Leave\n# Put the date here.\nopens: 2026-03-01\n\ntags:\n  - a\n---\n\nText\n",
      "The front matter is not opened. Add a line with `---` above it.",
    ],
    [
      "below four hyphens",
      "----\ntitle: Leave\n---\n\nText\n",
      "The front matter must start with a line of exactly three hyphens.",
    ],
    [
      "above four hyphens",
      "---\ntitle: Leave\n----\n\nText\n",
      "The front matter must end with a line of exactly three hyphens.",
    ],
    [
      "above four hyphens, with a rule on the page",
      "---\ntitle: Leave\n----\n\nText\n\n---\n\nMore\n",
      "The front matter must end with a line of exactly three hyphens.",
    ],
    [
      "with a blank before its fence",
      " ---\ntitle: Leave\n---\n\nText\n",
      "The front matter must start with a line of exactly three hyphens.",
    ],
    [
      "with a second block",
      "---\ntitle: Leave\n---\n---\ndescription: Days off\n---\n\nText\n",
      "A second front matter block is not read. Move its keys into the first one.",
    ],
    [
      "with an item indented less than the others",
      "---\ntitle: Leave\ntags:\n  - a\n - b\n---\n\nText\n",
      "This list item is not aligned with the other items of its list. Align them.",
    ],
    [
      "with an item indented more than the others",
      "---\ntitle: Leave\ntags:\n- a\n - b\n---\n\nText\n",
      "This list item is not aligned with the other items of its list. Align them.",
    ],
  ])("%s is read and has one problem", (_, source, message) => {
    const page = parse(source);
    expect(page.problems.map((problem) => problem.message)).toEqual([message]);
    expect(page.frontMatter?.get("title")).toBe("Leave");
    expect(page.headings).toEqual([]);
    expect(bodyOf(page)).toMatch(/^Text/);
    const { edits = [] } = page.problems[0]?.fix ?? {};
    if (edits.length > 0) expect(parse(applyEdits(page.source, edits)).problems).toEqual([]);
  });

  test("may be closed by the mark with which YAML ends a document", () => {
    const page = parse("---\ntitle: Leave\n...\n\nText\n\n---\n\nMore\n");
    expect(page.problems).toEqual([]);
    expect(page.frontMatter?.get("title")).toBe("Leave");
    expect(bodyOf(page)).toMatch(/^Text/);
  });

  test.each([
    ["nested lists", "a:\n  - name: x\n    sub:\n      - y\n  - name: z\nb:\n- w\n"],
    ["lists at two depths", "a:\n- x\n- y\nb:\n    - x\n    - y\n"],
    ["dashes in a text", "a: |\n  - x\n   - y\n"],
    ["dashes that a site splits a text at", "a:\n  - x\n    - y\n    - z\n"],
    ["lists of lists", "a:\n  - - x\n    - y\n  - z\n"],
    ["a text over two lines", "a:\n  - x and\n    y\n  - z\n"],
  ])("may hold %s", (_, yaml) => {
    expect(parse(`---\ntitle: Leave\n${yaml}---\n`).problems.map(({ message }) => message)).toEqual(
      [],
    );
  });

  const bomb = Array.from("bcdefghijklmnopqrst").map((key, index, keys) => {
    const last = keys[index - 1] ?? "a";
    return `${key}: &${key} [*${last}, *${last}]`;
  });

  test.each([
    ["an unquoted colon", "title: A: B", "put quotes around a value that contains “: ”"],
    ["a tab", "\ttitle: Leave", "indent with spaces"],
    ["an open quote", 'title: "Leave', "a closing quote or bracket is missing"],
    ["an open bracket", "title: [a, b", "The front matter is not valid YAML"],
    ["a list", "- a\n- b", "must be a list of keys with values"],
    ["text", "just text", "must be a list of keys with values"],
    ["deep nesting", `a: ${"[".repeat(5000)}`, "The front matter"],
    ["an alias bomb", `a: &a [x, x]\n${bomb.join("\n")}`, "expands to too many values"],
    ["too much text", `a: ${"x".repeat(70_000)}`, "longer than"],
    ["an alias of nothing", "a: *unknown", "starts with `*`"],
  ])("with a mistake gives one plain problem: %s", (_, yaml, message) => {
    const page = parse(`---\n${yaml}\n---\n\nText\n`);
    expect(page.problems.map(({ kind }) => kind)).toEqual(["front-matter-syntax"]);
    expect(page.problems[0]?.message).toContain(message);
    expect(page.problems[0]?.message.length).toBeLessThanOrEqual(120);
    expect(page.prose.trim()).toBe("Text");
  });

  test("with a key that stands twice keeps the first and points at the second", () => {
    const page = parse("---\ntitle: One\nlayout: x\ntitle: Two\n---\n");
    expect(page.frontMatter?.get("title")).toBe("One");
    expect(page.frontMatter?.entries.map(({ key }) => key)).toEqual(["title", "layout", "title"]);
    expect(page.problems.map(({ kind, span }) => [kind, span.start])).toEqual([
      ["front-matter-duplicate-key", 25],
    ]);
  });

  test("guesses no keys that stand twice where the YAML is broken", () => {
    const page = parse("---\nlayout: x\n more: y\n- Ask the manager\n- Sign\n- Send\n---\n");
    expect(page.problems.map(({ kind }) => kind)).toEqual(["front-matter-syntax"]);
  });

  test("gives keys of JavaScript no power", () => {
    const page = parse("---\n__proto__: x\nconstructor:\n  __proto__: {a: 1}\n---\n");
    expect(page.frontMatter?.get("__proto__")).toBe("x");
    const value = page.frontMatter?.get("constructor");
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.keys(value ?? {})).toEqual(["__proto__"]);
    expect(page.frontMatter?.get("toString")).toBeUndefined();
  });
});

describe("front matter in TOML", () => {
  test("is read with the place of every key", () => {
    const source =
      '+++\ntitle = "Leave" # policy\ndate = 2026-03-01\ntags = [\n  "a", # one\n  "b = c",\n]\ntext = """\nx = 1\n"""\n[params]\nowner = "Ana"\n[[menu]]\nname = "x"\n[[menu]]\nname = "y"\n+++\n\nText\n';
    const { frontMatter, problems: found } = parse(source);
    expect(found).toEqual([]);
    expect(frontMatter?.format).toBe("toml");
    expect(bodyOf(parse(source))).toBe("Text");
    expect(frontMatter?.get("title")).toBe("Leave");
    expect(frontMatter?.get("date")).toEqual(new Date("2026-03-01"));
    expect(frontMatter?.get("tags")).toEqual(["a", "b = c"]);
    expect(frontMatter?.get("params")).toEqual({ owner: "Ana" });
    expect(frontMatter?.get("menu")).toEqual([{ name: "x" }, { name: "y" }]);
    expect(
      frontMatter?.entries.map(({ key, keySpan }) => [
        key,
        source.slice(keySpan.start, keySpan.end),
      ]),
    ).toEqual(["title", "date", "tags", "text", "params", "menu"].map((key) => [key, key]));
  });

  test("names a key that appears twice, in a table too", () => {
    const page = parse("+++\ntitle = 'A'\ntitle = 'B'\n[params]\nx = 1\nx = 2\n+++\n\nText\n");
    expect(problems(page).map(([kind, text]) => [kind, text])).toEqual([
      ["front-matter-duplicate-key", "title"],
      ["front-matter-duplicate-key", "x"],
    ]);
    expect(page.frontMatter?.get("title")).toBe("A");
  });

  test.each([
    ["a value without quotes", "title = Leave"],
    ["an open quote", 'title = "Leave'],
    ["an open array", "tags = [1, 2"],
    ["deep nesting", `a = ${"[".repeat(5000)}`],
  ])("with %s has one problem", (_, toml) => {
    const page = parse(`+++\n${toml}\n+++\n\nText\n`);
    expect(page.problems.map(({ kind }) => kind)).toEqual(["front-matter-syntax"]);
    expect(page.problems[0]?.message.length).toBeLessThanOrEqual(120);
  });
});

describe("the quick reader of flat front matter", () => {
  const key = fc.constantFrom("title", "layout", "Version Number", "extra-css", "null", "a1", "no");
  const value = fc.oneof(
    fc.constantFrom(
      "Leave policy",
      "",
      "true",
      "True",
      "no",
      "12",
      "012",
      "1.10",
      "2022-11-10",
      '"Leave: days"',
      "'Leave'",
      '"a\\nb"',
      "a: b",
      "a #b",
      "a:",
      "/handbook/leave/",
      "x  ",
      "[a]",
      "@x",
      "~",
      "é",
      "休暇の方針",
      "Überblick # a",
      "한국: b",
      "🎉",
      "- a",
      '"a" b',
    ),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  const line = fc
    .tuple(key, fc.constantFrom(": ", ":", ":  ", " : "), value)
    .map((parts) => parts.join(""));
  const yaml = fc.array(
    fc.oneof({ weight: 9, arbitrary: line }, fc.constantFrom("", "# note", "  x")),
    { maxLength: 4 },
  );

  test("answers as the full reader does, or not at all", () => {
    let answered = 0;
    fc.assert(
      fc.property(yaml, (lines) => {
        const text = lines.map((part) => `${part}\n`).join("");
        const flat = readFlatYaml(text, 4);
        if (flat === undefined) return;
        answered += flat.length > 0 ? 1 : 0;
        const texts = flatTexts(`---\n${text}`, flat);
        expect({ entries: flat, texts, problems: [] }).toEqual(readYaml(text, 4));
      }),
      { numRuns: 5000 },
    );
    expect(answered).toBeGreaterThan(100);
  });
});
