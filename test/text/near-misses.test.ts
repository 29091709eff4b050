import { expect, test } from "vitest";
import { nearestName, nearestWord } from "../../src/text/near-misses.ts";

test.each([
  ["parental-leav", "parental-leave"],
  ["parental_leave", "parental-leave"],
  ["ParentalLeave", "parental-leave"],
  ["parental-leave-polcy", "parental-leave-policy"],
  ["parental-leave-policies", "parental-leave-policy"],
  ["the-parental-leave-policy", "parental-leave-policy"],
  ["how-ot-ask", "how-to-ask"],
  ["step-6hm-references", "step-7hm-references"],
])("%s means %s", (name, other) => {
  expect(nearestName(name, ["unrelated", other])).toBe(other);
});

test.each([
  ["goals-2021", "goals-2022"],
  ["senior-director-people-operations", "senior-manager-people-operations"],
  ["leave", "learn"],
  ["readme-it", "readme-id"],
  ["offices-us", "offices-uk"],
  ["a", "b"],
  ["", ""],
  ["x".repeat(300), "x".repeat(300)],
])("%s does not mean %s", (name, other) => {
  expect(nearestName(name, [other])).toBeUndefined();
});

test.each([
  ["of", "off"],
  ["onn", "on"],
])("%s is a slip for %s", (word, meant) => {
  expect(nearestWord(word, ["on", "off", "info", "warning"])).toBe(meant);
});

test("the likest wins, the first of equals", () => {
  expect(nearestName("holidays", ["holidaysss", "holiday", "holidayz"])).toBe("holiday");
});
