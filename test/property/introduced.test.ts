import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reviewOf } from "../change/review-of.ts";
import { plainHandbook, smallLinter } from "../change/small-linter.ts";

const old = fc.constantFrom(
  "Hey guys, welcome.",
  "Ask early.",
  "",
  "- one guys",
  "Thanks, guys and guys.",
);
const fresh = fc.constantFrom("New guys join.", "The guys know.", "Nothing new here.", "guys");
const heading = "## Responsibilities";

function fingerprints(before: readonly string[], after: readonly string[]): string[] {
  const text = (lines: readonly string[]): string => `${heading}\n${lines.join("\n")}\n`;
  const change = {
    status: "modified",
    path: "leave.md",
    oldPath: "leave.md",
    before: text(before),
    after: text(after),
    diff: undefined,
  } as const;
  return reviewOf([change], plainHandbook(), smallLinter)
    .placed.map(({ finding }) => finding.fingerprint)
    .sort();
}

/** Puts each new line somewhere among the old ones. */
function insert(
  lines: readonly string[],
  additions: readonly (readonly [number, string])[],
): string[] {
  const result = [...lines];
  for (const [at, line] of additions) result.splice(at % (result.length + 1), 0, line);
  return result;
}

const additions = fc.array(fc.tuple(fc.nat(), fresh), { maxLength: 4 });
const lines = fc.array(old, { maxLength: 12 });

describe("fingerprints of introduced findings", () => {
  it("stay when 40 lines are inserted above", () => {
    fc.assert(
      fc.property(lines, additions, (before, added) => {
        const after = insert(before, added);
        const above = Array.from({ length: 40 }, (_, line) => `Line ${line} of a long preface.`);
        expect(fingerprints(before, [...above, ...after])).toEqual(fingerprints(before, after));
      }),
    );
  });

  it("stay when the target branch changes beneath them, equal findings included", () => {
    fc.assert(
      fc.property(lines, lines, additions, (before, merged, added) => {
        const top = fingerprints([...merged, ...before], [...merged, ...insert(before, added)]);
        expect(top).toEqual(fingerprints(before, insert(before, added)));
      }),
    );
  });

  it("stay when other paragraphs change their order", () => {
    fc.assert(
      fc.property(lines, additions, fc.nat(), (before, added, turn) => {
        const fresh = added.map(([, line]) => line);
        const at = before.length === 0 ? 0 : turn % before.length;
        const turned = [...before.slice(at), ...before.slice(0, at)];
        expect(fingerprints(before, [...turned, ...fresh])).toEqual(
          fingerprints(before, [...before, ...fresh]),
        );
      }),
    );
  });

  it("are as many as the typos that came, and all different", () => {
    fc.assert(
      fc.property(lines, additions, (before, added) => {
        const found = fingerprints(before, insert(before, added));
        const came = added.map(([, line]) => line.split("guys").length - 1);
        expect(found).toHaveLength(came.reduce((sum, count) => sum + count, 0));
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});
