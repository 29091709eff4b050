import { describe, expect, test } from "vitest";
import { anyAnchors } from "../../../src/handbook/links/anchor-rules.ts";
import {
  decodeTolerantly,
  exactAnchor,
  foldAnchor,
  headingSources,
  isBuiltInAnchor,
  namesOnPage,
  pageAnchors,
} from "../../../src/handbook/links/anchors.ts";
import { parsePage } from "../../../src/page/parse-page.ts";

function namesOf(text: string) {
  const page = parsePage("handbook/leave.md", text);
  return pageAnchors(headingSources(page), namesOnPage(page), anyAnchors);
}

function anchorsOf(text: string): Set<string> {
  const { headings, others } = namesOf(text);
  return new Set([...headings, ...others]);
}

describe("a heading answers to the slugs of common renderers", () => {
  test.each([
    ["## Parental leave", ["parental-leave"]],
    ["## Sick leave & injury", ["sick-leave--injury", "sick-leave-injury"]],
    ["## 2. Who may ask?", ["2-who-may-ask", "who-may-ask"]],
    ["## Leave: the `HR` form", ["leave-the-hr-form"]],
    ["## [Leave](/handbook/leave/) of absence", ["leave-of-absence"]],
    ["## <i class='fas fa-star'></i> Team days", ["team-days", "-team-days"]],
    ["## 🌴 Holidays", ["-holidays", "holidays"]],
    ["## Leave -- at a glance", ["leave--at-a-glance", "leave----at-a-glance"]],
    ["## :calendar: Public holidays", ["calendar-public-holidays", "public-holidays"]],
    ["## Congé parental", ["congé-parental"]],
    ["## Leave_types", ["leave_types", "leavetypes"]],
    ["## Parental leave {#parents}", ["parents"]],
    ["## Parental leave\n{: #parents}", ["parents"]],
    ["- {:#rule-one} Ask early.", ["rule-one"]],
    ['<a name="forms"></a>\n\nText', ["forms"]],
  ])("%j", (text, anchors) => {
    expect([...anchorsOf(text)]).toEqual(expect.arrayContaining(anchors));
  });
});

test("equal headings are counted", () => {
  const { headings } = namesOf("## First day\n\n## First day\n\n## First day\n");
  expect(headings).toEqual(["first-day", "first-day-1", "first-day-2"]);
});

test("an explicit id takes no number", () => {
  const { headings } = namesOf("## Day {#one}\n\n## Day\n\n## Day\n");
  expect(headings).toEqual(["one", "day", "day-1"]);
});

test("every anchor has one heading in order, also where it has no letters", () => {
  const { headings } = namesOf("## ???\n\n## Leave\n");
  expect(headings).toEqual(["", "leave"]);
});

test.each([
  ["", true],
  ["top", true],
  ["toc", true],
  ["content", true],
  ["main", true],
  ["readme", true],
  ["footnote", true],
  ["footnotes", true],
  ["fn1", true],
  ["fn:12", true],
  ["fnref:x", true],
  ["markdown-toc", true],
  ["tab/linux", true],
  ["id1", true],
  ["id12", true],
  ["l3", true],
  ["l12", true],
  ["l3-7", true],
  ["l3-l17", true],
  [":~:text=x", true],
  ["!x", true],
  ["/x", true],
  ["a=b", true],
  ["a&b", true],
  ["tops", false],
  ["stop", false],
  ["readme-first", false],
  ["fn", false],
  ["function", false],
  ["id", false],
  ["id1a", false],
  ["idea", false],
  ["l3-", false],
  ["l3-x", false],
  ["leave", false],
  ["x!", false],
])("%j has a meaning without any heading: %s", (anchor, is) => {
  expect(isBuiltInAnchor(anchor)).toBe(is);
});

test.each([
  ["Caf%C3%A9", "Café", "café"],
  ["Cafe\u0301", "Café", "café"],
  ["❤\uFE0F-Thanks", "❤-Thanks", "❤-thanks"],
  ["100%", "100%", "100%"],
  ["a%20b", "a b", "a b"],
])("the anchor %s is %s, and %s where case is forgiven", (anchor, exact, folded) => {
  expect([exactAnchor(anchor), foldAnchor(anchor)]).toEqual([exact, folded]);
});

test.each([
  ["a%20b", "a b"],
  ["a%2", "a%2"],
  ["ab", "ab"],
])("%s decoded is %s", (text, decoded) => {
  expect(decodeTolerantly(text)).toBe(decoded);
});

describe("names on a page are read", () => {
  const names = (text: string): readonly string[] => namesOnPage(parsePage("a.md", text));
  test.each<[string, string, readonly string[]]>([
    ["of HTML", '<a name="x"></a>\n', ["x"]],
    ["of components", "<Anchor name='x' />\n", ["x"]],
    ["of labels", "(x.y:z)=\n", ["x.y:z"]],
    ["of labels on lines of their own alone", "Text (x)= and\n(y)= z\n", []],
    ["of lists", "- {: #x .y} Ask.\n", ["x"]],
    ["of pictures", "![a](b.png){#x}\n", ["x"]],
    ["of lists that begin with a blank", "![a](b.png){ .c #x }\n", ["x"]],
    ["of no template calls", "{{< x #y >}} {% z #y %}\n", []],
    ["of no attribute of a heading", "## A {#x}\n", []],
    ["behind a heading", "## A\n\n![a](b.png){#x}\n\n## B\n\n![a](b.png){#y}\n", ["x", "y"]],
    ["in a heading with an id of its own", '## <a id="x"></a> A\n', ["x"]],
  ])("%s", (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});
