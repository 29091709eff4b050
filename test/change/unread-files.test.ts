import { expect, test } from "vitest";
import { fileBytesMax, missingNotice, tooLargeNotice } from "../../src/change/unread-files.ts";

test("a page that was not read is named, with the reason", () => {
  expect(tooLargeNotice("handbook/leave.md")).toBe(
    "The page “handbook/leave.md” is too large to be read.",
  );
  expect(missingNotice("handbook/leave.md")).toBe(
    "The page “handbook/leave.md” could not be read at the head of this merge request.",
  );
  expect(fileBytesMax).toBe(5_242_880);
});

test("a path of any length leaves room for the reason", () => {
  const path = `${"a".repeat(300)}.md`;
  for (const notice of [tooLargeNotice(path), missingNotice(path)]) {
    expect(notice).toContain(`“${"a".repeat(199)}…” `);
  }
});
