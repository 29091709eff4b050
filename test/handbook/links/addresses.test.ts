import { expect, test } from "vitest";
import {
  directoryOf,
  fileName,
  isSourcePath,
  joinPath,
  keyOf,
  relativePath,
  withoutEnding,
} from "../../../src/handbook/links/addresses.ts";

test.each([
  ["people/leave.md", "people/", "leave.md"],
  ["leave.md", "", "leave.md"],
  ["a/b/", "a/b/", ""],
  ["", "", ""],
])("%j is in the folder %j with the name %j", (path, folder, name) => {
  expect([directoryOf(path), fileName(path)]).toEqual([folder, name]);
});

test.each([
  ["a.md", true, "a"],
  ["a.MDX", true, "a"],
  ["a.markdown", true, "a"],
  ["a.html.md.erb", true, "a.html"],
  ["a.md.bak", false, "a.md.bak"],
  ["amd", false, "amd"],
  ["a.erb", false, "a.erb"],
])("%s is the source of a page: %s; without its ending: %s", (path, isSource, bare) => {
  expect([isSourcePath(path), withoutEnding(path)]).toEqual([isSource, bare]);
});

test.each([
  ["/", ""],
  ["/handbook/leave/", "handbook/leave"],
  ["handbook//leave", "handbook/leave"],
  ["///a///b", "a/b"],
  ["/handbook/index.html", "handbook"],
  ["/handbook/index", "handbook"],
  ["index.htm", ""],
  ["/handbook/myindex", "handbook/myindex"],
  ["/a.html", "a"],
  ["/a.HTM", "a"],
  ["/a.html.md", "a"],
  ["/a.html.md.erb", "a"],
  ["/a.haml", "a"],
  ["/a.slim", "a"],
  ["/a.erb", "a"],
  ["/a.pdf", "a.pdf"],
  ["/a/.md", "a"],
  ["/Über Uns", "Über Uns"],
])("the key of %s is %s", (url, key) => {
  expect(keyOf(url)).toBe(key);
});

test("where letter case is ignored, so are blanks", () => {
  expect(keyOf("/People Team/Our Leave/", true)).toBe("people-team/our-leave");
});

test.each([
  ["people/", "leave.md", "people/leave.md"],
  ["people/", "../leave.md", "leave.md"],
  ["people/team/", "../../a/./b//c", "a/b/c"],
  ["people/", "/leave.md", "leave.md"],
  ["people/", "..", ""],
  ["people/", "../..", undefined],
  ["", "../a", undefined],
  ["", "a/../../b", undefined],
])("from %s, %s is %s", (base, path, expected) => {
  expect(joinPath(base, path)).toBe(expected);
});

test.each([
  ["/people/", "/people/leave/", "leave/"],
  ["/people/", "/people/leave", "leave"],
  ["/people/leave/", "/people/pay/", "../pay/"],
  ["/people/leave/", "/finance/pay/", "../../finance/pay/"],
  ["/", "/people/", "people/"],
  ["/people/", "/", "../"],
  ["/people/", "/people/", "./"],
  ["/people/leave/", "/people/leave", "../leave"],
  ["/a/b/", "/a/c/b/d", "../c/b/d"],
  ["/a/b/c/", "/a/x/c/d", "../../x/c/d"],
])("from %s, %s is written %s", (from, to, expected) => {
  expect(relativePath(from, to)).toBe(expected);
});
