import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { pgliteDataDir } from "../stores/pglite-data-dir.ts";
import { freePort } from "../stores/server-process.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "handbook-bot-package-"));
const main = join(folder, "dist/handbook-bot.js");

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
    .filter((path) => path.lastIndexOf("node_modules/") === 0)
    .filter((path) => existsSync(join(root, path)));
}

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "scripts/build.ts"), join(folder, "dist")]);
  for (const path of productionPackages()) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the lock file", () => {
  it("names the packages of every platform, so that npm ci takes it everywhere", () => {
    const check = [join(root, "scripts/complete-lock.ts"), "--check"];
    expect(execFileSync(process.execPath, check, { encoding: "utf8" })).toContain("every platform");
  });
});

describe("the built package, with nothing but its production dependencies", () => {
  it("is a library, with types that a program of others compiles against", () => {
    const program = `
      import { lint, review, type Finding, type ReviewReport } from "./dist/library.js";
      const files = { "a.md": "---\\ntitle: A\\n---\\n\\n# A\\n\\nAsk the the manager.\\n" };
      const { findings } = await lint({ files, failOn: "never" });
      const [first]: readonly Finding[] = findings;
      const { verdict }: ReviewReport = await review({ before: files, after: files });
      console.log(first?.rule, first?.start.line, verdict.state);
    `;
    writeFileSync(join(folder, "consumer.mts"), program);
    const options = [
      "--strict",
      "--module",
      "nodenext",
      "--skipLibCheck",
      "false",
      "--outDir",
      folder,
    ];
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    execFileSync(process.execPath, [compiler, ...options, "--types", "", "consumer.mts"], {
      cwd: folder,
    });
    const output = execFileSync(process.execPath, ["consumer.mjs"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(output).toBe("prose/no-repeated-word 7 success\n");
  });

  it("says its version", () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    const output = execFileSync(process.execPath, [main, "--version"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(output.trim()).toBe(version);
  });

  it("serves as the image does, and ends well when it is told to", async () => {
    const gitlab = await startGitLabThatKnowsTheBot();
    const data = pgliteDataDir();
    const port = await freePort();
    const bot = spawn(process.execPath, [main, "serve"], {
      cwd: folder,
      stdio: ["ignore", "inherit", "pipe"],
      env: {
        NODE_ENV: "production",
        HANDBOOK_BOT_GITLAB_URL: gitlab.url,
        HANDBOOK_BOT_GITLAB_TOKEN: "glpat-planted-in-the-environment",
        HANDBOOK_BOT_WEBHOOK_SECRET: "f3a91c0de4b27788",
        HANDBOOK_BOT_DASHBOARD_PASSWORD: "correct-horse-battery",
        HANDBOOK_BOT_DATA_DIR: data.dataDir,
        HANDBOOK_BOT_PORT: String(port),
        HANDBOOK_BOT_SWEEP_MINUTES: "0",
      },
    });
    let log = "";
    bot.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
    const url = `http://127.0.0.1:${port}`;
    await Promise.race([
      expect.poll(() => isHealthy(url), { timeout: 300_000 }).toBe(true),
      once(bot, "exit").then(([code]) => {
        throw new Error(`The bot ended with ${String(code)}.\n${log}`);
      }),
    ]);
    // It is alive before its store has answered for the first time.
    const ready = async (): Promise<number> => (await fetch(`${url}/readyz`)).status;
    await expect.poll(ready, { timeout: 300_000 }).toBe(200);
    const delivered = await fetch(`${url}/webhook`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Gitlab-Token": "f3a91c0de4b27788" },
      body: JSON.stringify({
        object_kind: "merge_request",
        object_attributes: { iid: 16, target_project_id: 7, state: "opened", action: "open" },
      }),
    });
    expect(delivered.status).toBe(202);
    // The project is unknown to this GitLab; what counts is that the job got as far as asking for it.
    await expect.poll(() => log, { timeout: 300_000 }).toContain("unreachable");

    bot.kill("SIGTERM");
    const [code] = await once(bot, "exit");
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(log).toContain("bot stopped");
    expect(log).not.toContain("planted-in-the-environment");
    for (const line of log.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("msg");
    gitlab.server.close();
    data.remove();
  });
});

function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function startGitLabThatKnowsTheBot(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const isUser = request.url?.startsWith("/api/v4/user") === true;
    response.writeHead(isUser ? 200 : 404, { "Content-Type": "application/json" });
    const user = { id: 12, username: "handbook-bot", name: "Handbook bot", state: "active" };
    response.end(JSON.stringify(isUser ? user : { message: "404 Project Not Found" }));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      resolve({ server, url: `http://127.0.0.1:${port}` });
    });
  });
}
