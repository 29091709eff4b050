import type { Page } from "../page/page.ts";
import type { DiffLine } from "./placed-finding.ts";
import type { Revision } from "./revision.ts";
import type { PageText } from "./what-if/what-if.ts";

/**
 * Everything that a review looks at. `before` is the target branch with the change's own old texts laid over
 * it, `after` the same with its new texts, so that what others merged meanwhile is on both sides. The
 * configuration of both is the target branch's.
 */
export interface Change {
  readonly before: Revision;
  readonly after: Revision;
  /** Sorted by path. */
  readonly pages: readonly ChangedPage[];
  /** Changed files with data: configuration, redirects, code owners. */
  readonly data: readonly ChangedData[];
  readonly others: readonly OtherMergeRequest[];
  /** More are open than `others`, which are only those that changed last. */
  readonly hasMoreOthers: boolean;
  readonly notices: readonly string[];
  /** The texts of all pages after it; not always at hand. */
  readonly texts: Texts | undefined;
}

/** Gives texts one by one, as often as it is asked. */
export type Texts = () => Iterable<PageText>;

/** A page on both sides of a change; a side that does not exist is undefined. */
export interface ChangedPage extends DiffedFile {
  readonly before: Page | undefined;
  readonly after: Page | undefined;
  /** For each line of the new text. */
  readonly lines: readonly DiffLine[];
}

/** A file with data on both sides of a change; a side that does not exist is undefined. */
export interface ChangedData {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** For each line of the new text. */
  readonly lines: readonly DiffLine[];
}

/** What a reader found changed: plain data, from which `createChange` makes a change. */
export interface ReadChange {
  /** Pages, and files with data, which are never renamed: they come and go. */
  readonly files: readonly ChangedFile[];
  /** Paths of other files that the change adds or removes. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Other open merge requests, where the handbook wants to know of them. */
  readonly others: readonly OtherMergeRequest[];
  /** More are open than `others`, which are only those that changed last. */
  readonly hasMoreOthers?: boolean;
  /** Pages that could not be read and limits that were reached, one sentence each. */
  readonly notices: readonly string[];
  /** The new texts of changed files that are pages by the change's own configuration alone. */
  readonly entering?: readonly PageText[];
  /** The texts of all pages of the target branch; asked for where the change is one of the configuration. */
  readonly texts?: Texts | undefined;
}

/** One file of a change, with its whole text on both sides. */
export interface ChangedFile {
  readonly status: "added" | "modified" | "renamed" | "deleted";
  /** Equals `path` unless the file was renamed, be it from outside the handbook: then it is a page that was added. */
  readonly oldPath: string;
  readonly path: string;
  /** Undefined where the file was added. Bytes are decoded as the parser does. */
  readonly before: string | Uint8Array | undefined;
  /** Undefined where the file was deleted. */
  readonly after: string | Uint8Array | undefined;
  /** Git's own diff of the file, from the first `@@` on; undefined where it is not known. */
  readonly diff: string | undefined;
}

/** Another open merge request into the same branch. */
export interface OtherMergeRequest {
  readonly iid: number;
  readonly files: readonly DiffedFile[];
}

/** A changed page as its diff shows it, from the first `@@` on. */
export interface DiffedFile {
  readonly oldPath: string;
  readonly path: string;
  /** Undefined where it was withheld: such a file is not compared. */
  readonly diff: string | undefined;
}
