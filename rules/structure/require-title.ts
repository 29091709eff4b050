import { slipsBetween } from "../../src/text/near-misses.ts";
import { z } from "zod";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import { isTemplatePage } from "./template-page.ts";
import { ruleOptions } from "../rule-options.ts";

const options = z.strictObject({
  bare: z
    .boolean()
    .default(false)
    .describe(
      "Reports pages without front matter too; off by default because a handbook may use none.",
    ),
});

/** Every page has a title. */
export const requireTitle: PageRule<z.output<typeof options>> = {
  id: "structure/require-title",
  scope: "page",
  summary: "Every page has a title, in its front matter or as its first heading.",
  why: "The title identifies the page in search results, browser tabs, menus and links from other pages.",
  severity: "error",
  status: "stable",
  isFixable: false,
  options: ruleOptions(options),
  *check(page, { bare }) {
    if (page.type === "include" || page.type === "readme" || isTemplatePage(page)) return;
    // structure/no-invalid-front-matter reports front matter that cannot be read.
    if (page.problems.some(({ kind }) => kind !== "front-matter-duplicate-key")) return;
    if (page.headings.some(({ depth, text, isOpaque }) => depth === 1 && (text !== "" || isOpaque)))
      return;
    const { frontMatter } = page;
    // What issue templates, skills and catalogues call it.
    if (typeof frontMatter?.get("name") === "string") return;
    // Nobody sees a page that redirects.
    if (frontMatter?.get("redirect_to") !== undefined) return;
    if (frontMatter === undefined) {
      if (!bare) return;
      const firstLine = page.lines.span(1);
      const end = Math.max(firstLine.end, Math.min(1, page.source.length));
      const message =
        "This page has no title. Add one in the front matter or as the first heading.";
      yield { span: { start: 0, end }, message, key: "title" };
      return;
    }
    const entry = frontMatter.entries.find(({ key }) => key === "title");
    if (entry === undefined) {
      const similar = frontMatter.entries.find(({ key }) => isLikeTitle(key));
      yield similar === undefined
        ? {
            span: { start: frontMatter.span.start, end: frontMatter.span.start + 3 },
            message: "This page has no title. Add one to the front matter.",
            key: "title",
          }
        : {
            span: similar.keySpan,
            message: `This page has no title. Rename the key ${quote(similar.key)} to “title”.`,
            key: "title",
          };
    } else if (entry.value === null || entry.value === "") {
      yield {
        span: entry.keySpan,
        message: "The title is empty. Give the page a title.",
        key: "title",
      };
    }
  },
};

/** `Title`, `titel`, `tilte`, or a pasted `+title`; not `subtitle` or `linkTitle`. */
function isLikeTitle(key: string): boolean {
  const folded = key.toLowerCase().replace(/[^a-z]/g, "");
  return folded.length >= 4 && folded.length <= 6 && slipsBetween(folded, "title") <= 2;
}
