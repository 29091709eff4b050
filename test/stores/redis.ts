import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram, freePort, startServer, type StartedStore } from "./server-process.ts";

/** Starts a Redis (or a Valkey under Redis' name) on loopback, in a folder of its own. */
export async function startRedis(port?: number): Promise<StartedStore> {
  const program = findProgram({ name: "redis-server", package: "redis-server", folders: [] });
  const folder = mkdtempSync(join(tmpdir(), "handbook-bot-redis-"));
  const chosenPort = port ?? (await freePort());
  const stop = await startServer(
    [
      program,
      ...["--port", String(chosenPort)],
      ...["--bind", "127.0.0.1"],
      ...["--dir", folder],
      ...["--save", ""],
      ...["--appendonly", "no"],
    ],
    /Ready to accept connections/,
  );
  const version = /v=([\d.]+)/.exec(
    spawnSync(program, ["--version"], { encoding: "utf8" }).stdout,
  )?.[1];
  return {
    url: `redis://127.0.0.1:${chosenPort}`,
    name: `Redis ${version ?? "of unknown version"}`,
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
