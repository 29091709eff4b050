import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import type { Page } from "../../src/page/page.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: unknown = runInNewContext("gc");

function heapAfterCollection(): number {
  if (typeof collectGarbage !== "function") throw new Error("Garbage cannot be collected");
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const PAGES = 24;
const PAGE_CHARACTERS = 200_000;

/** Long pages of which a handbook keeps little: everything in it is a cut of 13 characters or more. */
function* pages(): Generator<Page> {
  for (let number = 0; number < PAGES; number += 1) {
    const rule = `Every team member of group ${number} may take at least 20 days of leave within the first year.`;
    const text =
      `---\ntitle: Leave policy of group ${number}\naliases: [/handbook/absence-of-group-${number}/]\n` +
      `canonical: /handbook/people/leave-of-group-${number}/\n---\n\n` +
      `# Leave policy of group ${number}\n\n## Parental leave of group ${number} {#parental-leave-${number}}\n\n${rule}\n\n` +
      `[Expenses](/handbook/finance/expenses-of-group-${number}/)\n{: #expenses-of-group-${number}}\n\n` +
      `<a name="travel-of-group-${number}" href="/handbook/travel/group-${number}/">Travel</a>\n\n` +
      `[Pay]: /handbook/finance/pay-of-group-${number}/\n\n`;
    const filler = "```\n" + `${number} `.padEnd(PAGE_CHARACTERS, "code\n") + "\n```\n";
    yield parsePage(`content/handbook/group-${number}/leave.md`, text + filler);
  }
}

test("a handbook does not keep the texts of its pages alive", () => {
  createHandbook(pages(), { layout: "hugo" });
  const before = heapAfterCollection();
  const handbook = createHandbook(pages(), { layout: "hugo" });
  const held = heapAfterCollection() - before;
  expect(handbook.size).toBe(PAGES);
  expect(held).toBeLessThan((PAGES * PAGE_CHARACTERS) / 4);
});
