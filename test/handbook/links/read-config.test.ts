import { describe, expect, test } from "vitest";
import {
  folderIn,
  literalOf,
  namesAt,
  readToml,
  readYaml,
  settingAt,
  textAt,
} from "../../../src/handbook/links/sites/read-config.ts";

describe("settings in YAML", () => {
  test.each([
    ["a: { b: { c: 1 } }", ["a", "b", "c"], 1],
    ["a: [x, y]", ["a"], ["x", "y"]],
    ["a: true", ["a"], true],
    ["a: true", ["b"], undefined],
    ["a: true", ["a", "b"], undefined],
    ["a:", ["a", "b"], undefined],
    ["a: [x]", ["a", "0"], undefined],
    ["a: 1\na: 2", ["a"], 2],
    ["- a", ["0"], undefined],
    ["a: *b", ["a"], undefined],
    ["c: 1\na: *b", ["c"], undefined],
    ["", ["a"], undefined],
    ["text", ["a"], undefined],
  ])("%j have at %j %j", (text, keys, value) => {
    expect(settingAt(readYaml(text), ...keys)).toEqual(value);
  });
});

describe("settings in TOML", () => {
  test.each<[string, string[], unknown]>([
    ['a = "x"', ["a"], "x"],
    ["a = 'x' # y", ["a"], "x"],
    ['a = ""', ["a"], ""],
    ["a = true", ["a"], true],
    ["a = false # x", ["a"], false],
    ["a = 12 # x", ["a"], "12"],
    ['a = "x\\"y"', ["a"], '"x\\"y"'],
    ["a=1", ["a"], "1"],
    ["a  =1", ["a"], "1"],
    ["  a\t=  1", ["a"], "1"],
    ["'a-b' = 1\n\"c\" = 2", ["c"], "2"],
    ["'a-b' = 1", ["a-b"], "1"],
    ["a.b = 1", ["a.b"], undefined],
    ["a", ["a"], undefined],
    ["[t]\na = 1", ["t", "a"], "1"],
    ["[t]\na = 1", ["a"], undefined],
    ["[t.u]\na = 1", ["t", "u", "a"], "1"],
    ["[ t . 'u v' ] # x\na = 1", ["t", "u v", "a"], "1"],
    ["[t]\na = 1\n[u]\nb = 2\n[t]\nc = 3", ["t", "a"], "1"],
    ["[t]\na = 1\n[u]\nb = 2\n[t]\nc = 3", ["t", "c"], "3"],
    ["t = 1\n[t]\na = 2", ["t", "a"], "2"],
    ["[[t]]\na = 1", ["a"], undefined],
    ["[[t]]\na = 1", ["t", "a"], undefined],
    ["a = 1\n  [[t]]\na = 2\n[u]\nb = 3", ["a"], "1"],
    ["a = 1\n[[t]]\na = 2\n[u]\nb = 3", ["u", "b"], "3"],
    ["# a = 1", ["a"], undefined],
  ])("%j have at %j %j", (text, keys, value) => {
    expect(settingAt(readToml(text), ...keys)).toEqual(value);
  });
});

test("texts are texts of at most 500 characters", () => {
  const settings = readYaml(
    `a: x\nb: 1\nc: ${"x".repeat(500)}\nd: ${"x".repeat(501)}\ne: { f: y }`,
  );
  expect(["a", "b", "c", "d"].map((key) => textAt(settings, key)?.length)).toEqual([
    1,
    undefined,
    500,
    undefined,
  ]);
  expect(textAt(settings, "e", "f")).toBe("y");
});

test.each([
  ["a: { b: 1, c: 2 }", ["b", "c"]],
  ["a: [b, 1, c]", ["b", "c"]],
  ["a: b", []],
  ["", []],
])("the names below a key of %j are %j", (text, names) => {
  expect(namesAt(readYaml(text), "a")).toEqual(names);
});

test("the names below a table of TOML are its keys", () => {
  const settings = readToml("[languages.en]\nx = 1\n[languages.fr]\n");
  expect(namesAt(settings, "languages")).toEqual(["en", "fr"]);
  expect(namesAt(settings, "language")).toEqual([]);
});

test.each([
  ['{ path: "text" }', "text"],
  ["{ path: 'text' }", "text"],
  ["{ path: `text` }", "text"],
  ["{ 'path': 'text' }", "text"],
  ['{ "path" : "text" }', "text"],
  ["path = true", "true"],
  ["path: false,", "false"],
  ["path: falsey", undefined],
  ["path: `${x}`", undefined],
  ["path: x", undefined],
  ['path: "a\nb"', undefined],
  ["mypath: 'a'", undefined],
  ["$path: 'a'", undefined],
  ["paths: 'a'", undefined],
  ["mypath: 'a', path: 'b'", "b"],
  ["path: x, path: 'b'", "b"],
  [`path: '${"a".repeat(200)}'`, "a".repeat(200)],
  [`path: '${"a".repeat(201)}'`, undefined],
  ["", undefined],
])("a program that says %j has the path %j", (program, value) => {
  expect(literalOf(program, "path")).toBe(value);
});

test.each([
  ["", undefined, ""],
  ["", "./docs/", "docs/"],
  ["site/", "docs", "site/docs/"],
  ["site/", "/a//b/", "site/a/b/"],
  ["site/", ".", "site/"],
  ["site/", "", "site/"],
])("in %j, the folder %j is %j", (root, folder, expected) => {
  expect(folderIn(root, folder)).toBe(expected);
});
