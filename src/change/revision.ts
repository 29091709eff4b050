import { handbookOptions } from "./handbook-options.ts";
import {
  createHandbook,
  createHandbookStepwise,
  restoreHandbook,
} from "../handbook/create-handbook.ts";
import { isSiteConfig } from "../handbook/links/sites/detect-sites.ts";
import type { HandbookOptions } from "../handbook/handbook-options.ts";
import type { Handbook } from "../handbook/handbook.ts";
import { type Baseline, noBaseline, parseBaseline } from "../lint/baseline/baseline.ts";
import { DataFileError } from "../lint/data-file.ts";
import type { Page } from "../page/page.ts";
import type { Steps } from "../text/steps.ts";
import type { Engine } from "../config/engine.ts";

/**
 * A handbook as it is at one commit or in one folder, with all that a verdict on its pages depends on.
 * Immutable: `layOver` makes another.
 */
export interface Revision {
  /** The configuration and its rules. */
  readonly engine: Engine;
  /** The pages, and with them redirects, code owners, canonical pages and boilerplate. */
  readonly handbook: Handbook;
  /** Texts of the files with data by path, the configuration among them. */
  readonly data: ReadonlyMap<string, string>;
  /** Paths of all other files. */
  readonly others: ReadonlySet<string>;
  /** The findings that the handbook has accepted. */
  readonly baseline: Baseline;
}

/** The files of a revision that are no pages. */
export type OtherFiles = Pick<Revision, "data" | "others">;

/** The index of a handbook as bytes. */
export interface StoredIndex {
  readonly numbers: Uint8Array;
  readonly texts: Uint8Array;
}

/** Reads all pages of a revision into its index, in steps of a page each. */
export function* buildRevision(
  engine: Engine,
  pages: Iterable<Page>,
  files: OtherFiles,
): Steps<Revision> {
  const handbook = yield* createHandbookStepwise(pages, optionsOf(engine, files));
  return { engine, handbook, ...files, baseline: baselineOf(engine, files) };
}

/** Does so with an index that was stored, whole or in parts; undefined where it cannot be read. */
export function restoreRevision(
  engine: Engine,
  stored: readonly StoredIndex[],
  files: OtherFiles,
): Revision | undefined {
  const handbook = restoreHandbook(stored, optionsOf(engine, files));
  return handbook && { engine, handbook, ...files, baseline: baselineOf(engine, files) };
}

/** What a branch is whose configuration is missing or has errors: nobody knows which of its files are pages. */
export function bareRevision(engine: Engine): Revision {
  const files: OtherFiles = { data: new Map(), others: new Set() };
  const handbook = createHandbook([], optionsOf(engine, files));
  return { engine, handbook, ...files, baseline: noBaseline };
}

/** What a file is, or becomes. */
export type FileState =
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "data"; readonly text: string }
  | { readonly kind: "other" }
  | { readonly kind: "none" };

/** The revision that comes out when some of its files are replaced. It keeps its configuration and baseline. */
export function layOver(revision: Revision, files: ReadonlyMap<string, FileState>): Revision {
  const { engine } = revision;
  const pages = new Map<string, Page | null>();
  const data = new Map(revision.data);
  const others = new Set(revision.others);
  let hasOnlyPages = true;
  for (const [path, state] of files) {
    if (state.kind === "page") pages.set(path, state.page);
    else if (engine.isPage(path)) pages.set(path, null);
    else {
      hasOnlyPages = false;
      data.delete(path);
      others.delete(path);
      if (state.kind === "data") data.set(path, state.text);
      else if (state.kind === "other") others.add(path);
    }
  }
  if (hasOnlyPages) return { ...revision, handbook: revision.handbook.overlay(pages) };
  const handbook = revision.handbook.overlay(pages, optionsOf(engine, { data, others }));
  return { ...revision, handbook, data, others };
}

/**
 * The revision by another configuration. `pages` are those that it reads otherwise; null takes one away, which is
 * then a file like others.
 */
export function reconfigured(
  revision: Revision,
  engine: Engine,
  pages: ReadonlyMap<string, Page | null>,
): Revision {
  const { data } = revision;
  const others = new Set(revision.others);
  for (const [path, page] of pages) {
    if (page === null) others.add(path);
    else others.delete(path);
  }
  const isSame = pages.size === 0 && settingsOf(engine) === settingsOf(revision.engine);
  const handbook = isSame
    ? revision.handbook
    : revision.handbook.overlay(pages, optionsOf(engine, { data, others }));
  return { engine, handbook, data, others, baseline: baselineOf(engine, { data, others }) };
}

/** What of a configuration decides how pages relate to each other. */
function settingsOf({ config }: Engine): string {
  const { links, canonical, boilerplate } = config;
  return JSON.stringify([links, canonical, boilerplate]);
}

/** The baseline that the configuration names; one with errors accepts nothing. */
export function baselineOf({ config }: Engine, { data }: OtherFiles): Baseline {
  if (config.baseline === undefined) return noBaseline;
  const text = data.get(config.baseline);
  if (text === undefined) {
    const problem = `There is no file ${config.baseline}, which “baseline” in the configuration names.`;
    return { ...noBaseline, problem };
  }
  try {
    return parseBaseline(config.baseline, text);
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    return { ...noBaseline, problem: `The baseline cannot be used. ${error.message}` };
  }
}

function optionsOf({ config }: Engine, { data, others }: OtherFiles): HandbookOptions {
  const siteConfigs = new Map([...data].filter(([path]) => isSiteConfig(path)));
  return handbookOptions(config, others, (path) => data.get(path), siteConfigs);
}
