import { join } from "node:path";

import { baselineOf, buildRevision, type OtherFiles, type Revision } from "../change/revision.ts";
import { type Engine, selectionOf } from "../config/engine.ts";
import { selectFiles } from "../config/file-selection.ts";
import { type HandbookConfig, selectPages } from "../config/handbook-config.ts";
import type { Baseline } from "../lint/baseline/baseline.ts";
import type { Page } from "../page/page.ts";
import type { Linter } from "../lint/linter.ts";
import { inTurns } from "../worker/in-turns.ts";
import { type Location, locate, standpoints } from "./locate.ts";
import { type OpenRules, openRules, type RuleChoice } from "./open-rules.ts";
import { readConfig } from "./read-config.ts";
import { progress } from "./own-progress.ts";
import { remark } from "./remark.ts";
import { listFiles, readBytes } from "./read-files.ts";
import type { GivenPage } from "./stdin-page.ts";

/** A handbook on disk with its configuration, before any page is read. */
export interface OpenHandbook {
  /** Without symbolic links. */
  readonly root: string;
  readonly config: HandbookConfig;
  /** Paths of the pages, relative to the root, sorted. */
  readonly paths: readonly string[];
  /** Paths of all files in the folder, sorted. */
  readonly files: readonly string[];
  /** Whether a file is read: a page, or one with data. */
  readonly isWanted: (path: string) => boolean;
  /** The bytes of a file, which are read once. */
  readonly read: (path: string) => Uint8Array;
  /** What the command line says about rules. */
  readonly choice: RuleChoice;
  /** Puts the rules to work; slow ones take a moment to load. */
  readonly loadRules: (options: { readonly slow: boolean }) => Promise<LoadedHandbook>;
}

/** A handbook with its rules at work. */
export interface LoadedHandbook {
  readonly engine: Engine;
  readonly linter: Linter;
  /** The findings that the handbook has accepted. */
  readonly baseline: Baseline;
  /** Reads all pages into the index. They are not kept: many pages need much memory. */
  readonly readAll: () => Promise<Revision>;
}

/** What the command line says about a handbook. */
export interface HandbookChoice extends RuleChoice {
  readonly root?: string;
  readonly config?: string;
}

/**
 * Opens the handbook in a folder, or in the one in which the person stands, and says what was found there on
 * standard error.
 * @throws UsageError when the root, the configuration or a rule named is not there or has errors.
 */
export function openHandbook(choice: HandbookChoice): OpenHandbook {
  const location = locate({ ...choice, named: [] }, standpoints(process.cwd(), process.env));
  for (const each of location.remarks) remark(each);
  remark(location.absence);
  return openLocation(location, openRules(choice));
}

/**
 * Opens a handbook that was found, by another configuration and with another text of a page if they are given.
 * @throws UsageError when the configuration has errors
 */
export function openLocation(
  location: Pick<Location, "root" | "config">,
  rules: OpenRules,
  config: HandbookConfig = readConfig(location, rules),
  given?: GivenPage,
): OpenHandbook {
  const { root } = location;
  const listed = listFiles(root);
  const files =
    given === undefined || listed.includes(given.path) ? listed : [...listed, given.path].sort();
  const read = (path: string): Uint8Array =>
    path === given?.path ? given.bytes : readBytes(join(root, path));
  return openFiles({ root, files, read }, rules, config);
}

/** Opens the handbook that some files are. */
export function openFiles(
  { root, files, ...from }: Pick<OpenHandbook, "root" | "files" | "read">,
  rules: OpenRules,
  config: HandbookConfig,
): OpenHandbook {
  const paths = files.filter(selectPages(config));
  const read = once(from.read);
  return {
    root,
    config,
    paths,
    files,
    isWanted: selectFiles(selectionOf(config)).isWanted,
    read,
    choice: rules.choice,
    async loadRules(options) {
      const engine = await rules.engine(config, options);
      return {
        engine,
        linter: engine.linter,
        baseline: baselineOf(engine, dataFilesOf(engine, files, read)),
        readAll: () => readRevision(engine, files, read),
      };
    },
  };
}

/** Reads the files of a folder into a revision. */
export async function readRevision(
  engine: Engine,
  files: readonly string[],
  read: (path: string) => Uint8Array,
): Promise<Revision> {
  remarkOnRedirects(engine, files);
  const others = dataFilesOf(engine, files, read);
  return inTurns(buildRevision(engine, pagesOf(engine, files, read), others));
}

/** Says which files of redirects are missing. */
export function remarkOnRedirects({ config }: Engine, files: readonly string[]): void {
  for (const path of config.links.redirects) {
    if (files.includes(path)) continue;
    remark(`There is no file of redirects ${path}; links.redirects in the configuration names it.`);
  }
}

/** Reads the files of a folder that are no pages. */
export function dataFilesOf(
  { isData, isWanted }: Engine,
  files: readonly string[],
  read: (path: string) => Uint8Array,
): OtherFiles {
  const data = new Map<string, string>();
  for (const path of files.filter(isData)) data.set(path, new TextDecoder().decode(read(path)));
  return { data, others: new Set(files.filter((path) => !isWanted(path))) };
}

function* pagesOf(
  { linter, isPage }: Engine,
  files: readonly string[],
  read: (path: string) => Uint8Array,
): Generator<Page> {
  const pages = files.filter(isPage);
  for (const [index, path] of pages.entries()) {
    progress().step("Reading", index, pages.length);
    yield linter.parse(path, read(path));
  }
}

function once<T>(read: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const found = known.get(path) ?? read(path);
    known.set(path, found);
    return found;
  };
}
