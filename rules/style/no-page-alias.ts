import { noOptions, type PageRule } from "../../src/lint/rule.ts";

/** Old addresses of a page are redirects, not aliases. */
export const noPageAlias: PageRule<Record<string, never>> = {
  id: "style/no-page-alias",
  scope: "page",
  summary: "Old addresses of a page are in the redirect file, or a note says why not.",
  why: "Aliases are scattered over all pages, where nobody checks them; redirects are all in one file.",
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
        "This page lists old addresses as aliases. Add redirects instead, or a note that says why.",
    };
  },
};
