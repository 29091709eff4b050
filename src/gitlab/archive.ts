import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

import { extract, type Header } from "tar-stream";

import { GitLabError } from "./gitlab-error.ts";

export interface ArchivedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ArchiveLimits {
  /** A larger file is left out. */
  readonly fileBytesMax?: number;
  /** Of all wanted files together; beyond it the archive is refused. */
  readonly totalBytesMax?: number;
  /** Of all that is in it, images and films too; beyond it the archive is refused. */
  readonly unpackedBytesMax?: number;
  /** Files, folders and all else; beyond it the archive is refused. */
  readonly entriesMax?: number;
}

/**
 * The wanted files of a `tar.gz` as GitLab makes them: everything below one folder that is named
 * after the commit. Only one file is in memory at a time.
 */
export async function* readArchive(
  body: unknown,
  wanted: (path: string) => boolean,
  limits: ArchiveLimits = {},
): AsyncGenerator<ArchivedFile> {
  const { fileBytesMax = 5 * 1024 * 1024, totalBytesMax = 512 * 1024 * 1024 } = limits;
  const { unpackedBytesMax = 4 * 1024 ** 3, entriesMax = 500_000 } = limits;
  if (!isStream(body)) {
    throw refused("holds nothing");
  }
  const files = extract();
  const whole = pipeline(Readable.from(body), createGunzip(), files);
  // The reader below sees the same failure; this promise must not be left without one.
  whole.catch(() => undefined);
  let entries = 0;
  let total = 0;
  let unpacked = 0;
  try {
    for await (const entry of files) {
      const path = pathInProject(entry.header);
      const size = entry.header.size ?? 0;
      entries += 1;
      if (entries > entriesMax) {
        throw refused(`holds more than ${entriesMax} files`);
      }
      // What is passed over has to be unpacked all the same, to its end.
      unpacked += size;
      if (unpacked > unpackedBytesMax) {
        throw refused(`holds more than ${unpackedBytesMax} bytes`);
      }
      if (path === undefined || size > fileBytesMax || !wanted(path)) {
        entry.resume();
        continue;
      }
      total += size;
      if (total > totalBytesMax) {
        throw refused(`holds more than ${totalBytesMax} bytes of pages`);
      }
      yield { path, bytes: await readAll(entry) };
    }
    await whole;
  } catch (error) {
    throw error instanceof GitLabError ? error : broken(error);
  }
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}

/** Without the first folder; undefined for whatever is no plain file or lies outside. */
function pathInProject(header: Header): string | undefined {
  const parts = header.name.split("/").slice(1);
  const isSafe = parts.every((part) => part !== "" && part !== "." && part !== "..");
  return header.type === "file" && parts.length > 0 && isSafe ? parts.join("/") : undefined;
}

async function readAll(entry: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) {
    if (chunk instanceof Uint8Array) {
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}

function refused(why: string): GitLabError {
  return new GitLabError({
    message: `The archive of the project ${why}.`,
    method: "GET",
    path: "repository/archive",
    actor: "developer",
  });
}

function broken(error: unknown): GitLabError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
  return new GitLabError({
    message: `The archive of the project cannot be read (${code}). Try again later.`,
    method: "GET",
    path: "repository/archive",
    actor: "nobody",
    retryable: true,
  });
}
