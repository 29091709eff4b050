import { describeLink } from "./describe-link.ts";
import { blockAt } from "../terms/blocks.ts";
import { z } from "zod";
import type { Handbook } from "../../src/handbook/handbook.ts";
import { type HandbookRule, quote } from "../../src/lint/rule.ts";
import type { Suggestion } from "../../src/lint/finding.ts";
import type { Link, Page } from "../../src/page/page.ts";
import { contains } from "../../src/text/span.ts";
import { ruleOptions } from "../rule-options.ts";

/** Longer texts are not vague. */
const TEXT_CHARS = 60;

/** Texts that say nothing about the target. Case and punctuation are ignored. */
const VAGUE_TEXTS = [
  "article",
  "check here",
  "check it out",
  "check out here",
  "check out this link",
  "check this out",
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

/** Whole sentences that say no more than “here”, and “click here” with what the click is for. */
const VAGUE_SENTENCES =
  /^(?:please )?(?:(?:click|tap|press|look|go|see|check)(?: on)? (?:here|this link)(?: (?:to|and) .{1,30}| for (?:more|further|full|the)? ?(?:details?|info|information))?|(?:(?:please|further|more|full|all|additional|the) ){0,3}(?:details?|info|information|it|this|they|these) (?:(?:can|may) be|is|are) (?:found|available|accessed|seen|viewed|read)(?: (?:right )?here)?)$/;

const options = z.strictObject({
  texts: z.array(z.string()).default([]).describe("More texts that are reported."),
  allow: z
    .array(z.string())
    .default([])
    .describe("Texts from the built-in list that are not reported."),
});
type Options = z.output<typeof options>;

/** The text of a link describes its target. */
export const noVagueLinkText: HandbookRule<Options> = {
  id: "links/no-vague-link-text",
  scope: "handbook",
  summary: "The text of a link describes its target.",
  why: "People who skim a page or use a screen reader meet the link without the sentence around it.",
  severity: "warning",
  status: "stable",
  languages: ["en"],
  isFixable: true,
  options: ruleOptions(options),
  *check(page, { texts, allow }, { handbook }) {
    const vague = new Set([...VAGUE_TEXTS, ...texts.map(fold)]);
    const allowed = new Set(allow.map(fold));
    for (const link of page.links) {
      if (link.kind !== "inline" && link.kind !== "reference" && link.kind !== "html") continue;
      const text = fold(link.text.slice(0, TEXT_CHARS));
      if (link.text.length > TEXT_CHARS || !isVague(text, vague, allowed)) continue;
      if (isWholeCell(page, link)) continue;
      const title = titleOfTarget(page, handbook, link);
      yield {
        span: link.span,
        key: text,
        message: messageOf(link.text, title),
        ...(title === undefined ? {} : { suggestions: rename(page, link, title) }),
      };
    }
  },
};

function isVague(text: string, vague: ReadonlySet<string>, allowed: ReadonlySet<string>): boolean {
  return !allowed.has(text) && (vague.has(text) || VAGUE_SENTENCES.test(text));
}

function messageOf(text: string, title: string | undefined): string {
  const says = `${quote(text)} doesn't describe the link`;
  return title === undefined
    ? `${says}. Use the name of the page it opens.`
    : `${says}, which opens ${quote(title, 40)}. Use that name.`;
}

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

/** In a table the header of the column describes its links. */
function isWholeCell(page: Page, link: Link): boolean {
  const cell = blockAt(page.blocks, link.span.start);
  return (
    cell?.kind === "cell" &&
    contains(cell.span, link.span) &&
    page.prose.slice(cell.span.start, cell.span.end).trim() === link.text
  );
}

function rename(page: Page, link: Link, title: string): readonly Suggestion[] {
  // Only plain text is replaced: markup inside the text would be lost.
  const { start, end } = link.textSpan;
  const isPlain = link.kind === "inline" && page.source.slice(start, end) === link.text;
  if (!isPlain || /[[\]<>`*_\\\n|]/.test(title)) return [];
  const edits = describeLink(page, link, fold(link.text), title);
  const label = `Use the name of the target: ${quote(title, 80)}`;
  return edits === undefined ? [] : [{ label, edits, isSafe: false }];
}
