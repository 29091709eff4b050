import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { createConnection, createServer, type Server } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";

/** A held folder. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Another process works in the folder. */
export class FolderInUseError extends Error {
  constructor(folder: string, holder: string) {
    super(
      `The data folder ${folder} is in use by ${holder}. One process owns a data folder: stop that one, ` +
        `give this one another HANDBOOK_BOT_DATA_DIR, or set HANDBOOK_BOT_QUEUE_URL to share a Redis or PostgreSQL.`,
    );
    this.name = "FolderInUseError";
  }
}

/** `sun_path` in sys/un.h holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const SOCKET_PATH_BYTES_MAX = 103;

/**
 * Takes a folder for this process, until it releases it or ends in any way, `kill -9` included.
 * The lock is a listening Unix socket, because the kernel closes it with the process: a file with a
 * process id lies after a crash, and in containers, where every bot is process 1.
 * @throws FolderInUseError naming the process that holds the folder.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, "lock");
  if (Buffer.byteLength(path) > SOCKET_PATH_BYTES_MAX) {
    throw new Error(
      `The data folder's path is too long for its lock (${path}, at most ${SOCKET_PATH_BYTES_MAX} bytes). ` +
        `Choose a shorter HANDBOOK_BOT_DATA_DIR.`,
    );
  }
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const server = await listen(path);
    if (server !== undefined) {
      return { release: () => close(server) };
    }
    const holder = await askHolder(path);
    if (holder !== undefined) throw new FolderInUseError(folder, holder);
    await setAside(path, folder);
  }
  throw new FolderInUseError(folder, "other processes that start again and again");
}

/** Moves a dead socket out of the way. Moving is atomic, so of two starters only one gets it. */
async function setAside(path: string, folder: string): Promise<void> {
  const aside = join(folder, `lock.${randomUUID().slice(0, 8)}`);
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  const holder = Buffer.byteLength(aside) > 107 ? undefined : await askHolder(aside);
  if (holder === undefined) {
    await rm(aside, { force: true });
    return;
  }
  // The other starter was quicker, and it was its live socket that was moved.
  await rename(aside, path);
  throw new FolderInUseError(folder, holder);
}

function listen(path: string): Promise<Server | undefined> {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.end(`process ${process.pid} on ${hostname()}`);
  });
  // A held lock alone does not keep the process running.
  server.unref();
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      isCode(error, "EADDRINUSE") ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => resolve(server));
  });
}

/** Who listens on the socket, or `undefined` when nobody does. */
function askHolder(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = createConnection(path);
    // A stopped process accepts (the kernel does that) but does not answer; it still holds the folder.
    socket.setTimeout(2_000, () => socket.destroy(new Error("no answer")));
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      answer = (answer + text).slice(0, 200);
    });
    socket.on("error", (error) =>
      resolve(
        isCode(error, "ECONNREFUSED") || isCode(error, "ENOENT") ? undefined : "another process",
      ),
    );
    socket.on("close", () => resolve(answer || "another process"));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
