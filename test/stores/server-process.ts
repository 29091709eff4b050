import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";

/** A real server, started for tests. */
export interface StartedStore {
  readonly url: string;
  /** "Redis 7.0.15" */
  readonly name: string;
  /** Stops it and starts it again at the same address, with what it had written down. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A program that must be there for the tests, and the Debian package that brings it. */
export interface Program {
  readonly name: string;
  readonly package: string;
  /** Folders to look in besides PATH; a `*` stands for one level. */
  readonly folders: readonly string[];
}

/** Finds a program, and installs it where that is possible. Fails loudly where it is not. */
export function findProgram(program: Program): string {
  const found = lookFor(program);
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || lookFor({ ...program, name: "apt-get" }) === undefined) {
    throw new Error(
      `The tests run against a real ${program.name}, and there is none. Install it ` +
        `(Debian: apt-get install ${program.package}) and run them again.`,
    );
  }
  console.log(`stores: ${program.name} is missing; installing ${program.package} with apt-get`);
  apt("update");
  apt("install", "--yes", "--no-install-recommends", program.package);
  const installed = lookFor(program);
  if (installed === undefined) {
    throw new Error(`apt-get installed ${program.package}, but ${program.name} is not there.`);
  }
  return installed;
}

function apt(...args: string[]): void {
  const { status, stdout, stderr } = spawnSync("apt-get", ["-q", ...args], {
    encoding: "utf8",
    // RUNLEVEL=1 keeps the package from starting the service.
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
  });
  if (status !== 0) throw new Error(`apt-get ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
}

function lookFor({ name, folders }: Program): string | undefined {
  const onPath = (process.env["PATH"] ?? "").split(":");
  return [...folders.flatMap(expand), ...onPath, "/usr/bin", "/usr/sbin"]
    .map((folder) => `${folder}/${name}`)
    .find((path) => existsSync(path));
}

function expand(folder: string): string[] {
  const [before, after] = folder.split("*");
  if (before === undefined || after === undefined) return [folder];
  if (!existsSync(before)) return [];
  return readdirSync(before)
    .sort((a, b) => Number(b) - Number(a))
    .map((name) => before + name + after);
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return reject(new Error("no port"));
      server.close(() => resolve(address.port));
    });
  });
}

/**
 * Starts a server that ends with this process, however that ends: a shell reads from a pipe we hold, and
 * stops the server when the pipe closes.
 * Resolves when the server has said that it is ready, with the function that stops it.
 */
export async function startServer(
  command: readonly string[],
  readyLine: RegExp,
  user?: { readonly uid: number; readonly gid: number },
): Promise<() => Promise<void>> {
  // To SIGTERM PostgreSQL would wait until its last client has left.
  const script = '"$@" & server=$!; cat > /dev/null; kill -INT "$server"; wait "$server"';
  const child = spawn("/bin/sh", ["-c", script, "sh", ...command], {
    stdio: ["pipe", "pipe", "pipe"],
    cwd: "/",
    ...user,
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let output = "";
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("it did not get ready in 300 s")), 300_000);
    const read = (data: Buffer): void => {
      output += data.toString();
      if (!readyLine.test(output)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    void ended.then(() => reject(new Error("it ended")));
  }).catch(async (error: unknown) => {
    await stop();
    throw new Error(`${command[0]} did not start: ${String(error)}\n${output}`);
  });
  return stop;
}
