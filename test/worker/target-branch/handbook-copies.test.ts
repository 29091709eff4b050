import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createGitLab } from "../../../src/gitlab/gitlab.ts";
import { readsOf } from "../../../src/worker/reviewer/reads.ts";
import {
  createHandbookCopies,
  type HandbookCopies,
} from "../../../src/worker/target-branch/handbook-copies.ts";
import { flip } from "./flip.ts";
import { startGitLab, type StandIn } from "../../gitlab/start-gitlab.ts";
import { configurations, engineOf, writePage } from "../../simulation/small-handbook.ts";

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "handbook-bot-index-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
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
  const start = () => createHandbookCopies({ reads: readsOf(client), dataDir, engine: engineOf });
  return { gitlab, projectId, dataDir, start };
}

async function titlesOf(copies: HandbookCopies, projectId: number) {
  const copy = await copies.get(projectId, "main");
  if (copy.kind !== "ready") throw new Error(`The copy is ${copy.kind}`);
  const { handbook } = copy.revision;
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

  it.each([
    ["pages", 1100],
    ["index", -4],
  ])("rebuilds a snapshot with damaged %s", async (_, at) => {
    const { projectId, dataDir, start } = await openProject();
    const before = await titlesOf(start(), projectId);
    const folder = join(dataDir, "handbooks");
    const [name = "", ...rest] = readdirSync(folder);
    expect(rest).toEqual([]);
    flip(join(folder, name), at);
    expect(await titlesOf(start(), projectId)).toEqual(before);
  });

  it("fetches no archive again, nor reads a page that has not changed", async () => {
    const { gitlab, projectId, start } = await openProject();
    await titlesOf(start(), projectId);
    gitlab.pushCommit(projectId, "main", { files: { [leave]: writePage(0, [3]) } });
    const before = gitlab.requests.length;
    await titlesOf(start(), projectId);
    const asked = gitlab.requests.slice(before).map(({ path }) => path);
    expect(asked.filter((path) => path.includes("archive"))).toEqual([]);
    expect(asked.filter((path) => path.includes(encodeURIComponent(expenses)))).toEqual([]);
    expect(asked.filter((path) => path.includes(encodeURIComponent(leave)))).toHaveLength(1);
  });

  it("knows another configuration from the one that the index was made with", async () => {
    const { gitlab, projectId, start } = await openProject();
    await titlesOf(start(), projectId);
    const files = { ".handbook-bot.yml": "ignore: [handbook/expenses/**]\n" };
    gitlab.pushCommit(projectId, "main", { files });
    expect((await titlesOf(start(), projectId)).map(([path]) => path)).toEqual([leave]);
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
