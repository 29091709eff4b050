import { describe, expect, test } from "vitest";
import { parseRedirects } from "../../../src/handbook/links/redirects.ts";
import { changed, handbookOf, hugo, middleman, relative } from "../handbook-of.ts";

const people = "sites/handbook/source/handbook/people";

describe("in a Middleman handbook a link", () => {
  const handbook = handbookOf(middleman, {
    site: "https://handbook.example.com",
    redirects: parseRedirects(
      "redirects.yml",
      "- sources: /handbook/absence/\n  target: /handbook/people/leave/\n  comp_op: '='\n" +
        "- sources: /handbook/hr/\n  target: /handbook/people/\n  comp_op: '~'\n" +
        "- sources: /handbook/people/perks/\n  target: https://perks.example.com/\n",
    ),
    files: ["sites/handbook/source/handbook/people/chart.html.haml", "source/images/office.png"],
    generated: ["/handbook/people/directory/"],
  });
  const from = `${people}/index.html.md`;
  const leave = `${people}/leave/index.html.md`;

  test.each([
    ["/handbook/people/leave/", leave],
    ["/handbook/people/leave", leave],
    ["/handbook/people/leave/index.html", leave],
    ["leave/", leave],
    ["./leave/#parental-leave", leave],
    ["https://handbook.example.com/handbook/people/leave/#sick-leave--injury", leave],
    ["/handbook/people/leave/#Parental-Leave", leave],
    ["/handbook/people/leave/#who-may-ask%3F", undefined],
    ["/handbook/people/onboarding.html#first-day-1", `${people}/onboarding.html.md`],
    ["/handbook/people/onboarding/", `${people}/onboarding.html.md`],
    ["../", "sites/handbook/source/handbook/index.html.md"],
    ["#contacts", from],
    ["#", from],
    ["#:~:text=rota", from],
    ["/handbook/people/team.html#anything-a-partial-brings", `${people}/team.html.md.erb`],
  ])("to %s is followed", (target, path) => {
    const leads = handbook.resolve(from, target);
    if (path === undefined) expect(leads.kind).toBe("no-anchor");
    else expect(leads).toEqual({ kind: "found", path });
  });

  test.each([
    ["/handbook/people/leave/#parentl-leave", "parental-leave"],
    ["leave/#sick-leave", undefined],
    ["#contact", "contacts"],
  ])("to %s names no anchor", (target, nearest) => {
    expect(handbook.resolve(from, target)).toMatchObject({ kind: "no-anchor", nearest });
  });

  test.each([
    ["/handbook/people/laeve/#parental-leave", "/handbook/people/leave/#parental-leave"],
    ["laeve/", "leave/"],
    ["/handbook/poeple/leave/", "/handbook/people/leave/"],
    [
      "https://handbook.example.com/handbook/people/onbaording.html",
      "https://handbook.example.com/handbook/people/onboarding.html",
    ],
    ["/handbook/people/pensions/", undefined],
  ])("to %s finds no page", (target, nearest) => {
    expect(handbook.resolve(from, target)).toEqual({ kind: "no-page", nearest });
  });

  test.each([
    ["/handbook/absence/", leave],
    ["/handbook/hr/leave/#parental-leave", leave],
    ["/handbook/hr/unknown/", from],
  ])("to %s is redirected", (target, path) => {
    expect(handbook.resolve(from, target)).toMatchObject({ kind: "redirect", path });
  });

  test.each([
    "https://other.example.com/handbook/people/laeve/",
    "/handbook/people/chart.html",
    "/handbook/people/perks/",
    "/handbook/people/directory/eva/",
    "/pricing/",
    "/images/missing.png",
    "/finance/expenses/",
    "mailto:people@example.com",
    "",
  ])("to %j is not judged", (target) => {
    expect(handbook.resolve(from, target)).toEqual({ kind: "unknown" });
  });

  test("from a fragment to an anchor is not judged: the anchor may stand on the including page", () => {
    expect(handbook.resolve(`${people}/_contacts.md.erb`, "#rota")).toEqual({ kind: "unknown" });
  });
});

