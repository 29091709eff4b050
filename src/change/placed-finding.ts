import type { Finding } from "../lint/finding.ts";
import type { Page } from "../page/page.ts";
import type { Edit } from "../text/edit.ts";

/** A text in which findings have a place: a page, or a file with data. */
export type SourceText = Pick<Page, "path" | "source" | "lines">;

/** How a line of the new text relates to the old one. Lines are 1-based. */
export type DiffLine =
  | { readonly kind: "added"; readonly newLine: number }
  | { readonly kind: "context"; readonly newLine: number; readonly oldLine: number };

/** Where in the diff a comment may attach. */
export type Anchor =
  | {
      readonly kind: "added";
      readonly path: string;
      readonly oldPath: string;
      readonly newLine: number;
    }
  | {
      readonly kind: "context";
      readonly path: string;
      readonly oldPath: string;
      readonly newLine: number;
      readonly oldLine: number;
    }
  /** Nowhere in the diff: it is listed in the summary. */
  | { readonly kind: "outside" };

/** A suggestion in whole lines, the only shape in which GitLab and a terminal can show it. */
export interface LineReplacement {
  /** The suggestion's label. */
  readonly label: string;
  readonly isSafe: boolean;
  /** The lines of the new text that are replaced, 1-based, both inclusive; at least one. */
  readonly first: number;
  readonly last: number;
  /** Those lines without their terminators. */
  readonly before: readonly string[];
  /** What stands there afterwards; none where the lines go. */
  readonly after: readonly string[];
  /** The same as edits of `before`, its lines ended by line feeds: to be made together with others. */
  readonly edits: readonly Edit[];
  /** A replaced line ends in CR LF. */
  readonly isCrlf: boolean;
}

export interface PlacedFinding {
  readonly finding: Finding;
  readonly anchor: Anchor;
  /** The lines of the new text that the finding touches, 1-based, both inclusive. */
  readonly lines: { readonly first: number; readonly last: number };
  /** The finding's proven suggestions, in its order, as lines of the new text. */
  readonly replacements: readonly LineReplacement[];
}
