import type { ChangedFile, ReadChange } from "./change.ts";
import type { Engine } from "../config/engine.ts";
import type { HandbookConfig } from "../config/handbook-config.ts";
import { DataFileError } from "../lint/data-file.ts";

/** A changed file as git lists it, before it is read. */
export type ListedFile = Pick<ChangedFile, "status" | "oldPath" | "path" | "diff">;

/** What of a change has to be read, and what is known by its name alone. */
export interface SelectedFiles extends Pick<ReadChange, "added" | "removed"> {
  readonly wanted: readonly ListedFile[];
  /** Files that the change leaves there, and that are pages by its own configuration alone. */
  readonly entering: readonly ListedFile[];
}

/** What a change's own configuration makes of files. */
export interface OwnChoice {
  /** Files with data that it names. */
  readonly names: ReadonlySet<string>;
  readonly isPage: (path: string) => boolean;
}

/**
 * Selects the files of a change that a review reads: pages, and files with data, among them those that the
 * change's own configuration names. A page that leaves or enters the handbook by a rename counts as deleted
 * or added.
 */
export function selectFiles(
  listed: readonly ListedFile[],
  { isPage, isData }: Pick<Engine, "isPage" | "isData">,
  own: OwnChoice,
): SelectedFiles {
  const wanted: ListedFile[] = [];
  const entering: ListedFile[] = [];
  const added: string[] = [];
  const removed: string[] = [];
  for (const file of listed.flatMap((each) => splitRename(each, isPage))) {
    const { status, path } = file;
    if (isPage(path) || isData(path) || own.names.has(path)) {
      wanted.push(file);
      continue;
    }
    if (status === "added") added.push(path);
    else if (status === "deleted") removed.push(path);
    if (status !== "deleted" && own.isPage(path)) entering.push(file);
  }
  return { wanted, entering, added, removed };
}

/** Whether a change brings a configuration, under its name or a wrong one. */
export function bringsConfiguration(
  { files }: ReadChange,
  { dataKind }: Pick<Engine, "dataKind">,
): boolean {
  return files.some(
    ({ path, after }) => after !== undefined && dataKind(path)?.endsWith("configuration"),
  );
}

/** Whether a change is one of the configuration that is there: then it concerns all pages. */
export function changesConfiguration(
  { files }: Pick<ReadChange, "files">,
  { dataKind }: Pick<Engine, "dataKind">,
): boolean {
  return files.some(
    ({ path, before, after }) =>
      before !== undefined && after !== undefined && dataKind(path) === "configuration",
  );
}

/** The configuration of a change, where it has one of its own. */
export function configurationOf(
  listed: readonly ListedFile[],
  { dataKind }: Pick<Engine, "dataKind">,
): ListedFile | undefined {
  return listed.find(
    ({ status, path }) => status !== "deleted" && dataKind(path) === "configuration",
  );
}

/** What a change's own configuration makes of files: nothing where there is none, or it has errors. */
export function ownChoice(
  bytes: Uint8Array | undefined,
  engine: Pick<Engine, "reconfigure">,
): OwnChoice {
  const own = bytes && engineFor(new TextDecoder().decode(bytes), engine);
  const { redirects, baseline } = namedFiles(own?.config);
  return { names: new Set([...redirects, ...baseline]), isPage: own?.isPage ?? (() => false) };
}

/** The files that a configuration names, by what they are; none without one. */
export function namedFiles(config: HandbookConfig | undefined): {
  readonly redirects: readonly string[];
  /** At most one. */
  readonly baseline: readonly string[];
} {
  const { links, baseline } = config ?? {};
  return { redirects: links?.redirects ?? [], baseline: baseline === undefined ? [] : [baseline] };
}

/** Reads the text of a configuration; undefined where it has errors. */
export function configIn(
  text: string,
  engine: Pick<Engine, "reconfigure">,
): HandbookConfig | undefined {
  return engineFor(text, engine)?.config;
}

function engineFor(text: string, engine: Pick<Engine, "reconfigure">): Engine | undefined {
  try {
    return engine.reconfigure(text);
  } catch (error) {
    if (error instanceof DataFileError) return undefined;
    throw error;
  }
}

function splitRename(file: ListedFile, isPage: (path: string) => boolean): readonly ListedFile[] {
  const { status, oldPath, path } = file;
  if (status !== "renamed" || (isPage(oldPath) && isPage(path))) return [file];
  return [
    { status: "deleted", oldPath, path: oldPath, diff: undefined },
    { status: "added", oldPath, path, diff: undefined },
  ];
}
