import { describe, expect, it } from "vitest";
import { policyChanges } from "../../src/policy/policy-changes.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import { editsOfMeaning, editsOfNotation } from "./edits.ts";

const head = "---\ntitle: Leave policy\ncontrolled_document: true\n---\n\n";

function changes(before: string, after: string) {
  const read = (text: string) => parsePage("policies/leave.md", head + text);
  return policyChanges(read(before), read(after));
}

/** A policy that says the same under three headings, but for one sentence under the second. */
function policyWith(sentence: string, one: string): string {
  const section = (title: string, text: string) =>
    `## ${title}\n\nThis section is for team members who work there.\n${text}\n\n- Ask the team that owns this page.\n`;
  return ["Alder", "Birch", "Cedar"]
    .map((title) => section(title, title === "Birch" ? one : sentence))
    .join("\n");
}

describe("edits of one sentence that other sections have too", () => {
  it.each(editsOfMeaning)(
    "lists “%s” → “%s” with its section and both texts",
    (was, is, expected) => {
      expect(changes(policyWith(was, was), policyWith(was, is))).toMatchObject([
        { section: "Birch", kinds: expected, was, is },
      ]);
    },
  );

  it.each(editsOfNotation)("says nothing of “%s” → “%s”", (was, is) => {
    expect(changes(policyWith(was, was), policyWith(was, is))).toEqual([]);
  });
});
