import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "handbook-bot-package-"));
const main = join(folder, "dist/src/cli/main.js");

/** What `npm ci --omit=dev` would install for this machine. */
function productionPackages(): string[] {
  const lock = z
    .object({
      packages: z.record(
        z.string(),
        z.object({ dev: z.boolean().optional(), devOptional: z.boolean().optional() }),
      ),
    })
    .parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== "" && dev !== true && devOptional !== true)
    .map(([path]) => path)
    .filter((path) => path.lastIndexOf("node_modules/") === 0);
}

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "scripts/build.ts"), join(folder, "dist")]);
  for (const path of productionPackages()) {
    cpSync(join(root, path), join(folder, path), { recursive: true, errorOnExist: false });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the lock file", () => {
  it("names the packages of every platform, so that npm ci takes it everywhere", () => {
    const check = [join(root, "scripts/complete-lock.ts"), "--check"];
    expect(execFileSync(process.execPath, check, { encoding: "utf8" })).toContain("every platform");
  });
});

describe("the built package", () => {
  it("starts with nothing but its production dependencies", () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    const output = execFileSync(process.execPath, [main, "--version"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(output.trim()).toBe(version);
  });
});
