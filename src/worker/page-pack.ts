import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";

/** The files of one revision that the bot reads, as bytes by path, and the names of all others. */
export interface PagePack {
  readonly sha: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly others: readonly string[];
}

const headerSchema = z.object({
  version: z.literal(1),
  sha: z.string(),
  digest: z.string(),
  files: z.array(z.tuple([z.string(), z.int().nonnegative()])),
  others: z.array(z.string()),
});

/**
 * Writes a pack as one file: a line of JSON that lists the files, then their bytes. Written beside its
 * place and renamed, so that a reader sees the old pack or the new one and never half of either.
 */
export async function writePack(path: string, pack: PagePack): Promise<void> {
  const bodies = [...pack.files.values()];
  const header = JSON.stringify({
    version: 1,
    sha: pack.sha,
    digest: digestOf(bodies),
    files: [...pack.files].map(([name, bytes]) => [name, bytes.length]),
    others: pack.others,
  });
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, Buffer.concat([Buffer.from(`${header}\n`), ...bodies]));
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Reads a pack; undefined where there is none, or where it is damaged and must be fetched again. */
export async function readPack(path: string): Promise<PagePack | undefined> {
  let all: Buffer;
  try {
    all = await readFile(path);
  } catch {
    return undefined;
  }
  const end = all.indexOf(10);
  if (end === -1) return undefined;
  try {
    const header = headerSchema.parse(JSON.parse(all.toString("utf8", 0, end)));
    const files = new Map<string, Uint8Array>();
    let at = end + 1;
    for (const [name, length] of header.files) {
      files.set(name, all.subarray(at, at + length));
      at += length;
    }
    if (at !== all.length || digestOf([...files.values()]) !== header.digest) return undefined;
    return { sha: header.sha, files, others: header.others };
  } catch {
    return undefined;
  }
}

function digestOf(bodies: readonly Uint8Array[]): string {
  const hash = createHash("sha1");
  for (const body of bodies) hash.update(body);
  return hash.digest("hex");
}
