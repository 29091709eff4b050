import type { AnchorRule } from "../anchor-rules.ts";

/** What builds a site from a handbook's files. */
export type Generator =
  | "docusaurus"
  | "eleventy"
  | "gatsby"
  | "gitbook"
  | "gitlab-wiki"
  | "hugo"
  | "jekyll"
  | "mdbook"
  | "middleman"
  | "mkdocs"
  | "plain"
  | "sphinx"
  | "vitepress";

/** What the front matter of a page may say about its address. */
export interface PageHints {
  readonly url?: string | undefined;
  readonly slug?: string | undefined;
  readonly id?: string | undefined;
  readonly permalink?: string | undefined;
  /** `draft: true` or `published: false` */
  readonly isDraft?: boolean | undefined;
  /** Other addresses that lead to the page. */
  readonly aliases?: readonly string[] | undefined;
}

/** A part of the repository that one generator builds. */
export interface Site {
  readonly generator: Generator;
  /** The folder that it is built in, with its `/`; empty for the root of the repository. */
  readonly root: string;
  /** What shows which generator it is. */
  readonly evidence: string;
  /** The folders of its pages, each with its `/`; empty for the root of the repository. */
  readonly contents: readonly string[];
  /** Where the site is served below its host, as in `/handbook`: links from the root may begin with it. */
  readonly base?: string | undefined;
  /** The address of a page by its path below one of those folders; undefined where it is not served by itself. */
  readonly urlOf: (inside: string, hints: PageHints, content: string) => string | undefined;
  readonly anchors: AnchorRule;
  /**
   * What a relative link without the ending of a source file counts from: the page's address, as a browser
   * does, or its file too, where the generator or many of its themes resolve such links.
   */
  readonly countsFrom: "address" | "file" | "both" | "file first";
  /** Whether links that name a source file lead to its page also where they begin with `/`. */
  readonly resolvesRootSources: boolean;
  /** Letter case and spaces make no difference in addresses. */
  readonly ignoresCase: boolean;
  /** Pages are known for what they are: a source file that is not there is certainly missing. */
  readonly isCertain: boolean;
}

/** Texts of the configuration files of a repository by path. */
export type ConfigTexts = ReadonlyMap<string, string>;

/** `people/leave` is served as a folder: `/people/leave/`; an index as the folder that it is in. */
export function folderUrl(stem: string, isIndex: boolean): string {
  const path = isIndex ? stem.slice(0, stem.lastIndexOf("/") + 1) : `${stem}/`;
  return `/${path}`;
}

/** `people/leave` is served as a file: `/people/leave.html`; an index as the folder that it is in. */
export function fileUrl(stem: string, isIndex: boolean, ending = ".html"): string {
  return isIndex ? folderUrl(stem, true) : `/${stem}${ending}`;
}
