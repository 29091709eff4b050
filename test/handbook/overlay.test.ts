import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  createHandbook,
  restoreHandbook,
  storeHandbook,
} from "../../src/handbook/create-handbook.ts";
import type { Handbook } from "../../src/handbook/handbook.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import type { Page } from "../../src/page/page.ts";

const passages = [
  "Every team member may take parental leave of up to sixteen weeks within the first year after a child arrives.",
  "Every team member may take parental leave of up to eighteen weeks within the first year after a child arrives.",
  "Expenses are paid with the next salary when the receipt reaches the finance team before the tenth of the month.",
  "On the first day a buddy shows the new colleague where to find help, whom to ask, and how to file a request.",
];
const targets = [
  "/handbook/leave/",
  "/handbook/leave/#parents",
  "../expenses/#receipts",
  "onboarding.md",
  "/handbook/absence/",
  "/handbook/expense/",
  "#parents",
];
const names = ["_index", "leave", "expenses", "onboarding", "absence", "people/_index"];
const paths = names.map((name) => `content/handbook/${name}.md`);

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...passages),
      fc.constantFrom(...targets).map((target) => `See [this](${target}).`),
      fc.constantFrom("## Parents", "## Receipts"),
    ),
    { maxLength: 6 },
  )
  .chain((parts) =>
    fc
      .constantFrom(
        "",
        "---\naliases: [/handbook/absence/]\n---\n\n",
        "---\nslug: absence\n---\n\n",
      )
      .map((top) => top + parts.join("\n\n")),
  );
const change = fc.dictionary(fc.constantFrom(...paths), fc.option(text), { maxKeys: 4 });

test("a handbook laid over answers as one built anew", () => {
  fc.assert(
    fc.property(change, fc.array(change, { maxLength: 10 }), (first, changes) => {
      const pages = new Map<string, Page>();
      const apply = (texts: typeof first): Map<string, Page | null> => {
        const laid = new Map<string, Page | null>();
        for (const [path, text] of Object.entries(texts)) {
          const page = text === null ? null : parsePage(path, text);
          laid.set(path, page);
          if (page === null) pages.delete(path);
          else pages.set(path, page);
        }
        return laid;
      };
      apply(first);
      let handbook = createHandbook(pages.values(), { layout: "hugo" });
      for (const texts of changes) handbook = handbook.overlay(apply(texts));
      const anew = createHandbook(pages.values(), { layout: "hugo" });
      const answers = answersOf(anew, pages.values());
      expect(answersOf(handbook, pages.values())).toEqual(answers);
      expect(answersOf(storedAndRestored(handbook), pages.values())).toEqual(answers);
    }),
    { numRuns: 300 },
  );
});

function storedAndRestored(handbook: Handbook): Handbook {
  const stored = storeHandbook(handbook);
  if (stored === undefined) throw new Error("A handbook of this kind is stored");
  const numbers = new Uint8Array(Buffer.concat(stored.numbers));
  const restored = restoreHandbook([{ numbers, texts: stored.texts }], { layout: "hugo" });
  if (restored === undefined) throw new Error("What was stored can be read");
  return restored;
}

test.each([
  ["no bytes", new Uint8Array()],
  ["zeros", new Uint8Array(4096)],
  ["text", new TextEncoder().encode("leave ".repeat(200))],
])("%s are no stored handbook", (_, numbers) => {
  expect(restoreHandbook([{ numbers, texts: new Uint8Array() }], {})).toBeUndefined();
});

function answersOf(handbook: Handbook, pages: Iterable<Page>) {
  const limits = { minWords: 15, minSimilarity: 0.6 };
  const outside = parsePage("content/handbook/draft.md", passages.join("\n\n"));
  return {
    size: handbook.size,
    paths: [...handbook.paths()],
    pages: paths.map((path) => handbook.page(path)),
    resolved: paths.map((path) => targets.map((target) => handbook.resolve(path, target))),
    incoming: paths.map((path) => [handbook.incoming(path), handbook.incoming(path, "Parents")]),
    nearCopies: [...pages, outside].map((page) => [...handbook.nearCopies(page, limits)]),
    sentences: [...pages, outside].map((page) => [...handbook.sharedSentences(page)]),
  };
}

test("a handbook does not change when another is laid over it", () => {
  const pages = [parsePage("content/handbook/leave.md", passages[0] ?? "")];
  const handbook = createHandbook(pages, { layout: "hugo" });
  const before = answersOf(handbook, pages);
  handbook.overlay(new Map([["content/handbook/leave.md", null]]));
  expect(answersOf(handbook, pages)).toEqual(before);
});

test("many small changes one after the other stay quick to ask and right", () => {
  let handbook = createHandbook(
    Array.from({ length: 60 }, (_, at) =>
      parsePage(`content/handbook/p${at}.md`, `## Part ${at}\n`),
    ),
    { layout: "hugo" },
  );
  for (let round = 0; round < 50; round += 1) {
    const path = `content/handbook/p${round}.md`;
    handbook = handbook.overlay(new Map([[path, parsePage(path, `## Round ${round}\n`)]]));
  }
  expect(handbook.size).toBe(60);
  expect(handbook.page("content/handbook/p49.md")?.headings[0]?.anchor).toBe("round-49");
  expect(handbook.page("content/handbook/p50.md")?.headings[0]?.anchor).toBe("part-50");
});

test("a template filled in on a hundred pages gives the same answers however it came to be", () => {
  const filled = (at: number): string =>
    `The ${["people", "finance", "legal"][at % 3]} team ${at} meets every second Tuesday at ten in the ` +
    `morning, keeps its agenda in the shared folder, and writes its decisions down for those who were away.`;
  const page = (at: number, text: string): Page =>
    parsePage(`content/handbook/team-${at}.md`, text);
  const first = Array.from({ length: 100 }, (_, at) => page(at, filled(at)));
  const changes = Array.from({ length: 60 }, (_, at) => page(at, filled(at + 100)));
  const last = [...changes, ...first.slice(60)];
  const laid = createHandbook(first, { layout: "hugo" }).overlay(
    new Map(changes.map((changed) => [changed.path, changed])),
  );
  const anew = createHandbook(last, { layout: "hugo" });
  const limits = { minWords: 15, minSimilarity: 0.5 };
  for (const asked of last) {
    expect([...laid.nearCopies(asked, limits)]).toEqual([...anew.nearCopies(asked, limits)]);
  }
});
