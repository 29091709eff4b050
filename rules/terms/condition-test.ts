import type { Condition } from "./term-list.ts";
import { firstWords, lastWords, type Place } from "./place.ts";
import { isPersonNamed } from "./named-person.ts";
import { wordTest } from "./words.ts";

type Test = (place: Place) => boolean;

/** Compiles a condition to the tests for its parts. */
function testsOf(condition: Condition): Test[] {
  const { within = 4 } = condition;
  const tests: Test[] = [];
  const add = (words: readonly string[] | undefined, text: (place: Place) => string): void => {
    if (words === undefined) return;
    const test = wordTest(words);
    tests.push((place) => test(text(place)));
  };
  add(condition.before, ({ folded }) => lastWords(folded.before, within));
  add(condition.after, ({ folded }) => firstWords(folded.after, within));
  add(condition.sentence, ({ folded }) => folded.sentence);
  add(condition.block, ({ folded }) => folded.block);
  add(condition.section, ({ headings }) => headings);
  add(condition.page, ({ folded }) => folded.page);
  if (condition.path !== undefined) {
    const parts = condition.path;
    tests.push(({ page }) => parts.some((part) => page.path.includes(part)));
  }
  if (condition.person === true) tests.push(isPersonNamed);
  return tests;
}

/** Compiles `needs`: every part holds. */
export function allOf(condition: Condition | undefined): Test {
  const tests = condition === undefined ? [] : testsOf(condition);
  return (place) => tests.every((test) => test(place));
}

/** Compiles `unless`: some part holds. */
export function anyOf(condition: Condition | undefined): Test {
  const tests = condition === undefined ? [] : testsOf(condition);
  return (place) => tests.some((test) => test(place));
}
