import { createHash, type Hash } from "node:crypto";
import { readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { z } from "zod";
import type { StoredIndex } from "../../change/revision.ts";

/**
 * To be raised when a snapshot is laid out in another way, when pages are read in another way, or when an index
 * holds something else of them. A test fails when that is forgotten.
 */
export const SNAPSHOT_VERSION = 3;

/** The head of a snapshot: one line of JSON, filled up with spaces. */
export const HEAD_BYTES = 1024;

/** What follows the head, in this order. */
export const SECTIONS = ["contents", "names", "numbers", "texts"] as const;

export type Section = (typeof SECTIONS)[number];

const sectionSchema = z.object({
  bytes: z.int().nonnegative(),
  /** SHA-1 of the bytes. */
  digest: z.string(),
});

const headSchema = z.object({
  version: z.literal(SNAPSHOT_VERSION),
  /** The commit that it shows. */
  sha: z.string(),
  /** Names the configuration that the index was made with. */
  configKey: z.string(),
  sections: z.object({
    /** The bytes of all files that the bot reads, one after another. */
    contents: sectionSchema,
    /** The names of those files with their lengths, and the names of all other files, as JSON. */
    names: sectionSchema,
    /** The index of the pages: its numbers and its texts. */
    numbers: sectionSchema,
    texts: sectionSchema,
  }),
});

export type SnapshotHead = z.infer<typeof headSchema>;

const namesSchema = z.object({
  files: z.array(z.tuple([z.string(), z.int().nonnegative()])),
  others: z.array(z.string()),
});

export type SnapshotNames = z.infer<typeof namesSchema>;

/** One file of a snapshot. */
export interface StoredFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Gives files one by one, so that no more than one is in memory; those whose names are wanted. */
export type ReadFiles = (isWanted?: (path: string) => boolean) => Generator<StoredFile>;

/**
 * One commit of a target branch on disk: the files that the bot reads, the names of all others, and the index
 * of the pages. It is one file, renamed into place when it is whole, and held open while it is read: another
 * process may put a newer one in its place meanwhile.
 */
export interface Snapshot {
  readonly sha: string;
  readonly configKey: string;
  readonly others: readonly string[];
  readonly files: ReadFiles;
  /** The index; undefined where it is damaged. */
  readonly readIndex: () => Promise<StoredIndex | undefined>;
  readonly close: () => Promise<void>;
}

/** Opens a snapshot; undefined where there is none, of another version, or where its files are damaged. */
export async function openSnapshot(path: string): Promise<Snapshot | undefined> {
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const snapshot = await readSnapshot(file);
    if (snapshot !== undefined) return snapshot;
  } catch {
    // Not a snapshot, or no longer: whatever is wrong with it, it is made anew.
  }
  await file.close();
  return undefined;
}

async function readSnapshot(file: FileHandle): Promise<Snapshot | undefined> {
  const head = headSchema.parse(JSON.parse(textOf(await readBytes(file, 0, HEAD_BYTES))));
  const starts = startsOf(head);
  const { size } = await file.stat();
  if (size !== starts.end) return undefined;
  const { contents, names: namesSection } = head.sections;
  const digest = createHash("sha1");
  await hashRange(file, HEAD_BYTES, contents.bytes, digest);
  if (digest.digest("hex") !== contents.digest) return undefined;
  const nameBytes = await readBytes(file, starts.names, namesSection.bytes);
  if (digestOf(nameBytes) !== namesSection.digest) return undefined;
  const names = namesSchema.parse(JSON.parse(textOf(nameBytes)));
  return {
    sha: head.sha,
    configKey: head.configKey,
    others: names.others,
    files: (isWanted) => readFiles(file, names.files, isWanted),
    readIndex: async () => {
      const { numbers, texts } = head.sections;
      // Apart, so that the texts can be let go once they are read.
      const index = {
        numbers: await readBytes(file, starts.numbers, numbers.bytes),
        texts: await readBytes(file, starts.texts, texts.bytes),
      };
      const isWhole =
        digestOf(index.numbers) === numbers.digest && digestOf(index.texts) === texts.digest;
      return isWhole ? index : undefined;
    },
    close: () => file.close(),
  };
}

/** Reads files whose bytes lie one after another behind the head. */
export function* readFiles(
  { fd }: FileHandle,
  files: SnapshotNames["files"],
  isWanted: (path: string) => boolean = () => true,
): Generator<StoredFile> {
  let from = HEAD_BYTES;
  for (const [path, length] of files) {
    const start = from;
    from += length;
    if (!isWanted(path)) continue;
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length;) {
      const read = readSync(fd, bytes, at, length - at, start + at);
      if (read === 0) throw new Error(`The snapshot ends within ${path}`);
      at += read;
    }
    yield { path, bytes };
  }
}

function startsOf({ sections }: SnapshotHead): Record<Section | "end", number> {
  const names = HEAD_BYTES + sections.contents.bytes;
  const numbers = names + sections.names.bytes;
  const texts = numbers + sections.numbers.bytes;
  return { contents: HEAD_BYTES, names, numbers, texts, end: texts + sections.texts.bytes };
}

async function readBytes(file: FileHandle, start: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const { bytesRead } = await file.read(bytes, at, length - at, start + at);
    if (bytesRead === 0) throw new Error("The snapshot is shorter than its head says");
    at += bytesRead;
  }
  return bytes;
}

const CHUNK_BYTES = 256 * 1024;

async function hashRange(file: FileHandle, start: number, length: number, hash: Hash) {
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (let at = 0; at < length;) {
    const wanted = Math.min(CHUNK_BYTES, length - at);
    const { bytesRead } = await file.read(chunk, 0, wanted, start + at);
    if (bytesRead === 0) throw new Error("The snapshot is shorter than its head says");
    hash.update(chunk.subarray(0, bytesRead));
    at += bytesRead;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("hex");
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
