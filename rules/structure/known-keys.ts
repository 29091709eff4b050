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
 * Keys that site generators and themes of handbooks read: Middleman as GitLab's handbook used it in 2022, Hugo
 * and Docsy as its handbook has used them since, and what is common to Jekyll, Docusaurus, MkDocs, VitePress
 * and Eleventy.
 */
export const knownKeys: Readonly<Record<string, ValueType>> = {
  aliases: "list",
  author: "any",
  authors: "any",
  canonical_path: "text",
  cascade: "any",
  categories: "any",
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
  "last-reviewed": "date",
  last_reviewed: "date",
  lastmod: "date",
  layout: "text",
  linkTitle: "text",
  manualLink: "text",
  menu: "any",
  nav_order: "any",
  "next-review": "date",
  next_review: "date",
  no_list: "boolean",
  noindex: "boolean",
  outputs: "list",
  params: "any",
  permalink: "any",
  publishDate: "date",
  published: "any",
  redirect_to: "text",
  sidebar_label: "any",
  sidebar_position: "any",
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
