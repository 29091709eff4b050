import { spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findProgram, freePort, startServer, type StartedStore } from "./server-process.ts";

/** Starts a PostgreSQL on loopback, in a folder of its own. */
export async function startPostgres(): Promise<StartedStore> {
  const program = findProgram({
    name: "postgres",
    package: "postgresql",
    folders: ["/usr/lib/postgresql/*/bin"],
  });
  const user = databaseUser();
  const folder = mkdtempSync(join(tmpdir(), "handbook-bot-postgres-"));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const { status, stderr, stdout } = spawnSync(
    join(dirname(program), "initdb"),
    ["--pgdata", data, "--auth", "trust", "--username", "bot", "--no-sync", "--encoding", "UTF8"],
    { encoding: "utf8", cwd: "/", ...user },
  );
  if (status !== 0) throw new Error(`initdb failed:\n${stdout}\n${stderr}`);
  const port = await freePort();
  const start = (): Promise<() => Promise<void>> =>
    startServer(
      [
        program,
        ...["-D", data],
        ...["-k", folder],
        ...["-p", String(port)],
        ...["-c", "listen_addresses=127.0.0.1"],
        ...["-c", "fsync=off"],
      ],
      /ready to accept connections/,
      user,
    );
  let stop = await start();
  const version = /[\d.]+/.exec(
    spawnSync(program, ["--version"], { encoding: "utf8" }).stdout,
  )?.[0];
  return {
    url: `postgres://bot@127.0.0.1:${port}/postgres`,
    name: `PostgreSQL ${version ?? "of unknown version"}`,
    async restart() {
      await stop();
      stop = await start();
    },
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. The package brings a user for it. */
function databaseUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => {
    const { stdout, status } = spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
    return status === 0 ? Number(stdout) : 65_534;
  };
  return { uid: id("-u"), gid: id("-g") };
}
