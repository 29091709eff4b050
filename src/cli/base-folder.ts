import { join } from "node:path";

import type { ChangedFile } from "../change/change.ts";
import { listFiles, readBytes } from "./read-files.ts";

/** Compares a handbook with another copy of it in a folder. A page that only moved counts as renamed. */
export function changesFromFolder(
  base: string,
  head: {
    readonly paths: readonly string[];
    readonly isPage: (path: string) => boolean;
    readonly read: (path: string) => Uint8Array;
  },
): readonly ChangedFile[] {
  const before = new Map(
    listFiles(base)
      .filter((path) => head.isPage(path))
      .map((path) => [path, readBytes(join(base, path))]),
  );
  const changes: ChangedFile[] = [];
  const added: { readonly path: string; readonly text: Uint8Array }[] = [];
  for (const path of head.paths) {
    const text = head.read(path);
    const old = before.get(path);
    before.delete(path);
    if (old === undefined) added.push({ path, text });
    else if (!areEqual(old, text)) changes.push(change("modified", path, path, old, text));
  }
  for (const { path, text } of added) {
    const oldPath = [...before].find(([, old]) => areEqual(old, text))?.[0];
    if (oldPath === undefined) {
      changes.push(change("added", path, path, undefined, text));
    } else {
      before.delete(oldPath);
      changes.push(change("renamed", oldPath, path, text, text));
    }
  }
  for (const [path, old] of before) changes.push(change("deleted", path, path, old, undefined));
  return changes;
}

function change(
  status: ChangedFile["status"],
  oldPath: string,
  path: string,
  before: Uint8Array | undefined,
  after: Uint8Array | undefined,
): ChangedFile {
  return { status, oldPath, path, before, after, diff: undefined };
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
