import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { restoreHandbook } from "../../src/handbook/create-handbook.ts";
import { createGitLab } from "../../src/gitlab/gitlab.ts";
import { createHandbookCopies, type HandbookCopies } from "../../src/worker/handbook-copies.ts";
import { indexKey, readIndexCache, writeIndexCache } from "../../src/worker/index-cache.ts";
import { startGitLab, type StandIn } from "../gitlab/start-gitlab.ts";
import { handbookOf, hugo } from "../handbook/handbook-of.ts";
import { configurations, engineOf, writePage } from "../simulation/small-handbook.ts";

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "handbook-bot-index-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const key = indexKey("rules: {}");
const place = { key, sha: "4b825dc6" };

describe("the stored index of a handbook", () => {
  it("is read as it was written", async () => {
    const path = join(emptyFolder(), "deep", "people.index");
    await writeIndexCache(path, place, handbookOf(hugo));
    const stored = await readIndexCache(path, key);
    expect(stored?.sha).toBe("4b825dc6");
    const handbook = stored && restoreHandbook(stored, { layout: "hugo" });
    expect(handbook?.page("content/handbook/people/leave.md")?.title).toBe("Leave policy");
  });

  it("is of no use to another configuration", async () => {
    const path = join(emptyFolder(), "people.index");
    await writeIndexCache(path, place, handbookOf(hugo));
    expect(await readIndexCache(path, indexKey("rules: { links: off }"))).toBeUndefined();
  });

  it.each([
    ["missing", (path: string) => rmSync(path)],
    ["empty", (path: string) => truncateSync(path, 0)],
    ["cut off", (path: string) => truncateSync(path, readFileSync(path).length - 9)],
    ["longer than it was", (path: string) => writeFileSync(path, " ", { flag: "a" })],
    ["without its head", (path: string) => writeFileSync(path, readFileSync(path).subarray(512))],
    ["different in one bit of its head", (path: string) => flip(path, 3)],
    ["different in one bit of its numbers", (path: string) => flip(path, 700)],
    ["different in one bit of its texts", (path: string) => flip(path, -20)],
    ["another file", (path: string) => writeFileSync(path, "{}".padEnd(4096))],
  ])("is not read when it is %s", async (_, damage) => {
    const path = join(emptyFolder(), "people.index");
    await writeIndexCache(path, place, handbookOf(hugo));
    damage(path);
    expect(await readIndexCache(path, key)).toBeUndefined();
  });

  it("is one of two that are written at the same time, never half of either", async () => {
    const folder = emptyFolder();
    const path = join(folder, "people.index");
    const shas = Array.from({ length: 8 }, (_, at) => `commit-${at}`);
    const reads = shas.map(async (sha) => {
      await writeIndexCache(path, { key, sha }, handbookOf(hugo));
      return (await readIndexCache(path, key))?.sha;
    });
    for (const sha of await Promise.all(reads)) expect(shas).toContain(sha);
    expect(readdirSync(folder)).toEqual(["people.index"]);
  });

  it("that cannot be written leaves nothing behind", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "file"), "");
    await writeIndexCache(join(folder, "file", "people.index"), place, handbookOf(hugo));
    expect(readdirSync(folder)).toEqual(["file"]);
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 4;
  writeFileSync(path, bytes);
}

const leave = "handbook/leave/index.md";
const expenses = "handbook/expenses/index.md";

/** A project, and workers that share a data folder: each `start` is a new process of the bot. */
async function openProject(): Promise<{
  readonly gitlab: StandIn;
  readonly projectId: number;
  readonly dataDir: string;
  readonly start: () => HandbookCopies;
}> {
  const gitlab = await startGitLab({ preparation: { polls: 0 } });
  const dataDir = emptyFolder();
  onTestFinished(() => gitlab.close());
  const { id: projectId } = gitlab.createProject({
    path: "people/handbook",
    files: {
      ".handbook-bot.yml": configurations.roomy,
      [leave]: writePage(0, [0, 1]),
      [expenses]: writePage(1, [9]),
    },
  });
  const { token } = gitlab.createBot({ projectId });
  const client = createGitLab({ url: gitlab.url, token, fetch: gitlab.fetch });
  const start = () => createHandbookCopies({ gitlab: client, dataDir, engine: engineOf });
  return { gitlab, projectId, dataDir, start };
}

async function titlesOf(copies: HandbookCopies, projectId: number) {
  const copy = await copies.get(projectId, "main");
  if (copy.kind !== "ready") throw new Error(`The copy is ${copy.kind}`);
  const { handbook } = copy;
  return [...handbook.paths()].map((path) => [path, handbook.page(path)?.headings.length]);
}

describe("a worker that starts again", () => {
  it("lays over the index what changed while nobody looked", async () => {
    const { gitlab, projectId, dataDir, start } = await openProject();
    await titlesOf(start(), projectId);
    gitlab.pushCommit(projectId, "main", {
      files: {
        [leave]: `${writePage(0, [2])}\n## A new part\n`,
        "handbook/new/index.md": "# New\n",
      },
    });
    const restarted = await titlesOf(start(), projectId);
    rmSync(join(dataDir, "handbooks"), { recursive: true });
    expect(restarted).toEqual(await titlesOf(start(), projectId));
  });

  it.each(["pack", "index", "both"])("rebuilds a damaged %s", async (which) => {
    const { projectId, dataDir, start } = await openProject();
    const before = await titlesOf(start(), projectId);
    const folder = join(dataDir, "handbooks");
    for (const name of readdirSync(folder)) {
      const isIndex = name.endsWith(".index");
      if (which === "both" || isIndex === (which === "index")) flip(join(folder, name), -4);
    }
    expect(await titlesOf(start(), projectId)).toEqual(before);
  });
});

describe("two workers of one project", () => {
  it("find the same handbook while pushes come in and both write", async () => {
    const { gitlab, projectId, start } = await openProject();
    for (let round = 0; round < 3; round += 1) {
      const workers = [start(), start()];
      const [one, other] = await Promise.all(workers.map((copies) => titlesOf(copies, projectId)));
      expect(one).toEqual(other);
      gitlab.pushCommit(projectId, "main", {
        files: { [`handbook/round-${round}/index.md`]: `# Round ${round}\n` },
      });
      const [later] = workers;
      if (later === undefined) throw new Error("There are two workers");
      expect(await titlesOf(later, projectId)).toHaveLength(one ? one.length + 1 : 0);
    }
  });
});
