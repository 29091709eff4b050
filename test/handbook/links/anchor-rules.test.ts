import { describe, expect, test } from "vitest";
import {
  type AnchorRule,
  anyAnchors,
  blackfridaySlug,
  docutilsSlug,
  eleventySlug,
  exactAnchors,
  githubSlug,
  gitlabSlug,
  kramdownSlug,
  mdbookSlug,
  pythonSlug,
  vitepressSlug,
} from "../../../src/handbook/links/anchor-rules.ts";
import { headingSources, namesOnPage, pageAnchors } from "../../../src/handbook/links/anchors.ts";
import { parsePage } from "../../../src/page/parse-page.ts";

describe("a slug", () => {
  test.each([
    [githubSlug, "Sick leave & injury_1", "sick-leave--injury_1"],
    [githubSlug, "Congé — x", "congé--x"],
    [githubSlug, "नमस्ते ‿ x", "नमस्ते-‿-x"],
    [gitlabSlug, "Sick leave & injury", "sick-leave-injury"],
    [kramdownSlug, "2. Who_may ask?", "whomay-ask"],
    [kramdownSlug, "Congé A1", "cong-a1"],
    [blackfridaySlug, " Sick leave & injury! ", "sick-leave-injury"],
    [blackfridaySlug, "-- A_b", "a-b"],
    [pythonSlug, "Congé &  A - b_c ", "conge-a-b_c"],
    [vitepressSlug, "2 Congé & A — ‘b’", "_2-conge-a-—-b"],
    [vitepressSlug, "(A) b!", "a-b"],
    [eleventySlug, "Straße & Ärger", "strasse-and-aerger"],
    [eleventySlug, "What's HRTeam doing", "whats-hr-team-doing"],
    [eleventySlug, "payDay in 2026", "pay-day-in-2026"],
    [eleventySlug, "(Congé)", "conge"],
    [mdbookSlug, " Sick leave\t& a_b-c ", "sick-leave--a_b-c"],
    [docutilsSlug, "2. Congé & a_b!", "conge-a-b"],
  ])("%o of %s is %s", (slug, text, expected) => {
    expect(slug(text)).toBe(expected);
  });
});

function anchorsOf(text: string, rule: AnchorRule): readonly string[] {
  const page = parsePage("handbook/leave.md", text);
  const { headings, others } = pageAnchors(headingSources(page), namesOnPage(page), rule);
  return [...headings, ...others];
}

describe("by an exact rule, a page has the anchors and no others:", () => {
  test.each([
    ["braces", "## Part {#teil}", ["teil"]],
    ["braces", "## Part {#teil .wide}", ["teil"]],
    ["braces", "## Part { #teil }", ["part--teil-"]],
    ["braces", "## Part {: #teil}", ["part--teil"]],
    ["spaced", "## Part { #teil }", ["teil"]],
    ["spaced", "## Part {: #teil}", ["part--teil"]],
    ["lists", "## Part {: #teil}", ["teil"]],
    ["none", "## Part {#teil}", ["part-teil"]],
    ["lists", "## Part {.wide}", ["part"]],
    ["none", "## See [leave](/a(b)/ 'x') **now**", ["see-leave-now"]],
    ["none", "## See [the `HR` form](/a/)", ["see-the-hr-form"]],
    ["none", "## A  b", ["a--b"]],
    ["none", "## <i></i> A  b", ["a--b"]],
    ["none", "## A -- b --- c", ["a----b-----c"]],
    ["none", "## A\n\n## A\n\n## B\n\n## A", ["a", "a-1", "b", "a-2"]],
    ["none", "## A\n\n<a id='z'></a>", ["a", "z"]],
    ["none", "## A\n\n<Anchor name='pay' /> <Anchor class='x' id=\"day\" />", ["a", "day", "pay"]],
    ["none", "## A\n\n(pay-day)=\n\nText (no)= here", ["a", "pay-day"]],
    ["none", "## A\n\n![x](c.png){ #chart .x } {{no #no}} {:#yes}", ["a", "yes", "chart"]],
  ] as const)("ids %s, %j", (ids, text, anchors) => {
    expect(anchorsOf(`${text}\n`, exactAnchors(githubSlug, { ids }))).toEqual(anchors);
  });

  test("dashes that become typographic leave nothing", () => {
    expect(
      anchorsOf("## A -- b --- c-d\n", exactAnchors(githubSlug, { dropsDashes: true })),
    ).toEqual(["a--b--c-d"]);
  });

  test("what is repeated is numbered as the generator numbers", () => {
    const text = "## A\n\n## A\n\n## A\n";
    const rules = [{ repeat: "_" }, { firstRepeat: 2 }, { repeat: undefined }] as const;
    expect(rules.map((rule) => anchorsOf(text, exactAnchors(githubSlug, rule)))).toEqual([
      ["a", "a_1", "a_2"],
      ["a", "a-2", "a-3"],
      ["a", "a", "a"],
    ]);
  });
});

test("by no rule in particular, repeated headings have the numbers of every spelling", () => {
  const anchors = anchorsOf("## A & b\n\n## A & b\n\n## A & b {#c}\n", anyAnchors);
  expect(anchors).toEqual(expect.arrayContaining(["a--b", "a--b-1", "a-b", "a-b-1", "c"]));
  expect(anchors).not.toContain("a-b-2");
  expect(anchors).not.toContain("");
});

test("by no rule in particular, blanks count once or as often as they are written", () => {
  const anchors = anchorsOf("## A  & [b](/x/)\n", anyAnchors);
  expect(anchors).toEqual(expect.arrayContaining(["a---b", "a--b", "a-b"]));
  expect(anchorsOf("## Well-being *now*\n", anyAnchors)).not.toContain("wellbeing-now");
});
