import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { storeHandbook } from "../handbook/create-handbook.ts";
import type { Handbook } from "../handbook/handbook.ts";
import type { StoredIndex } from "./engine.ts";

/** The head of a file: one line of JSON, filled up with spaces, so that the numbers after it are aligned. */
const headBytes = 512;

const headSchema = z.object({
  sha: z.string(),
  /** Of what the index depends on beside the pages. */
  key: z.string(),
  /** Of all bytes after the head. */
  digest: z.string(),
  numbers: z.int().nonnegative(),
  texts: z.int().nonnegative(),
});

type Head = z.infer<typeof headSchema>;

/** An index as it was of one commit. */
export interface CachedIndex extends StoredIndex {
  readonly sha: string;
}

/** To be raised when pages are read in another way, or when an index holds something else of them. */
const INDEX_VERSION = 1;

/** Names what an index depends on beside the pages: the version above and the configuration. */
export function indexKey(configText: string): string {
  return createHash("sha1").update(`${INDEX_VERSION}\n${configText}`).digest("hex");
}

/** Opens the index of some commit; undefined where there is none, of another key, or where it is damaged. */
export async function readIndexCache(path: string, key: string): Promise<CachedIndex | undefined> {
  try {
    const file = await open(path, "r");
    try {
      const head = parseHead(await readBytes(headBytes));
      if (head.key !== key) return undefined;
      const { size } = await file.stat();
      if (size !== headBytes + head.numbers + head.texts) return undefined;
      // Apart, so that the texts can be let go once they are read.
      const numbers = await readBytes(head.numbers);
      const texts = await readBytes(head.texts);
      const digest = createHash("sha1").update(numbers).update(texts).digest("hex");
      return digest === head.digest ? { sha: head.sha, numbers, texts } : undefined;
    } finally {
      await file.close();
    }

    async function readBytes(length: number): Promise<Uint8Array> {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length;) {
        const { bytesRead } = await file.read(bytes, at, length - at);
        if (bytesRead === 0) throw new Error(`${path} is shorter than its head says`);
        at += bytesRead;
      }
      return bytes;
    }
  } catch {
    return undefined;
  }
}

function parseHead(bytes: Uint8Array): Head {
  return headSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** Keeps the index of a handbook. It is renamed into place: a reader finds the old one or the new one. */
export async function writeIndexCache(
  path: string,
  { key, sha }: { readonly key: string; readonly sha: string },
  handbook: Handbook,
): Promise<void> {
  const stored = storeHandbook(handbook);
  if (stored === undefined) return;
  const { numbers, texts } = stored;
  const hash = createHash("sha1");
  for (const part of [...numbers, texts]) hash.update(part);
  const length = numbers.reduce((sum, part) => sum + part.length, 0);
  const digest = hash.digest("hex");
  const head: Head = { sha, key, digest, numbers: length, texts: texts.length };
  const part = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(part, "w");
    try {
      await file.writeFile(JSON.stringify(head).padEnd(headBytes));
      for (const bytes of [...numbers, texts]) await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch {
    // A disk that is full makes the next start slow, and nothing worse.
    await rm(part, { force: true }).catch(() => undefined);
  }
}
