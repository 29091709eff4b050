import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChangedFile } from "../../src/change/change.ts";
import type { Linter } from "../../src/lint/linter.ts";
import type { ReviewOutcome } from "../../src/review/review.ts";
import { reviewOf } from "../change/review-of.ts";
import { plainHandbook, plainPage, smallLinter } from "../change/small-linter.ts";

const names = ["leave.md", "pay.md", "travel.md", "people.md"] as const;

const line = fc.constantFrom(
  "Ask the guys in payroll before the first of the month.",
  "The guys in support know the form that you have to fill in.",
  "Nothing is wrong with this line, as everybody can see.",
  "See [the days](leave.md) on which nobody works at all.",
  "See [the pay](pay.md) that arrives in the last week.",
);

/** What a change does with each of the pages that there are. */
const fate = fc.record({
  before: fc.option(fc.array(line, { maxLength: 5 }), { nil: undefined }),
  after: fc.option(fc.array(line, { maxLength: 5 }), { nil: undefined }),
});

const fates = fc.tuple(fate, fate, fate, fate);
type Fates = typeof fates extends fc.Arbitrary<infer T> ? T : never;

function textOf(lines: readonly string[]): string {
  return ["## Responsibilities", ...lines, ""].join("\n");
}

function changed(oldPath: string, path: string, before?: string, after?: string): ChangedFile {
  const status =
    before === undefined
      ? "added"
      : after === undefined
        ? "deleted"
        : oldPath === path
          ? "modified"
          : "renamed";
  return { status, oldPath, path, before, after, diff: undefined };
}

/** The change, and its way back. */
function changesOf(all: Fates, way: "there" | "back"): readonly ChangedFile[] {
  return names.flatMap((path, index) => {
    const { before, after } = all[index] ?? {};
    const [from, to] = way === "there" ? [before, after] : [after, before];
    if (from === undefined && to === undefined) return [];
    return changed(path, path, from && textOf(from), to && textOf(to));
  });
}

/** The target branch has the pages that the change had before it. */
function review(files: readonly ChangedFile[], linter: Linter = smallLinter): ReviewOutcome {
  const pages = files.flatMap(({ oldPath, before }) =>
    typeof before === "string" ? [[oldPath, plainPage(oldPath, before)] as const] : [],
  );
  return reviewOf(files, plainHandbook(new Map(pages)), linter);
}

/** Some of what the linter finds is for information only. */
const mildLinter: Linter = {
  ...smallLinter,
  lintPage(page, handbook) {
    const result = smallLinter.lintPage(page, handbook);
    const findings = result.findings.map((finding) => {
      const isMild = page.source.slice(finding.span.end).startsWith(" in support");
      return isMild ? ({ ...finding, severity: "info" } as const) : finding;
    });
    return { ...result, findings };
  },
};

describe("a change of several pages", () => {
  it("fixes what its way back would introduce, but for what is for information", () => {
    const pages = fc.tuple(
      ...names.map(() =>
        fc.tuple(fc.array(line, { maxLength: 5 }), fc.array(line, { maxLength: 5 })),
      ),
    );
    fc.assert(
      fc.property(pages, (all) => {
        const fateOf = all.map(([before, after]) => ({ before, after }));
        const there = review(changesOf(fateOf as Fates, "there"), mildLinter);
        const back = review(changesOf(fateOf as Fates, "back"), mildLinter);
        const loud = back.placed.filter(({ finding }) => finding.severity !== "info");
        expect(there.fixed).toBe(loud.length);
      }),
    );
  });

  it("says nothing of lines that go from page to page, and no more than was brought", () => {
    const count = (texts: readonly (readonly string[] | undefined)[]): number =>
      texts.flatMap((lines) => lines ?? []).filter((text) => text.includes("guys")).length;
    fc.assert(
      fc.property(fates, (all) => {
        const { placed } = review(changesOf(all, "there"));
        const guys = placed.filter(({ finding }) => finding.rule === "language/no-guys");
        const net = count(all.map(({ after }) => after)) - count(all.map(({ before }) => before));
        expect(guys.length).toBeGreaterThanOrEqual(Math.max(0, net));
        expect(guys.length).toBeLessThanOrEqual(count(all.map(({ after }) => after)));
      }),
    );
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...names], { minLength: 2 }),
        fc.array(line),
        ([from = "", to = ""], lines) => {
          const { placed, fixed } = review([
            changed(from, from, textOf(lines), textOf([])),
            changed(to, to, textOf([]), textOf(lines)),
          ]);
          expect([placed, fixed]).toEqual([[], 0]);
        },
      ),
    );
  });

  it("finds the links to a page that it renames, on every page that it touches, and no others", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), (lines, isEdited) => {
        const old = ["See [the days](leave.md) on which nobody works at all."];
        const touched = [...old, ...lines.filter((text) => !text.includes("pay.md"))];
        const { placed } = review([
          changed(
            "leave.md",
            "time-off.md",
            textOf([]),
            textOf(isEdited ? ["One more line."] : []),
          ),
          changed("people.md", "people.md", textOf(old), textOf(touched)),
        ]);
        const links = touched.filter((text) => text.includes("(leave.md)"));
        const found = placed.filter(({ finding }) => finding.rule === "links/no-missing-page");
        expect(found).toHaveLength(links.length);
        expect(found.every(({ finding }) => finding.path === "people.md")).toBe(true);
      }),
    );
  });

  it("says nothing of a page that is renamed as it is", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("Ask the guys.", "Nothing is wrong.")), (lines) => {
        const text = textOf(lines);
        expect(review([changed("leave.md", "time-off.md", text, text)]).placed).toEqual([]);
      }),
    );
  });

  it("speaks once of what two pages have in common", () => {
    const pairing: Linter = {
      ...smallLinter,
      lintPage(page, handbook) {
        const result = smallLinter.lintPage(page, handbook);
        const others = [...handbook.paths()].filter((path) => path !== page.path);
        const findings = result.findings.flatMap((finding) =>
          others.slice(0, 1).map((group) => ({ ...finding, group })),
        );
        return { ...result, findings };
      },
    };
    const two = fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(...names))
      .filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(two, ([one, other]) => {
        const text = textOf(["Ask the guys in payroll before the first of the month."]);
        const { placed } = review(
          [changed(one, one, undefined, text), changed(other, other, undefined, text)],
          pairing,
        );
        expect(placed.map(({ finding }) => finding.path)).toEqual([[one, other].sort()[1]]);
      }),
    );
  });

  it("survives a copy into another process", () => {
    fc.assert(
      fc.property(fates, (all) => {
        const outcome = review(changesOf(all, "there"));
        expect(structuredClone(outcome)).toEqual(outcome);
      }),
    );
  });
});
