import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { StoredSegment } from "../../handbook/stored-segment.ts";
import {
  HEAD_BYTES,
  readFiles,
  type ReadFiles,
  SECTIONS,
  type Section,
  SNAPSHOT_VERSION,
  type SnapshotHead,
  type SnapshotNames,
  type StoredFile,
} from "./snapshot.ts";

/** A snapshot that is being written, beside the one that it is to replace. */
export interface SnapshotDraft {
  /** @throws FullDiskError */
  readonly add: (file: StoredFile) => Promise<void>;
  /** The files added so far. */
  readonly files: ReadFiles;
  /** Puts the snapshot in its place. @throws FullDiskError; then the old one stays where it is. */
  readonly finish: (
    of: Pick<SnapshotHead, "sha" | "configKey"> & { readonly others: readonly string[] },
    index: StoredSegment,
  ) => Promise<void>;
  /** Leaves nothing behind; without effect once it is finished. */
  readonly discard: () => Promise<void>;
}

/** The disk with the data folder is full. What was there before is as it was. */
export class FullDiskError extends Error {
  constructor(folder: string, cause: unknown) {
    super(
      `The disk that holds ${folder} is full, so the handbook cannot be stored there. Free some space; the job is retried.`,
      { cause },
    );
    this.name = "FullDiskError";
  }
}

/** Begins a snapshot. Readers find the old one or the new one, never half of either. */
export async function draftSnapshot(path: string): Promise<SnapshotDraft> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.part`;
  const file = await open(part, "w+");
  await removeLeftovers(path, (await file.stat()).mtimeMs);
  const listed: SnapshotNames["files"] = [];
  const contents = createHash("sha1");
  let length = HEAD_BYTES;
  let isOpen = true;

  async function append(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      at += (await file.write(bytes, at, bytes.length - at, length + at)).bytesWritten;
    }
    length += bytes.length;
  }

  async function discard(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
    await rm(part, { force: true });
  }

  async function namingFullDisk(writing: Promise<unknown>): Promise<void> {
    try {
      await writing;
    } catch (error) {
      throw isOfFullDisk(error) ? new FullDiskError(dirname(path), error) : error;
    }
  }

  return {
    async add({ path: name, bytes }) {
      await namingFullDisk(append(bytes));
      contents.update(bytes);
      listed.push([name, bytes.length]);
    },
    files: (isWanted) => readFiles(file, listed, isWanted),
    async finish({ sha, configKey, others }, { numbers, texts }) {
      const names: SnapshotNames = { files: listed, others: [...others] };
      const rest: Record<Exclude<Section, "contents">, readonly Uint8Array[]> = {
        names: [new TextEncoder().encode(JSON.stringify(names))],
        numbers,
        texts: [texts],
      };
      const sections: SnapshotHead["sections"] = {
        contents: { bytes: length - HEAD_BYTES, digest: contents.digest("hex") },
        names: describe(rest.names),
        numbers: describe(rest.numbers),
        texts: describe(rest.texts),
      };
      const head: SnapshotHead = { version: SNAPSHOT_VERSION, sha, configKey, sections };
      for (const name of SECTIONS) {
        if (name === "contents") continue;
        for (const part of rest[name]) await namingFullDisk(append(part));
      }
      await namingFullDisk(file.write(JSON.stringify(head).padEnd(HEAD_BYTES), 0));
      await rename(part, path);
      isOpen = false;
      await file.close();
    },
    discard,
  };
}

function describe(parts: readonly Uint8Array[]): { bytes: number; digest: string } {
  const hash = createHash("sha1");
  let bytes = 0;
  for (const part of parts) {
    hash.update(part);
    bytes += part.length;
  }
  return { bytes, digest: hash.digest("hex") };
}

function isOfFullDisk(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "ENOSPC" || error.code === "EDQUOT";
}

/** No process writes for longer. */
const LEFTOVER_AFTER_MS = 60 * 60 * 1000;

/** Removes what processes left behind that were killed while they wrote this snapshot. */
async function removeLeftovers(path: string, nowMs: number): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(path)}.`) || !name.endsWith(".part")) continue;
    const leftover = join(folder, name);
    // Another process may remove it at the same time.
    const age = await stat(leftover).then(
      ({ mtimeMs }) => nowMs - mtimeMs,
      () => 0,
    );
    if (age > LEFTOVER_AFTER_MS) await rm(leftover, { force: true });
  }
}
