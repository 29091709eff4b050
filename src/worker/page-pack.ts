import { createHash, randomUUID } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";

/** One file of a pack. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The files of one revision that the bot reads, and the names of all others. On disk it is two files: an
 * index, and the bytes of all files one after another. In memory it is the index alone.
 */
export interface PagePack {
  readonly sha: string;
  readonly others: readonly string[];
  readonly has: (path: string) => boolean;
  /** Reads the files one by one, so that no more than one is in memory; those whose names are wanted. */
  readonly files: (isWanted?: (path: string) => boolean) => Generator<PackedFile>;
}

const indexSchema = z.object({
  version: z.literal(1),
  sha: z.string(),
  /** Of the bytes of all files. */
  digest: z.string().regex(/^[0-9a-f]{40}$/),
  files: z.array(z.tuple([z.string(), z.int().nonnegative()])),
  others: z.array(z.string()),
});

type Index = z.infer<typeof indexSchema>;

/**
 * Writes a pack as its files arrive. The index is renamed into place last: a reader finds the old pack or
 * the new one, never half of either. `others` is asked once all files have arrived.
 */
export async function writePack(
  path: string,
  sha: string,
  files: AsyncIterable<PackedFile>,
  others: () => readonly string[],
): Promise<PagePack> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.part`;
  const listed: [string, number][] = [];
  const hash = createHash("sha1");
  try {
    const file = await open(part, "w");
    try {
      for await (const { path: name, bytes } of files) {
        hash.update(bytes);
        await file.writeFile(bytes);
        listed.push([name, bytes.length]);
      }
    } finally {
      await file.close();
    }
    const digest = hash.digest("hex");
    const index: Index = { version: 1, sha, digest, files: listed, others: [...others()] };
    const before = await readIndex(path);
    await rename(part, bytesPath(path, digest));
    await writeFile(`${part}.index`, JSON.stringify(index));
    await rename(`${part}.index`, path);
    if (before !== undefined && before.digest !== digest)
      await rm(bytesPath(path, before.digest), { force: true });
    return packOf(path, index);
  } catch (error) {
    await rm(part, { force: true });
    await rm(`${part}.index`, { force: true });
    throw isOfFullDisk(error) ? new FullDiskError(dirname(path), error) : error;
  }
}

/** The disk with the data folder is full. What was there before is as it was. */
class FullDiskError extends Error {
  constructor(folder: string, cause: unknown) {
    super(
      `The disk that holds ${folder} is full: the handbook cannot be kept there. Make room; the job is tried again.`,
      { cause },
    );
    this.name = "FullDiskError";
  }
}

function isOfFullDisk(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "ENOSPC" || error.code === "EDQUOT";
}

/** Opens a pack; undefined where there is none, or where it is damaged and must be fetched again. */
export async function readPack(path: string): Promise<PagePack | undefined> {
  const index = await readIndex(path);
  if (index === undefined) return undefined;
  const pack = packOf(path, index);
  const hash = createHash("sha1");
  try {
    for await (const chunk of createReadStream(bytesPath(path, index.digest))) hash.update(chunk);
  } catch {
    return undefined;
  }
  return hash.digest("hex") === index.digest ? pack : undefined;
}

async function readIndex(path: string): Promise<Index | undefined> {
  try {
    return indexSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}

function packOf(path: string, index: Index): PagePack {
  const names = new Set(index.files.map(([name]) => name));
  return {
    sha: index.sha,
    others: index.others,
    has: (name) => names.has(name),
    *files(isWanted = () => true) {
      const file = openSync(bytesPath(path, index.digest), "r");
      try {
        let from = 0;
        for (const [name, length] of index.files) {
          const start = from;
          from += length;
          if (!isWanted(name)) continue;
          const bytes = new Uint8Array(length);
          for (let at = 0; at < length;) {
            const read = readSync(file, bytes, at, length - at, start + at);
            if (read === 0) throw new Error(`${path} is shorter than its index says`);
            at += read;
          }
          yield { path: name, bytes };
        }
      } finally {
        closeSync(file);
      }
    },
  };
}

function bytesPath(path: string, digest: string): string {
  return `${path}.${digest.slice(0, 12)}`;
}