describe("in a Hugo handbook a link", () => {
  const handbook = handbookOf(hugo);
  const from = "content/handbook/people/leave.md";
  test.each([
    ["/handbook/people/onboarding/", "content/handbook/people/onboarding/index.md"],
    ["../onboarding/#first-day", "content/handbook/people/onboarding/index.md"],
    ["onboarding/index.md", "content/handbook/people/onboarding/index.md"],
    ["../_index.md", "content/handbook/_index.md"],
    ["/handbook/people/leaving-us/", "content/handbook/people/offboarding.md"],
    ["/Handbook/People/Leave/#parents", from],
  ])("to %s is followed", (target, path) => {
    expect(handbook.resolve(from, target)).toEqual({ kind: "found", path });
  });

  test("to an alias is redirected", () => {
    expect(handbook.resolve("content/handbook/_index.md", "/handbook/absence/")).toEqual({
      kind: "redirect",
      path: from,
      target: "/handbook/people/leave/",
      steps: 1,
    });
  });

  test("to the file of an index is left to Hugo, which may take `index.md` for `_index.md`", () => {
    expect(handbook.resolve(from, "index.md")).toEqual({ kind: "unknown" });
  });

  test("to a slip is given the right one", () => {
    expect(handbook.resolve(from, "../onbording/")).toEqual({
      kind: "no-page",
      nearest: "../onboarding/",
    });
  });
});

describe("in a handbook of relative links a link", () => {
  const handbook = handbookOf(relative);
  test.each([
    ["people/index.md", "leave.md#parental-leave", "people/leave.md"],
    ["people/index.md", "Onboarding%20Guide.md", "people/Onboarding Guide.md"],
    ["people/leave.md", "../finance/", "finance/README.md"],
    ["people/leave.md", "/finance/README.md#expenses", "finance/README.md"],
    ["people/leave.md", "./#contacts", "people/index.md"],
    ["people/leave.md", "../README.md", "README.md"],
  ])("from %s to %s is followed", (from, target, path) => {
    expect(handbook.resolve(from, target)).toEqual({ kind: "found", path });
  });

  test.each([
    ["people/index.md", "laeve.md", "leave.md"],
    ["finance/README.md", "../people/laeve.md#top", "../people/leave.md#top"],
    ["people/index.md", "/people/laeve.md", "/people/leave.md"],
    ["people/index.md", "../missing.md", undefined],
    ["guide/deep/pay.md", "../README.md", undefined],
    ["guide/deep/pay.md", "README.md", undefined],
  ])("from %s to %s finds no page", (from, target, nearest) => {
    expect(handbook.resolve(from, target)).toEqual({ kind: "no-page", nearest });
  });
});

describe("a handbook that is known to be incomplete", () => {
  const handbook = handbookOf(middleman, { assumeComplete: false });
  test.each([
    ["/handbook/people/leever/", "unknown"],
    ["/handbook/people/laeve/", "no-page"],
    ["/handbook/people/leav/", "no-page"],
    ["/handbook/people/onboardnig.html", "no-page"],
    ["/handbook/people/pensions/", "unknown"],
  ])("says of %s: %s", (target, kind) => {
    expect(handbook.resolve(`${people}/index.html.md`, target).kind).toBe(kind);
  });
});

test("two files for one address: anchors of either are found", () => {
  const handbook = handbookOf({
    "source/handbook/leave.html.md": "## Parental leave\n",
    "source/handbook/leave/index.html.md": "## Sick leave\n",
  });
  expect(handbook.resolve("source/handbook/leave.html.md", "/handbook/leave/#sick-leave")).toEqual({
    kind: "found",
    path: "source/handbook/leave.html.md",
  });
});

test("of two texts for one path the later one counts", () => {
  const [first] = [handbookOf({ "people/leave.md": "## Old\n" })];
  const later = changed(first, { "people/leave.md": "## New\n" });
  expect(later.size).toBe(1);
  expect(later.resolve("people/leave.md", "#new").kind).toBe("found");
  expect(later.resolve("people/leave.md", "#old").kind).toBe("no-anchor");
});

test("a change of redirects holds in the handbook laid over", () => {
  const handbook = handbookOf(middleman);
  const from = `${people}/index.html.md`;
  const redirects = parseRedirects("_redirects", "/handbook/people/rest/ /handbook/people/leave/");
  expect(handbook.resolve(from, "/handbook/people/rest/").kind).toBe("no-page");
  expect(
    handbook.overlay(new Map(), { redirects }).resolve(from, "/handbook/people/rest/").kind,
  ).toBe("redirect");
});

test("redirects in a circle end", () => {
  const redirects = parseRedirects(
    "_redirects",
    "/handbook/a/ /handbook/b/\n/handbook/b/ /handbook/a/",
  );
  const handbook = handbookOf(middleman, { redirects });
  expect(handbook.resolve(`${people}/index.html.md`, "/handbook/a/")).toEqual({
    kind: "redirect-loop",
  });
});
