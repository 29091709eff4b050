import { describe, expect, test } from "vitest";
import { anyAnchors } from "../../../src/handbook/links/anchor-rules.ts";
import { headingSources, namesOnPage, pageAnchors } from "../../../src/handbook/links/anchors.ts";
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
