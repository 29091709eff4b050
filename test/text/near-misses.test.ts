import { expect, test } from "vitest";
import { nearestName } from "../../src/text/near-misses.ts";

test.each([
  ["parental-leav", "parental-leave"],
  ["parental_leave", "parental-leave"],
  ["ParentalLeave", "parental-leave"],
  ["parental-leave-polcy", "parental-leave-policy"],
  ["parental-leave-policies", "parental-leave-policy"],
  ["the-parental-leave-policy", "parental-leave-policy"],
  ["step-6hm-references", "step-7hm-references"],
])("%s means %s", (name, other) => {
  expect(nearestName(name, ["unrelated", other])).toBe(other);
});

test.each([
  ["goals-2021", "goals-2022"],
  ["senior-director-people-operations", "senior-manager-people-operations"],
  ["leave", "learn"],
  ["a", "b"],
  ["", ""],
  ["x".repeat(300), "x".repeat(300)],
])("%s does not mean %s", (name, other) => {
  expect(nearestName(name, [other])).toBeUndefined();
});

test("the likest wins, the first of equals", () => {
  expect(nearestName("holidays", ["holidaysss", "holiday", "holidayz"])).toBe("holiday");
});
