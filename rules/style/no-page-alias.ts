import { noOptions, type PageRule } from "../../src/lint/rule.ts";

/** A page's old addresses are redirects of the site, or say why they are not. */
export const noPageAlias: PageRule<Record<string, never>> = {
  id: "style/no-page-alias",
  scope: "page",
  summary: "Old addresses of a page are redirects of the site, or a note says why not.",
  why: "Aliases are spread over all pages and checked by nobody; redirects stand in one file.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: noOptions,
  *check({ frontMatter }) {
    const alias = frontMatter?.entries.find(({ key }) => key === "aliases" || key === "alias");
    if (alias === undefined || frontMatter?.get("note") !== undefined) return;
    yield {
      span: alias.keySpan,
      message:
        "The page keeps its old addresses as aliases; add a redirect, or a note that says why",
    };
  },
};
