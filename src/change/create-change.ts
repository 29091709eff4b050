import { compareText } from "../text/compare-text.ts";
import type { Steps } from "../text/steps.ts";
import type { Change, ChangedData, ChangedFile, ChangedPage, ReadChange, Texts } from "./change.ts";
import { parseDiffLines } from "./diff-lines.ts";
import { type FileState, layOver, type Revision } from "./revision.ts";

/** Makes a change from what a reader found, in steps of a file each. Of its pages only chosen ones are listed. */
export function* createChange(
  target: Revision,
  read: ReadChange,
  isChosen: (path: string) => boolean,
): Steps<Change> {
  const pages: ChangedPage[] = [];
  const data: ChangedData[] = [];
  for (const file of [...read.files].sort((a, b) => compareText(a.path, b.path))) {
    yield file.path;
    if (target.engine.isPage(file.path)) pages.push(openPage(file, target));
    else data.push(openData(file));
  }
  const sides = { pages, data, ...read };
  return {
    before: layOver(target, statesOf("before", sides)),
    after: layOver(target, statesOf("after", sides)),
    pages: pages.filter(({ path, oldPath }) => isChosen(path) || isChosen(oldPath)),
    data,
    others: read.others,
    hasMoreOthers: read.hasMoreOthers ?? false,
    notices: read.notices,
    texts: read.texts && textsAfter(pages, read, read.texts),
  };
}

/** Lays the changed pages over the texts of all. */
function textsAfter(
  pages: readonly ChangedPage[],
  { entering = [], removed }: ReadChange,
  texts: Texts,
): Texts {
  const changed = new Set([
    ...pages.flatMap(({ path, oldPath }) => [path, oldPath]),
    ...entering.map(({ path }) => path),
    ...removed,
  ]);
  return function* lay() {
    for (const text of texts()) if (!changed.has(text.path)) yield text;
    yield* entering;
    for (const { after } of pages) if (after) yield { path: after.path, source: after.source };
  };
}

function openPage(file: ChangedFile, { engine }: Revision): ChangedPage {
  const { oldPath, path, diff } = file;
  const before = file.before === undefined ? undefined : engine.linter.parse(oldPath, file.before);
  const after = file.after === undefined ? undefined : engine.linter.parse(path, file.after);
  const lines = parseDiffLines(diff, before?.source, after?.source);
  return { oldPath, path, before, after, lines, diff };
}

function openData({ path, diff, ...file }: ChangedFile): ChangedData {
  const before = textOf(file.before);
  const after = textOf(file.after);
  return { path, before, after, lines: parseDiffLines(diff, before, after) };
}

function textOf(content: ChangedFile["before"]): string | undefined {
  return content instanceof Uint8Array ? new TextDecoder().decode(content) : content;
}

/** What each file of a change is on one of its sides. */
function statesOf(
  side: "before" | "after",
  given: Pick<Change, "pages" | "data"> & Pick<ReadChange, "added" | "removed">,
): ReadonlyMap<string, FileState> {
  const states = new Map<string, FileState>();
  for (const { oldPath, path } of given.pages) {
    states.set(oldPath, { kind: "none" }).set(path, { kind: "none" });
  }
  for (const { [side]: page } of given.pages) {
    if (page !== undefined) states.set(page.path, { kind: "page", page });
  }
  for (const { path, [side]: text } of given.data) {
    states.set(path, text === undefined ? { kind: "none" } : { kind: "data", text });
  }
  for (const path of given.added) {
    states.set(path, { kind: side === "after" ? "other" : "none" });
  }
  for (const path of given.removed) {
    states.set(path, { kind: side === "before" ? "other" : "none" });
  }
  return states;
}
