import { expect, test } from "vitest";
import { changed, handbookOf } from "../handbook-of.ts";

const leave = "source/handbook/leave/index.html.md";
const texts = {
  [leave]: "## Parental leave\n\nSee [above](#parental-leave).\n",
  "source/handbook/index.html.md":
    "# Handbook\n\n- [Leave](/handbook/leave/)\n- [Parents](leave/#parental-leave)\n- [Cats](/cats/)\n",
  "source/handbook/benefits.html.md":
    "[Leave][1] and ![a picture](/handbook/leave/)\n\n[1]: https://example.com/handbook/leave/#Parental-Leave\n",
};
const handbook = handbookOf(texts, { site: "https://example.com" });

test("links of other pages are found however they are written", () => {
  expect(handbook.incoming(leave)).toEqual([
    {
      path: "source/handbook/benefits.html.md",
      line: 3,
      span: { start: 47, end: 102 },
      target: "https://example.com/handbook/leave/#Parental-Leave",
      anchor: "Parental-Leave",
    },
    expect.objectContaining({ line: 3, target: "/handbook/leave/", anchor: undefined }),
    expect.objectContaining({ line: 4, target: "leave/#parental-leave", anchor: "parental-leave" }),
  ]);
});

test("links to an anchor are found whatever their letter case", () => {
  const lines = handbook.incoming(leave, "parental-leave").map(({ path, line }) => [path, line]);
  expect(lines).toEqual([
    ["source/handbook/benefits.html.md", 3],
    ["source/handbook/index.html.md", 4],
  ]);
});

test("a page that is gone still tells who links to it", () => {
  const after = changed(handbook, { [leave]: null });
  expect(after.incoming(leave)).toHaveLength(3);
});

test("a link that its page no longer has is gone", () => {
  const after = changed(handbook, { "source/handbook/index.html.md": "# Handbook\n" });
  expect(after.incoming(leave)).toHaveLength(1);
});

test("a fragment has no address that links could lead to", () => {
  expect(handbook.incoming("source/handbook/_levels.md")).toEqual([]);
});
