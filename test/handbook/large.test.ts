import { expect, test } from "vitest";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import type { Page } from "../../src/page/page.ts";
import { countWork } from "../count-work.ts";

const subjects = ["leave", "expenses", "travel", "hiring", "security", "equipment", "training"];

/** Page of a handbook with so many pages, ten for each text, so that there is something to find. */
function page(number: number, pages: number): Page {
  const topic = Math.floor(number / 10);
  const words = Array.from(
    { length: 24 },
    (_, at) => `${subjects[(topic + at) % 7]}${topic * 31 + at}`,
  );
  const next = `[Next](/handbook/p${(number + 1) % pages}/#part-${topic})`;
  const text = `## Part ${topic}\n\n${words.join(" ")}\n\n${next}\n`;
  return parsePage(`content/handbook/p${number}.md`, text);
}

/** How much work it takes to ask and change a handbook of so many pages, once it is there. */
async function workOf(pages: number): Promise<number> {
  function* all(): Generator<Page> {
    for (let number = 0; number < pages; number += 1) yield page(number, pages);
  }
  const handbook = createHandbook(all(), { layout: "hugo" });
  expect(handbook.size).toBe(pages);
  const [before, asked] = [page(77, pages), page(71, pages)];
  const last = `/handbook/p${pages - 1}/#part-`;
  const from = "content/handbook/p1.md";
  return countWork(() => {
    const changed = handbook.overlay(new Map([["content/handbook/p5.md", before]]));
    const found = [...changed.nearCopies(asked, { minWords: 20, minSimilarity: 0.8 })];
    expect(found[0]?.nearCopies.map(({ path }) => path)).toContain("content/handbook/p79.md");
    expect(changed.resolve(from, `${last}${pages / 10 - 1}`).kind).toBe("found");
    expect(changed.resolve(from, `${last}1`).kind).toBe("no-anchor");
  });
}

test("a handbook of twenty thousand pages is asked and changed with as little work as a small one", async () => {
  const small = await workOf(500);
  expect(await workOf(20_000)).toBeLessThan(1.5 * small);
});
