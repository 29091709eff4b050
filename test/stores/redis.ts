import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram, freePort, startServer, type StartedStore } from "./server-process.ts";

/**
 * Starts a Redis (or a Valkey under Redis' name) on loopback, in a folder of its own. It writes down what it
 * is told only where it shall be `durable`.
 */
export async function startRedis({
  port,
  durable = false,
  isCluster = false,
}: {
  readonly port?: number;
  readonly durable?: boolean;
  readonly isCluster?: boolean;
} = {}): Promise<StartedStore> {
  const program = findProgram({ name: "redis-server", package: "redis-server", folders: [] });
  const folder = mkdtempSync(join(tmpdir(), "handbook-bot-redis-"));
  const chosenPort = port ?? (await freePort());
  const start = (): Promise<() => Promise<void>> =>
    startServer(
      [
        program,
        ...["--port", String(chosenPort)],
        ...["--bind", "127.0.0.1"],
        ...["--dir", folder],
        ...["--save", ""],
        ...["--appendonly", durable ? "yes" : "no"],
        ...(isCluster ? ["--cluster-enabled", "yes"] : []),
      ],
      /Ready to accept connections/,
    );
  let stop = await start();
  const version = /v=([\d.]+)/.exec(
    spawnSync(program, ["--version"], { encoding: "utf8" }).stdout,
  )?.[1];
  return {
    url: `redis://127.0.0.1:${chosenPort}`,
    name: `Redis ${version ?? "of unknown version"}`,
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
