import { describe, expect, test } from "vitest";
import {
  detectLayout,
  keyOf,
  pageAddress,
  readSite,
  readTarget,
} from "../../../src/handbook/links/urls.ts";
import { hugo, middleman, relative } from "../handbook-of.ts";

describe("the layout of a handbook", () => {
  test.each([
    ["middleman", Object.keys(middleman)],
    ["hugo", Object.keys(hugo)],
    ["relative", Object.keys(relative)],
    ["relative", []],
    ["hugo", ["content/handbook/_index.fr.md"]],
    ["relative", ["content/handbook/index.md"]],
  ] as const)("is told as %s from its file names", (layout, paths) => {
    expect(detectLayout(paths)).toBe(layout);
  });
});

describe("the address of a page", () => {
  test.each([
    ["middleman", "sites/handbook/source/handbook/leave/index.html.md", "/handbook/leave/"],
    ["middleman", "sites/handbook/source/handbook/leave/index.html.md.erb", "/handbook/leave/"],
    ["middleman", "source/handbook/leave.html.md", "/handbook/leave.html"],
    ["middleman", "source/index.html.md", "/"],
    ["middleman", "source/handbook/1.01-access.html.md", "/handbook/1.01-access.html"],
    ["middleman", "source/handbook/_levels.md.erb", undefined],
    ["middleman", "sites/handbook/source/includes/levels.md", undefined],
    ["hugo", "content/handbook/_index.md", "/handbook/"],
    ["hugo", "content/handbook/leave.md", "/handbook/leave/"],
    ["hugo", "content/handbook/leave/index.md", "/handbook/leave/"],
    ["hugo", "content/handbook/Parental Leave.md", "/handbook/parental-leave/"],
    ["hugo", "assets/includes/levels.md", undefined],
    ["relative", "people/leave.md", "/people/leave"],
    ["relative", "people/README.md", "/people"],
    ["relative", "content/people/index.md", "/people"],
  ] as const)("in a %s site of %s is %s", (layout, path, url) => {
    expect(pageAddress(path, layout)?.url).toBe(url);
  });

  test("of a Hugo page follows its front matter", () => {
    const path = "content/handbook/offboarding.md";
    expect(pageAddress(path, "hugo", { slug: "leaving-us" })?.url).toBe("/handbook/leaving-us/");
    expect(pageAddress(path, "hugo", { url: "/bye/" })?.url).toBe("/bye/");
  });

  test.each([
    "/handbook/leave",
    "/handbook/leave/",
    "/handbook/leave.html",
    "/handbook/leave/index.html",
    "handbook//leave/",
  ])("has one key, however it is written: %s", (spelling) => {
    expect(keyOf(spelling, "middleman")).toBe("handbook/leave");
  });
});

describe("a link target", () => {
  const site = readSite("https://handbook.example.com/");
  const from = (path: string, layout: "middleman" | "hugo" | "relative") => ({
    path,
    address: pageAddress(path, layout),
  });
  const leave = from("source/handbook/people/leave/index.html.md", "middleman");
  const plain = from("source/handbook/people/leave.html.md", "middleman");
  const hugoLeave = from("content/handbook/people/leave.md", "hugo");
  const file = from("people/leave/sick.md", "relative");

  test.each([
    [leave, "middleman", "/handbook/people/", ["handbook/people"]],
    [leave, "middleman", "../team.html#rota", ["handbook/people/team"]],
    [leave, "middleman", "./forms/?lang=de#top", ["handbook/people/leave/forms"]],
    [plain, "middleman", "team", ["handbook/people/team"]],
    [leave, "middleman", "https://handbook.example.com/handbook/x/", ["handbook/x"]],
    [leave, "middleman", "//WWW.handbook.example.com/handbook/x", ["handbook/x"]],
    [leave, "middleman", "/handbook/caf%C3%A9/", ["handbook/café"]],
    [leave, "middleman", "/handbook/%E0%A4%A/", ["handbook/%E0%A4%A"]],
    [hugoLeave, "hugo", "../team/", ["handbook/people/team", "handbook/team"]],
    [hugoLeave, "hugo", "team.md", ["handbook/people/team", "handbook/people/leave/team"]],
    [file, "relative", "../team.md", ["people/team"]],
    [file, "relative", "/people/Team%20Lead.md", ["people/Team Lead"]],
  ] as const)("on %o in a %s site: %s", (origin, layout, target, keys) => {
    expect(readTarget(origin, target, layout, site)).toMatchObject({ kind: "page", keys });
  });

  test.each([
    "",
    "mailto:people@example.com",
    "https://other.example.com/handbook/",
    "https://handbook.example.com.evil.example/handbook/",
    "/images/office.png",
    "form.pdf",
    "../../../../../outside/",
    "javascript:alert(1)",
    `/${"a".repeat(3000)}/`,
    "\\\\server\\share",
  ])("is not ours to judge: %s", (target) => {
    expect(readTarget(leave, target, "middleman", site)).toEqual({ kind: "outside" });
  });

  test("on a fragment is not followed from where the fragment lies", () => {
    const fragment = from("source/includes/_levels.md", "middleman");
    expect(readTarget(fragment, "../x/", "middleman", site)).toEqual({ kind: "outside" });
  });
});
