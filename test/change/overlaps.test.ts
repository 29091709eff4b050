import { describe, expect, test } from "vitest";
import { findOverlaps } from "../../src/change/overlaps.ts";
import { parsePage } from "../../src/page/parse-page.ts";

const parse = (path: string, source: string | Uint8Array) => parsePage(path, source);
const leave = "handbook/leave.md";
const passage =
  "Everybody who becomes a parent takes sixteen weeks of paid leave, in one piece or in several, within a year of the birth or the adoption.";

function diffed(path: string, diff: string | undefined, oldPath = path) {
  return { oldPath, path, diff: diff && `@@ -5,3 +5,3 @@\n${diff}` };
}

const edits = diffed(
  leave,
  " # Leave\n-Ask your manager for leave.\n+Tell your manager of the leave.\n",
);

describe("overlaps", () => {
  test("names another merge request that changes the same line, whatever its number", () => {
    const theirs = diffed(
      leave,
      "-Ask  your manager for leave. \n+Ask the People team for leave.\n",
    );
    expect(findOverlaps([edits], [{ iid: 57, files: [theirs] }], { parse })).toEqual([
      { iid: 57, path: leave, kind: "changes" },
    ]);
  });

  test("knows a page that one of them renames by its old name", () => {
    const theirs = diffed("handbook/time-off.md", "-Ask your manager for leave.\n", leave);
    expect(findOverlaps([edits], [{ iid: 57, files: [theirs] }], { parse })).toHaveLength(1);
  });

  test("names another that brings the same passage, on another page and in other lines", () => {
    const mine = diffed(leave, `+${passage}\n`);
    const edited = passage
      .replace("Everybody", "Anybody")
      .replace(" or the adoption", "\n+or the adoption");
    const theirs = diffed("handbook/parents.md", `+## Leave\n+\n+${edited}\n`);
    expect(findOverlaps([mine], [{ iid: 8, files: [theirs] }], { parse })).toEqual([
      { iid: 8, path: leave, kind: "introduces" },
    ]);
  });

  test("tells of each page and merge request once, in order", () => {
    const mine = diffed(leave, `-Ask your manager for leave.\n+${passage}\n`);
    const theirs = { iid: 9, files: [mine] };
    const found = findOverlaps([mine], [theirs, { iid: 3, files: [mine, edits] }], { parse });
    expect(found).toEqual([
      { iid: 3, path: leave, kind: "changes" },
      { iid: 9, path: leave, kind: "changes" },
    ]);
  });

  test.each([
    ["other lines of the page", diffed(leave, "-Send the form to payroll.\n")],
    ["a line of few words", diffed(leave, "-## Leave\n")],
    ["the line on another page", diffed("handbook/pay.md", "-Ask your manager for leave.\n")],
    ["a short passage", diffed("handbook/pay.md", "+Tell your manager of the leave.\n")],
    ["a diff that was withheld", diffed(leave, undefined)],
  ])("is silent about %s", (_, theirs) => {
    const mine = [edits, diffed("handbook/who.md", "-## Leave\n+## Who\n")];
    expect(findOverlaps(mine, [{ iid: 57, files: [theirs] }], { parse })).toEqual([]);
  });
});
