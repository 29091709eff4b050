import type { CodeOwners } from "../owners/code-owners.ts";
import type { Redirect } from "./links/redirects.ts";
import type { ConfigTexts, Generator } from "./links/sites/site.ts";

/** What builds the site: `relative` is the older name of `plain`, where readers open files. */
export type Layout = "auto" | Generator | "relative";

/** What a handbook cannot read off its pages. */
export interface HandbookOptions {
  /** What builds the site; `auto`, the default, reads it off configuration files and the names of files. */
  readonly layout?: Layout | undefined;
  /** Texts of the configuration files of site generators, by path. */
  readonly siteConfigs?: ConfigTexts | undefined;
  /** Address of the own site: `https://handbook.example.com`. Links to it count as internal. */
  readonly site?: string | undefined;
  readonly redirects?: readonly Redirect[] | undefined;
  /** Tells the pages that keep a text which stands on another page too. */
  readonly isCanonical?: ((path: string) => boolean) | undefined;
  /** Texts that stand word for word wherever they stand. */
  readonly boilerplate?: readonly string[] | undefined;
  /** The file in which a redirect is to be added. */
  readonly redirectFile?: string | undefined;
  readonly owners?: CodeOwners | undefined;
  /** Paths of all other files of the repository, so that links to them are not called broken. */
  readonly files?: Iterable<string> | undefined;
  /** Areas of the site that are made from data when it is built: `/handbook/categories/`. */
  readonly generated?: readonly string[] | undefined;
  /**
   * Tells that pages and files are all there is, so that what is missing is missing. With false, only
   * targets that differ from a page by a slip of the keyboard are called broken. True when left out.
   */
  readonly assumeComplete?: boolean | undefined;
}
