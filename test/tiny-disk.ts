import { spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A disk of its own, in memory. */
export interface TinyDisk {
  readonly folder: string;
  /** Leaves so many bytes and no more. */
  readonly fill: (bytesLeft: number) => void;
  readonly makeRoom: () => void;
}

/** Mounts a disk of some megabytes until the test ends. */
export function mountTinyDisk(megabytes: number): TinyDisk {
  const folder = mkdtempSync(join(tmpdir(), "handbook-bot-disk-"));
  const { status, stderr } = spawnSync(
    "mount",
    ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder],
    { encoding: "utf8" },
  );
  if (status !== 0) {
    rmdirSync(folder);
    throw new Error(
      `These tests need a disk that they can fill: run them as root, in a container with --privileged. ${stderr}`,
    );
  }
  onTestFinished(() => {
    spawnSync("umount", ["--lazy", folder]);
    rmdirSync(folder);
  });
  const filler = join(folder, "filler");
  return {
    folder,
    fill: (bytesLeft) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytesLeft)));
    },
    makeRoom: () => rmSync(filler),
  };
}
