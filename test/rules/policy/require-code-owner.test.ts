import { expect, test } from "vitest";
import {
  noLostOwner,
  requireCodeOwner,
  requireControlledMark,
} from "../../../rules/policy/require-code-owner.ts";
import { createHandbook } from "../../../src/handbook/create-handbook.ts";
import type { Handbook } from "../../../src/handbook/handbook.ts";
import { prepareRule } from "../../../src/lint/prepare-rules.ts";
import { parseCodeOwners } from "../../../src/owners/code-owners.ts";
import { check, checkChange, fixed } from "../handbook-rule.ts";
import { pageOf } from "../built-in.ts";

const owners = parseCodeOwners("* @all\n[Controlled Documents]\n/content/access.md @security\n");
const site = { owners };
const marked = "---\ntitle: Access\ncontrolled_document: true\n---\n\nText.\n";
const plain = "---\ntitle: Access\n---\n\nText.\n";

test("asks for an entry of each controlled document, where there is a section for them", () => {
  const of = (path: string, text: string, given: typeof site | Record<string, never> = site) =>
    check(requireCodeOwner, { texts: { [path]: text }, site: given }).lines;
  expect(of("content/passwords.md", marked)).toEqual([
    "3:1-3:26 This controlled document has no entry in CODEOWNERS. Add it to the section for controlled documents.",
  ]);
  expect(of("content/access.md", marked)).toEqual([]);
  expect(of("content/passwords.md", plain)).toEqual([]);
  expect(of("content/passwords.md", marked, {})).toEqual([]);
  expect(
    check(requireCodeOwner, {
      texts: { "content/passwords.md": marked },
      site: { owners: parseCodeOwners("* @all\n") },
    }).lines,
  ).toEqual([]);
});

test("asks for the mark on each page that is listed by name", () => {
  const of = (path: string, text: string) =>
    check(requireControlledMark, { texts: { [path]: text }, site });
  const { page, reports, lines } = of("content/access.md", plain);
  expect(lines).toEqual([
    "1:1-1:4 CODEOWNERS lists this page as a controlled document. Add “controlled_document: true”.",
  ]);
  expect(fixed(page, reports)).toBe(marked);
  expect(of("content/access.md", marked).lines).toEqual([]);
  expect(of("content/access.md", `${plain}\n**This is a Controlled Document**\n`).lines).toEqual(
    [],
  );
  expect(of("content/access.md", "No front matter.\n").lines).toEqual([]);
  expect(of("content/passwords.md", plain).lines).toEqual([]);
});

test("tells of an entry that a moved or deleted page leaves behind", () => {
  const of = (path: string, after: string | null) =>
    checkChange(noLostOwner, {
      old: "content/access.md",
      path,
      before: plain,
      after,
      others: {},
      site,
    }).lines;
  const message =
    "1:1-1:4 CODEOWNERS still has an entry for “/content/access.md”. Update or delete it.";
  expect(of("content/security/access.md", plain)).toEqual([message]);
  expect(of("content/access.md", null)).toEqual([message]);
  expect(of("content/access.md", marked)).toEqual([]);
});

test("looks at the owners that a change leaves", () => {
  const page = pageOf({ text: marked, path: "content/passwords.md" });
  const handbook = createHandbook([page], site);
  const added = parseCodeOwners("[Controlled Documents]\n/content/passwords.md @security\n");
  const after = handbook.overlay(new Map(), { owners: added });
  const on = (handbook: Handbook) => [
    ...prepareRule(requireCodeOwner, {}, { handbook, today: undefined })(page),
  ];
  expect(on(handbook)).toHaveLength(1);
  expect(on(after)).toEqual([]);
});
