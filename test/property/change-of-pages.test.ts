import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { ChangedFile } from "../../src/change/change.ts";
import { reviewOf } from "../change/review-of.ts";
import { plainHandbook, plainPage, smallLinter } from "../change/small-linter.ts";

const names = ["leave.md", "pay.md", "travel.md", "people.md"] as const;

/** A line is about people, a link to a page, or nothing. */
const line = fc.record({
  about: fc.constantFrom("guys", "nothing", ...names, ...names.map(renamed)),
  number: fc.nat({ max: 2 }),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

/** A page is edited, added, deleted, renamed, renamed and edited, left alone or never there. */
const history = fc.record({
  before: fc.option(fc.array(line, { maxLength: 5 })),
  after: fc.option(fc.array(line, { maxLength: 5 })),
  isSame: fc.boolean(),
  isRenamed: fc.boolean(),
});

interface PageHistory {
  readonly oldPath: string;
  readonly path: string;
  readonly before: readonly Line[] | null;
  readonly after: readonly Line[] | null;
}

const histories = fc
  .tuple(history, history, history, history)
  .map((all) =>
    all.map(({ before, after, isSame, isRenamed }, index): PageHistory => {
      const oldPath = names[index] ?? "";
      const stays = before !== null && after !== null;
      const path = stays && isRenamed ? renamed(oldPath) : oldPath;
      return { oldPath, path, before, after: stays && isSame ? before : after };
    }),
  )
  .map((all) => all.filter(({ before, after }) => before !== null || after !== null));

function renamed(path: string): string {
  return `new-${path}`;
}

/** No line is like one of another page, which would have moved between them. */
function textOf(page: string, lines: readonly Line[]): string {
  const texts = lines.map(({ about, number }) => {
    if (about === "guys") return `The guys who know ${page} have written line ${number}.`;
    if (about === "nothing") return `Nobody says a word in line ${number} of ${page}.`;
    return `What belongs to line ${number} of ${page} is [elsewhere](${about}).`;
  });
  return ["## Responsibilities", ...texts, ""].join("\n");
}

function fileOf({ oldPath, path, before, after }: PageHistory): ChangedFile {
  const isRenamed = oldPath !== path;
  return {
    status:
      before === null ? "added" : after === null ? "deleted" : isRenamed ? "renamed" : "modified",
    oldPath,
    path,
    before: before === null ? undefined : textOf(oldPath, before),
    after: after === null ? undefined : textOf(oldPath, after),
    diff: undefined,
  };
}

/** How often a page says something that it should not, where the handbook has these pages. */
function problems(lines: readonly Line[] | null, handbook: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { about } of lines ?? []) {
    if (about === "nothing" || handbook.includes(about)) continue;
    counts.set(about, (counts.get(about) ?? 0) + 1);
  }
  return counts;
}

function surplus(many: ReadonlyMap<string, number>, few: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [about, count] of many) sum += Math.max(0, count - (few.get(about) ?? 0));
  return sum;
}

it("brings and fixes what its pages say more and less often than before, wherever they went", () => {
  fc.assert(
    fc.property(histories, (pages) => {
      const old = pages.flatMap(({ oldPath, before }) => (before === null ? [] : [oldPath]));
      const now = pages.flatMap(({ path, after }) => (after === null ? [] : [path]));
      const files = pages.map(fileOf);
      const target = new Map(
        files.flatMap(({ oldPath, before }) =>
          typeof before === "string" ? [[oldPath, plainPage(oldPath, before)] as const] : [],
        ),
      );
      const { placed, fixed } = reviewOf(files, plainHandbook(target), smallLinter);
      let lost = 0;
      for (const { path, before, after } of pages) {
        const [was, is] = [problems(before, old), problems(after, now)];
        const found = placed.filter(({ finding }) => finding.path === path);
        expect(found).toHaveLength(surplus(is, was));
        if (after !== null) lost += surplus(was, is);
      }
      expect(fixed).toBe(lost);
    }),
    { numRuns: 300 },
  );
});
