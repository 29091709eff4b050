import { describe, expect, test } from "vitest";
import { approvals } from "../../../src/review/parts/approvals.ts";
import { overlaps } from "../../../src/review/parts/overlaps.ts";
import { previews } from "../../../src/review/parts/previews.ts";
import { hasReason, renderParts } from "../../../src/review/parts/summary-parts.ts";

const owners = (section: string, names: readonly string[], count = 1) => ({
  section,
  names,
  approvals: count,
});
const many = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `n${at}`);

describe("approvals", () => {
  test.each([
    [[owners("", ["ana"])], [], "Approvals that CODEOWNERS asks for: one of `ana`."],
    [
      [owners("Legal", ["ana", "people/legal"], 2)],
      [],
      "Approvals that CODEOWNERS asks for: 2 of `ana`, `people/legal` for `Legal`.",
    ],
    [
      [owners("", many(5))],
      [],
      "Approvals that CODEOWNERS asks for: one of `n0`, `n1`, `n2`, `n3`, `n4`.",
    ],
    [
      [owners("", many(7))],
      [],
      "Approvals that CODEOWNERS asks for: one of `n0`, `n1`, `n2`, `n3`, `n4`, 2 more.",
    ],
    [
      many(7).map((name) => owners("", [name])),
      [],
      "Approvals that CODEOWNERS asks for: one of `n0`; one of `n1`; one of `n2`; one of `n3`; one of `n4`; 2 more sections.",
    ],
    [many(6).map((name) => owners("", [name])), [], expect.stringContaining("; 1 more section.")],
    [[], ["Legal", "Board"], "Steps of approval for these pages: `Legal` and `Board`."],
    [
      [owners("", ["ana"])],
      ["Legal"],
      "Approvals that CODEOWNERS asks for: one of `ana`. Steps of approval for these pages: `Legal`.",
    ],
  ])("of %j with the steps %j", (given, steps, text) => {
    expect(approvals.render({ owners: given, steps }, {})).toEqual(text);
  });

  test.each([
    [[], "All required approvals are given."],
    [["Legal"], "Still missing: `Legal`."],
    [many(5), "Still missing: `n0`, `n1`, `n2`, `n3` and `n4`."],
    [many(7), "Still missing: `n0`, `n1`, `n2`, `n3`, `n4` and 2 more."],
  ])("that are missing: %j", (missingApprovals, text) => {
    expect(approvals.render({ owners: [], steps: ["Board"] }, { missingApprovals })).toBe(
      `${text} Steps of approval for these pages: \`Board\`.`,
    );
  });
});

test("other merge requests are named without calling them, ten at most", () => {
  const rows = Array.from({ length: 12 }, (_, at) => ({
    iid: at + 1,
    path: "a.md",
    kind: at === 0 ? ("changes" as const) : ("introduces" as const),
  }));
  const lines = overlaps.render(rows, {}).split("\n");
  expect(lines.slice(0, 4)).toEqual([
    "Other open merge requests work on the same text:",
    "",
    "- `!1` changes lines of `a.md` too",
    "- `!2` brings a passage that is new in `a.md` too",
  ]);
  expect(lines.slice(-2)).toEqual([
    "- `!10` brings a passage that is new in `a.md` too",
    "- and 2 more",
  ]);
});

describe("previews", () => {
  const page = { path: "a|b.md", address: "/people/ü/", live: undefined, isNew: false };
  const preview = "https://preview.example{address}?at={address}";

  test.each([
    [{}, "| `a¦b.md` | — | [preview](https://preview.example/people/%C3%BC/?at=/people/%C3%BC/) |"],
    [{ isNew: true }, expect.stringContaining("| new |")],
    [{ live: "https://x.example/a/" }, expect.stringContaining("| [live](https://x.example/a/) |")],
  ])("of a page with %j", (over, row) => {
    expect(
      previews.render({ pages: [{ ...page, ...over }], more: 0 }, { preview }).split("\n"),
    ).toEqual(["| Changed page | Live | Preview |", "| --- | --- | --- |", row]);
  });

  test("say how many more pages there are, and nothing without an address", () => {
    const data = { pages: [page], more: 2 };
    expect(previews.render(data, { preview })).toMatch(/\n\nAnd 2 more changed pages\.$/);
    expect(previews.render(data, {})).toBe("");
    expect(hasReason({ previews: data }, {})).toBe(false);
    expect(hasReason({ previews: data }, { preview })).toBe(true);
    expect(hasReason({ approvals: { owners: [], steps: ["Board"] } }, {})).toBe(false);
    expect(hasReason({}, {})).toBe(false);
    expect(renderParts({})).toEqual([]);
  });
});
