import {
  closeSync,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
  statSync,
} from "node:fs";
import { join } from "node:path";

import { fileBytesMax } from "../change/unread-files.ts";
import { errorCode, UsageError } from "./usage-error.ts";

/** More of one file is never read: a page that large is reported as too large, whatever follows. */
const bytesMax = fileBytesMax + 1;

/** Deeper folders are no handbook. */
const folderDepthMax = 64;

const toolFolders = new Set([".git", "node_modules"]);

/**
 * Lists the files below a folder, sorted, relative to it and with `/`. Symbolic links are not followed:
 * git stores a link, not what it leads to, and a link may lead in circles.
 * @throws UsageError when a folder cannot be read.
 */
export function listFiles(root: string): readonly string[] {
  const files: string[] = [];
  walk(root, "", 0, files);
  return files.sort();
}

function walk(root: string, folder: string, depth: number, files: string[]): void {
  if (depth > folderDepthMax) throw new UsageError(`${join(root, folder)} is nested too deeply.`);
  for (const entry of readFolder(join(root, folder))) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory() && !toolFolders.has(entry.name))
      walk(root, path, depth + 1, files);
  }
}

function readFolder(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * Reads a file, at most 5 MiB of it and a byte more.
 * @throws UsageError when it cannot be read.
 */
export function readBytes(path: string): Uint8Array {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(Math.min(fstatSync(file).size, bytesMax));
      let size = 0;
      while (size < bytes.length) {
        const read = readSync(file, bytes, { offset: size });
        if (read === 0) break;
        size += read;
      }
      return bytes.subarray(0, size);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * The file or folder at a path; undefined where there is none. Symbolic links are followed.
 * @throws UsageError when that cannot be found out, as for a link that leads to itself.
 */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): UsageError {
  const code = errorCode(error);
  if (code === "ENOENT" && path.includes("\uFFFD")) {
    return new UsageError(`${path} cannot be read: its name is not in UTF-8. Rename it.`);
  }
  if (code === "ELOOP") return new UsageError(`${path} is a link that leads to itself.`);
  if (code === "ENOENT") return new UsageError(`There is no ${path}.`);
  if (code === "ENOTDIR") return new UsageError(`${path} is not a folder.`);
  if (code === "EACCES" || code === "EPERM") {
    return new UsageError(`${path} cannot be read: permission denied.`);
  }
  return new UsageError(
    `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
  );
}
