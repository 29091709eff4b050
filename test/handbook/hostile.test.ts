import { expect, test } from "vitest";
import { parsePage } from "../../src/page/parse-page.ts";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { countWork } from "../count-work.ts";

const many = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join("");

/** More than any of these takes for a character, far less than one would that grows with the square of its length. */
const WORK_PER_CHARACTER = 400;

test.each([
  ["a heading on every line", many(20_000, (at) => `## Leave of absence in year ${at}\n\n`)],
  [
    "links to headings that are like others",
    many(2_000, (at) => `## Paid leave ${at}\n\n[x](#paid-leeve-${at})\n\n`),
  ],
  ["one passage over and over", many(2_000, () => `${many(20, (at) => `word${at} `)}\n\n`)],
  ["one passage of many words", many(100_000, (at) => `word${at % 50} `)],
  ["attribute lists that never end", many(100_000, () => "{:")],
  ["a heading of brackets", `## ${many(50_000, () => "[<")}`],
  ["a link to a long address", `[leave](/${"leave-".repeat(50_000)}/)`],
  ["steps up and down", `[leave](/${"a/../".repeat(300)}leave/)`],
])("a page with %s is read and asked with little work", async (_, text) => {
  const work = await countWork(() => {
    const page = parsePage("content/handbook/leave.md", text);
    const other = parsePage("content/handbook/_index.md", text);
    const handbook = createHandbook([page, other], { layout: "hugo" });
    for (const { target } of page.links.slice(0, 1_000)) handbook.resolve(page.path, target);
    const limits = { minWords: 15, minSimilarity: 0.5 };
    expect([...handbook.nearCopies(page, limits)].length).toBeLessThanOrEqual(page.blocks.length);
    expect(handbook.incoming(page.path)).toBeInstanceOf(Array);
  });
  expect(work).toBeLessThan(WORK_PER_CHARACTER * text.length);
});
