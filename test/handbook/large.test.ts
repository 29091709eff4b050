import { expect, test } from "vitest";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import type { Page } from "../../src/page/page.ts";

const pages = 100_000;
const subjects = ["leave", "expenses", "travel", "hiring", "security", "equipment", "training"];

/** Ten pages a text, so that there is something to find. */
function textOf(number: number): string {
  const topic = Math.floor(number / 10);
  const words = Array.from(
    { length: 24 },
    (_, at) => `${subjects[(topic + at) % 7]}${topic * 31 + at}`,
  );
  return `## Part ${topic}\n\n${words.join(" ")}\n\n[Next](/handbook/p${(number + 1) % pages}/#part-${topic})\n`;
}

function page(number: number): Page {
  return parsePage(`content/handbook/p${number}.md`, textOf(number));
}

function* all(): Generator<Page> {
  for (let number = 0; number < pages; number += 1) yield page(number);
}

test("a handbook of a hundred thousand pages is asked and changed as quickly as a small one", () => {
  const handbook = createHandbook(all(), { layout: "hugo" });
  expect(handbook.size).toBe(pages);
  const start = performance.now();
  const changed = handbook.overlay(new Map([["content/handbook/p5.md", page(77)]]));
  const found = [...changed.nearCopies(page(71), { minWords: 20, minSimilarity: 0.8 })];
  expect(found[0]?.nearCopies.map(({ path }) => path)).toContain("content/handbook/p79.md");
  expect(changed.resolve("content/handbook/p1.md", "/handbook/p99999/#part-9999").kind).toBe(
    "found",
  );
  expect(changed.resolve("content/handbook/p1.md", "/handbook/p99999/#part-1").kind).toBe(
    "no-anchor",
  );
  expect(performance.now() - start).toBeLessThan(1_000);
}, 60_000);
