import { z } from "zod";
import type { Handbook } from "../../src/handbook/handbook.ts";
import { type HandbookRule, quote } from "../../src/lint/rule.ts";
import type { Suggestion } from "../../src/lint/finding.ts";
import type { Link, Page } from "../../src/page/page.ts";
import { contains } from "../../src/text/span.ts";
import { ruleOptions } from "../rule-options.ts";

/** Texts that say nothing about where the link leads. All are compared without case and marks. */
const VAGUE_TEXTS = [
  "article",
  "check here",
  "check this",
  "click",
  "click here",
  "click me",
  "click on this link",
  "click the link",
  "click this",
  "click this link",
  "details here",
  "find it here",
  "find out more",
  "follow this link",
  "found here",
  "go here",
  "here",
  "info",
  "learn more",
  "learn more here",
  "link",
  "link here",
  "link to doc",
  "link to page",
  "located here",
  "more",
  "more details",
  "more here",
  "more info",
  "more info here",
  "more information",
  "more information here",
  "page",
  "read here",
  "read more",
  "read more here",
  "right here",
  "see here",
  "see more",
  "see this",
  "see this page",
  "the link",
  "this",
  "this article",
  "this doc",
  "this document",
  "this here",
  "this link",
  "this link here",
  "this one",
  "this page",
  "this section",
  "this url",
  "url",
  "view here",
  "view more",
];

const options = z.strictObject({
  /** Further texts that a link must not consist of. */
  texts: z.array(z.string()).default([]),
  /** Texts from the built-in list that are allowed. */
  allow: z.array(z.string()).default([]),
});
type Options = z.output<typeof options>;

/** The text of a link says where the link leads. */
export const noVagueLinkText: HandbookRule<Options> = {
  id: "links/no-vague-link-text",
  scope: "handbook",
  summary: "The text of a link says where the link leads.",
  why: "People who scan a page or have it read aloud meet the link without the sentence around it.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: ruleOptions(options),
  *check(page, handbook, { texts, allow }) {
    const vague = new Set([...VAGUE_TEXTS, ...texts.map(fold)]);
    for (const text of allow) vague.delete(fold(text));
    for (const link of page.links) {
      if (link.kind !== "inline" && link.kind !== "reference" && link.kind !== "html") continue;
      if (link.text.length > 40 || !vague.has(fold(link.text))) continue;
      if (isWholeCell(page, link)) continue;
      const title = titleOfTarget(page, handbook, link);
      const remedy = title === undefined ? "name the target" : `it is ${quote(title, 40)}`;
      yield {
        span: link.span,
        key: fold(link.text),
        message: `${quote(link.text)} does not say where the link leads; ${remedy}`,
        ...(title === undefined ? {} : { suggestions: rename(page, link, title) }),
      };
    }
  },
};

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The heading or page that the link leads to, as that page calls it. */
function titleOfTarget(page: Page, handbook: Handbook, link: Link): string | undefined {
  const leads = handbook.resolve(page.path, link.target);
  if (leads.kind !== "found") return undefined;
  const target = handbook.page(leads.path);
  const anchor = link.target.split("#")[1];
  const heading = target?.headings.find((heading) => heading.anchor === anchor)?.text;
  // “Overview” alone says no more than “here”.
  if (heading?.includes(" ") === true) return heading;
  return leads.path === page.path ? undefined : target?.title;
}

/** In a table the head of the column says what the links in it are. */
function isWholeCell(page: Page, link: Link): boolean {
  const cell = page.blocks.find(({ kind, span }) => kind === "cell" && contains(span, link.span));
  return (
    cell !== undefined && page.prose.slice(cell.span.start, cell.span.end).trim() === link.text
  );
}

function rename(page: Page, link: Link, title: string): readonly Suggestion[] {
  // Only a plain text is replaced; one with markup inside says more than its letters.
  const { start, end } = link.textSpan;
  const isPlain = link.kind === "inline" && page.source.slice(start, end) === link.text;
  if (!isPlain || /[[\]<>`*_\\\n|]/.test(title)) return [];
  return [
    {
      label: `Name the target: ${quote(title, 80)}`,
      edits: [{ span: link.textSpan, text: title }],
      isSafe: false,
    },
  ];
}
