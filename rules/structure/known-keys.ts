/** The type of value that a front matter key expects. */
export type ValueType = "text" | "date" | "boolean" | "integer" | "list" | "any";

/** Layouts of GitLab's handbook of 2022; a name that is close to one of them is a misspelling. */
export const knownLayouts: readonly string[] = [
  "handbook-page",
  "handbook-page-toc",
  "job_family_page",
  "job_page",
  "markdown_page",
];

/**
 * Keys that site generators and themes of handbooks read. Middleman as GitLab's handbook used it in 2022; Hugo
 * and Docsy as its handbook has used them since.
 */
export const knownKeys: Readonly<Record<string, ValueType>> = {
  aliases: "list",
  author: "any",
  canonical_path: "text",
  cascade: "any",
  category: "any",
  controlled_document: "boolean",
  date: "date",
  description: "text",
  draft: "boolean",
  expiryDate: "date",
  extra_css: "list",
  extra_js: "list",
  job: "any",
  keywords: "any",
  lastmod: "date",
  "last-reviewed": "date",
  last_reviewed: "date",
  layout: "text",
  linkTitle: "text",
  manualLink: "text",
  menu: "any",
  next_review: "date",
  no_list: "boolean",
  noindex: "boolean",
  outputs: "list",
  params: "any",
  publishDate: "date",
  redirect_to: "text",
  slug: "text",
  subcategory: "any",
  suppress_header: "boolean",
  tags: "any",
  title: "text",
  toc_hide: "boolean",
  translationKey: "text",
  twitter_creator: "text",
  twitter_image: "text",
  twitter_image_alt: "text",
  twitter_site: "text",
  type: "text",
  version: "text",
  weight: "integer",
  window_title: "text",
};
