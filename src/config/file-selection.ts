import { isSiteConfig } from "../handbook/links/sites/detect-sites.ts";
import { selectPages } from "./handbook-config.ts";

/** Which files of a repository have to be read, as plain data. */
export interface FileSelection {
  /** Globs of the pages. */
  readonly include: readonly string[];
  /** Globs of those that are left alone. */
  readonly ignore: readonly string[];
  /** Paths of files that are no pages, but say something about pages: configuration, redirects, code owners. */
  readonly data: readonly string[];
}

export interface SelectedFiles {
  /** Whether a file is a page. */
  readonly isPage: (path: string) => boolean;
  /** Whether a file is no page, but says something about pages. */
  readonly isData: (path: string) => boolean;
  /** Either of them: the files that have to be read. */
  readonly isWanted: (path: string) => boolean;
}

export function selectFiles(selection: FileSelection): SelectedFiles {
  const data = new Set(selection.data);
  const isPage = selectPages(selection);
  const isData = (path: string): boolean => data.has(path) || isSiteConfig(path);
  return {
    isPage,
    isData: (path) => isData(path) && !isPage(path),
    isWanted: (path) => isData(path) || isPage(path),
  };
}
