import { randomBytes } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { createConnection, createServer, type Server } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A held folder. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Another process works in the folder. */
class FolderInUseError extends Error {
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

/** How long one that starts beside us may take to make up its mind. */
const RIVAL_MS_MAX = 5_000;

/**
 * Takes a folder for this process, until it releases it or ends in any way, `kill -9` included.
 *
 * The lock is a listening Unix socket, because the kernel closes it with the process: a file with a
 * process id lies after a crash, and in containers, where every bot is process 1. Every starter listens on
 * a socket of its own name and only then looks for others, so of two that start at once at least one sees
 * the other. Dead sockets are removed: no name is used twice, so a dead one stays dead.
 * @throws FolderInUseError naming the process that holds the folder.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const name = `lock.${randomBytes(6).toString("hex")}`;
  const path = join(folder, name);
  if (Buffer.byteLength(`${path}~`) > SOCKET_PATH_BYTES_MAX) {
    throw new Error(
      `The data folder's path is too long for its lock (${path}, at most ${SOCKET_PATH_BYTES_MAX} bytes). ` +
        `Choose a shorter HANDBOOK_BOT_DATA_DIR.`,
    );
  }
  const claim = { isHeld: false };
  const server = await listen(`${path}~`, claim);
  // A socket is seen by others only when it answers: between bind and listen it would look dead.
  await rename(`${path}~`, path);
  const release = async (): Promise<void> => {
    await rm(path, { force: true });
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    const others = (await readdir(folder)).filter((other) => /^lock\.[0-9a-f]{12}$/.test(other));
    for (const other of others) if (other !== name) await outlive(folder, name, other);
    claim.isHeld = true;
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Resolves when the other socket's process is out of the way; of two that both start, the lower name waits. */
async function outlive(folder: string, name: string, other: string): Promise<void> {
  const deadline = Date.now() + RIVAL_MS_MAX;
  for (;;) {
    const answer = await ask(join(folder, other));
    if (answer === undefined) {
      await rm(join(folder, other), { force: true });
      return;
    }
    if (answer.isHeld || other < name || Date.now() > deadline) {
      throw new FolderInUseError(folder, answer.who);
    }
    await wait(10);
  }
}

interface Answer {
  readonly isHeld: boolean;
  readonly who: string;
}

/** What the process behind a socket says, or `undefined` when there is none. */
function ask(path: string): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    let text = "";
    const socket = createConnection(path);
    const silent = { isHeld: true, who: "another process that does not say which" };
    // A stopped process accepts (the kernel does that) but does not answer; it still holds the folder.
    socket.setTimeout(2_000, () => socket.destroy());
    socket.setEncoding("utf8");
    socket.on("data", (data: string) => {
      text = (text + data).slice(0, 300);
    });
    socket.on("error", (error) => {
      const isDead = "code" in error && (error.code === "ECONNREFUSED" || error.code === "ENOENT");
      resolve(isDead ? undefined : silent);
    });
    socket.on("close", () => {
      const [state, who] = text.split("\n");
      resolve(who === undefined ? silent : { isHeld: state === "held", who });
    });
  });
}

function listen(path: string, claim: { readonly isHeld: boolean }): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.end(`${claim.isHeld ? "held" : "starting"}\nprocess ${process.pid} on ${hostname()}`);
  });
  // A held lock alone does not keep the process running.
  server.unref();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => resolve(server));
  });
}
