import { describe, expect, it } from "vitest";
import { parseDiffLines } from "../../src/change/diff-lines.ts";
import { placeFinding } from "../../src/change/place.ts";
import { placed } from "../review/samples.ts";
import { plainPage } from "./small-linter.ts";

const before = "# Leave\n\nAsk early.\nAsk your manager.\n\nThe end.\n";
const after = "# Leave\n\nAsk early.\nAsk your lead.\nAsk again.\n\n\nThe end.\n";

function place(
  find: string,
  was: string | undefined = before,
  is = after,
  hasLines = true,
): string {
  const start = is.indexOf(find);
  const finding = { ...placed().finding, span: { start, end: start + find.length } };
  const { anchor, lines } = placeFinding(finding, plainPage("people/leave.md", is), {
    path: "people/leave.md",
    oldPath: "people/time-off.md",
    lines: parseDiffLines(undefined, was, is),
    hasLines,
  });
  if (anchor.kind === "outside") return `${lines.first}-${lines.last} outside`;
  expect(anchor).toMatchObject({ path: "people/leave.md", oldPath: "people/time-off.md" });
  const at = anchor.kind === "added" ? `+${anchor.newLine}` : `${anchor.oldLine}:${anchor.newLine}`;
  return `${lines.first}-${lines.last} ${at}`;
}

describe("placeFinding", () => {
  it.each([
    ["an added line", "lead", "4-4 +4"],
    ["a kept line above the change", "# Leave", "1-1 1:1"],
    ["a kept line below it, with both numbers", "The end.", "8-8 6:8"],
    ["the last added line of several", "early.\nAsk your lead.\nAsk again.\n\n\nThe", "3-8 +6"],
    ["the added line though the last one is kept", "Ask again.\n\n\nThe end.", "5-8 +6"],
    ["the line before a line break under its end", "Ask early.\n", "3-3 3:3"],
    ["the last line with text", "Ask again.\n\n", "5-5 +5"],
    ["the line of an empty span", "", "1-1 1:1"],
  ])("stands on %s", (_, find, expected) => {
    expect(place(find)).toBe(expected);
  });

  it("stands on the added line of two that clash", () => {
    const start = after.indexOf("# Leave");
    const other = after.indexOf("Ask again.");
    const span = { start: other, end: other + 10 };
    const { finding, anchor } = placeFinding(
      {
        ...placed().finding,
        span: { start, end: start + 7 },
        suggestions: [],
        related: [{ path: "people/leave.md", span, line: 5, message: "the other one" }],
      },
      plainPage("people/leave.md", after),
      {
        path: "people/leave.md",
        oldPath: "people/leave.md",
        lines: parseDiffLines(undefined, before, after),
        hasLines: true,
      },
    );
    expect(anchor).toMatchObject({ kind: "added", newLine: 5 });
    expect(finding.related).toMatchObject([{ line: 1, span: { start, end: start + 7 } }]);
  });

  it("stands outside the diff of a page that shows no lines", () => {
    expect(place("Ask early", before, before, false)).toBe("3-3 outside");
    expect(place("", before, "")).toBe("1-1 outside");
  });

  it("stands on any line of an added page", () => {
    expect(place("The end.", "")).toBe("8-8 +8");
  });
});
