import { expect, test } from "vitest";

import { parsePage } from "../../src/page/parse-page.ts";

test("a page with front matter, headings and links is read into one flat page", () => {
  const source =
    "---\ntitle: Leave policy\n---\n\n## Leave {#leave}\n\nAsk [People Operations](/people/).\n";
  const page = parsePage("handbook/leave/index.html.md", source);
  expect(page.frontMatter?.get("title")).toBe("Leave policy");
  expect(page.headings.map(({ text, id }) => ({ text, id }))).toEqual([
    { text: "Leave", id: "leave" },
  ]);
  expect(page.links.map(({ target, text }) => ({ target, text }))).toEqual([
    { target: "/people/", text: "People Operations" },
  ]);
  expect(page.prose).toHaveLength(source.length);
});
