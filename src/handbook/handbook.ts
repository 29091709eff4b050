import type { Page, PageType } from "../page/page.ts";
import type { Span } from "../text/span.ts";
import type { CodeOwners } from "../owners/code-owners.ts";
import type { HandbookOptions } from "./handbook-options.ts";
import type { MandatedPassage } from "./passages/boilerplate.ts";
import type { Site } from "./links/sites/site.ts";
import type { LinkStyle } from "./links/target.ts";

/** What the handbook remembers of each page after the page itself has been let go. */
export interface PageFacts {
  readonly path: string;
  readonly type: PageType;
  readonly title: string | undefined;
  /** The address it is served at, `/handbook/leave/`; undefined for includes. */
  readonly url: string | undefined;
  readonly headings: readonly {
    readonly depth: number;
    readonly text: string;
    readonly line: number;
    readonly anchor: string;
  }[];
  readonly hasTemplates: boolean;
  /** `true` where the page says of itself that it holds the text of record, or the target of the page that does. */
  readonly canonical: string | undefined;
  /** The day on which it was written, where its front matter says so: `2026-11-23`. */
  readonly date: string | undefined;
  /** The top-level keys of its front matter. */
  readonly keys: readonly string[];
}

/** Where a link leads. */
export type Resolution =
  /** The page exists, and so does the anchor, if one is named. */
  | { readonly kind: "found"; readonly path: string }
  /** The page exists; the anchor does not. `nearest` is a live anchor that is very like it. */
  | {
      readonly kind: "no-anchor";
      readonly path: string;
      readonly anchor: string;
      readonly nearest: string | undefined;
    }
  /**
   * An internal target with no page. `nearest` is the target of a page that is very like it; `draft` the path of
   * one that is there, but not published.
   */
  | {
      readonly kind: "no-page";
      readonly nearest: string | undefined;
      readonly draft?: string | undefined;
    }
  /** `steps` redirects lead on to a page; undefined where a pattern may mean another page. */
  | {
      readonly kind: "redirect";
      readonly path: string;
      readonly target: string;
      readonly steps: number | undefined;
    }
  /** Redirects lead back to where they began: a browser gives up. */
  | { readonly kind: "redirect-loop" }
  /** Outside the handbook, generated, opaque or otherwise not ours to judge. */
  | { readonly kind: "unknown" };

/** A link on another page that leads to this one. */
export interface IncomingLink {
  readonly path: string;
  readonly line: number;
  readonly span: Span;
  readonly target: string;
  readonly anchor: string | undefined;
}

/** A passage of another page that equals or resembles a given one. */
export interface NearCopy {
  readonly path: string;
  readonly line: number;
  readonly span: Span;
  /** Text of the nearest heading above it, if there is one. */
  readonly heading: string | undefined;
  readonly words: number;
  /** Names its text: equal for equal passages, whatever their case and marks. */
  readonly text: string;
  /** Jaccard similarity of 5-word shingles; 1 for an exact copy. */
  readonly similarity: number;
  /** The stretches of the given passage that it does not have; none for an exact copy. */
  readonly differs: readonly Span[];
}

/** A sentence of another page that differs from a given one in its slot values alone. */
export interface SharedSentence {
  readonly path: string;
  readonly line: number;
  readonly span: Span;
  readonly heading: string | undefined;
  /** Its slot values in lower case, between spaces. */
  readonly slotValues: string;
}

/**
 * All pages of one revision, ready to be asked. Immutable: `overlay` gives another handbook in which
 * some pages are replaced (or, with null, removed), sharing everything else.
 */
export interface Handbook {
  readonly size: number;
  /** The file in which redirects are kept, where the handbook has one. */
  readonly redirectFile?: string | undefined;
  /** Who has to approve changes; undefined where the project does not say. */
  readonly owners: CodeOwners | undefined;
  /** Whether the configuration calls this page canonical, whatever the page says of itself. */
  isCanonical(path: string): boolean;
  /** All paths, sorted. */
  paths(): Iterable<string>;
  page(path: string): PageFacts | undefined;
  /** Follows a link target as written on the page at `from`. */
  resolve(from: string, target: string): Resolution;
  /**
   * Writes a link of the page at `from` in another style; undefined where it is in that style, or where it is
   * not sure that it would lead to the same page.
   */
  respell(from: string, target: string, style: LinkStyle): string | undefined;
  /**
   * Writes a link to the page at `to` in the form of a given one, which may lead nowhere, with the anchor of that
   * link or another one; undefined where that cannot be done.
   */
  retarget(
    link: { readonly from: string; readonly target: string },
    to: string,
    anchor?: string,
  ): string | undefined;
  /** Writes a link from one page to another as links are written on its site; undefined where that cannot be done. */
  linkTo(from: string, to: string, anchor?: string): string | undefined;
  /** All anchors of a page on its site, in the form in which they are compared. */
  anchors(page: Page): ReadonlySet<string>;
  /** The site that a page belongs to. */
  siteOf(path: string): Site;
  /**
   * All links of other pages to the page at `path`, or to one of its anchors, sorted by path. Where no
   * such page is, the links that would lead to it.
   */
  incoming(path: string, anchor?: string): readonly IncomingLink[];
  /**
   * Passages on other pages like each passage of `page`, best first. `minWords` is the least length of
   * a passage in words, `minSimilarity` the least Jaccard similarity (1: exact copies only).
   */
  nearCopies(
    page: Page,
    limits: { readonly minWords: number; readonly minSimilarity: number },
  ): Iterable<{
    readonly span: Span;
    readonly words: number;
    /** Names its text, as those of its near copies are named. */
    readonly text: string;
    readonly nearCopies: readonly NearCopy[];
  }>;
  /**
   * Each sentence of `page` with slots (numbers, dates, roles, modal verbs), and the sentences of other
   * pages with the same template: the same but for the values of the slots, equal ones among them.
   */
  sharedSentences(page: Page): Iterable<{
    /** Names the template: the sentence without the values of its slots. */
    readonly key: string;
    readonly span: Span;
    readonly heading: number | undefined;
    readonly slots: readonly Span[];
    readonly others: readonly SharedSentence[];
  }>;
  /** The passages of `page` that have wording which the handbook mandates, or nearly. */
  mandated(page: Page): readonly MandatedPassage[];
  /** `options` replace those of the handbook as a whole. */
  overlay(pages: ReadonlyMap<string, Page | null>, options?: HandbookOptions): Handbook;
}
