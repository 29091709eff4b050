import type { CodeOwners, OwnerEntry } from "../../src/owners/code-owners.ts";
import { type ChangeRule, type HandbookRule, noOptions, quote } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { CONTROLLED_PANEL } from "../../src/page/page-type.ts";
import type { Span } from "../../src/text/span.ts";

/** The section of CODEOWNERS that lists controlled documents. */
const section = /^controlled[\s_-]?documents?$/i;

/** A controlled document has owners who must approve its changes. */
export const requireCodeOwner: HandbookRule<Record<string, never>> = {
  id: "policy/require-code-owner",
  scope: "handbook",
  summary:
    "A controlled document has an entry in the section of CODEOWNERS for controlled documents.",
  why: "Without an entry, anybody can merge a change that auditors expect an owner to approve.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page, _, { handbook: { owners } }) {
    const mark = page.frontMatter?.entries.find(({ key }) => key === "controlled_document");
    if (owners === undefined || mark?.value !== true || !hasSection(owners)) return;
    if (listed(owners, page.path) !== undefined) return;
    yield {
      span: { start: mark.keySpan.start, end: mark.valueSpan.end },
      key: "code-owner",
      message:
        "This controlled document has no entry in CODEOWNERS. Add it to the section for controlled documents.",
    };
  },
};

/** A page that is listed as a controlled document is marked as one. */
export const requireControlledMark: HandbookRule<Record<string, never>> = {
  id: "policy/require-controlled-mark",
  scope: "handbook",
  summary: "A page that CODEOWNERS lists as a controlled document is marked as one.",
  why: "Readers see the mark, not CODEOWNERS; without it they edit the page like any other.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page, _, { handbook: { owners } }) {
    if (owners === undefined || page.frontMatter === undefined) return;
    if (page.frontMatter.get("controlled_document") === true) return;
    // The banner of former years says the same.
    if (page.source.includes(CONTROLLED_PANEL)) return;
    const entry = listed(owners, page.path);
    // A folder may hold pages that are none, a page that is named may not.
    if (entry === undefined || !names(entry, page.path)) return;
    const key = page.frontMatter.entries.find((it) => it.key === "controlled_document");
    const at = page.frontMatter.body.end;
    yield {
      span: key?.keySpan ?? firstFence(page),
      key: "controlled-mark",
      message:
        "CODEOWNERS lists this page as a controlled document. Add “controlled_document: true”.",
      ...(key === undefined && {
        suggestions: [
          {
            label: "Mark it as a controlled document",
            edits: [{ span: { start: at, end: at }, text: "controlled_document: true\n" }],
            isSafe: false,
          },
        ],
      }),
    };
  },
};

/** CODEOWNERS follows pages that are moved or deleted. */
export const noLostOwner: ChangeRule<Record<string, never>> = {
  id: "policy/no-lost-owner",
  scope: "change",
  summary: "CODEOWNERS has no entry for the old path of a page that was moved or deleted.",
  why: "The old entry no longer matches, so the page loses its approvers without anybody noticing.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check({ before, after }, _, handbooks) {
    const { owners } = handbooks.after;
    if (before === undefined || owners === undefined || after?.path === before.path) return;
    const entry = owners.entries.find((it) => names(it, before.path));
    if (entry === undefined) return;
    const page = after ?? before;
    yield {
      span: page.lines.span(1),
      key: `owner ${before.path}`,
      message: `CODEOWNERS still has an entry for ${quote(entry.pattern, 50)}. Update or delete it.`,
    };
  },
};

function hasSection({ entries }: CodeOwners): boolean {
  return entries.some((entry) => section.test(entry.section));
}

function listed(owners: CodeOwners, path: string): OwnerEntry | undefined {
  return owners.entriesFor(path).find((entry) => section.test(entry.section));
}

function names({ pattern, isExclusion }: OwnerEntry, path: string): boolean {
  return !isExclusion && pattern.replace(/^\//, "") === path;
}

function firstFence({ frontMatter }: Page): Span {
  const start = frontMatter?.span.start ?? 0;
  return { start, end: start + 3 };
}
