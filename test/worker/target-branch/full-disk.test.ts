import { readdirSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { createGitLab } from "../../../src/gitlab/gitlab.ts";
import type { ReviewJob } from "../../../src/queue/job.ts";
import { openQueue } from "../../../src/queue/queue.ts";
import { readsOf } from "../../../src/worker/reviewer/reads.ts";
import { createHandbookCopies } from "../../../src/worker/target-branch/handbook-copies.ts";
import { startGitLab } from "../../gitlab/start-gitlab.ts";
import { configurations, engineOf, writePage } from "../../simulation/small-handbook.ts";
import { mountTinyDisk } from "../../tiny-disk.ts";

function review(iid: number): ReviewJob {
  return { kind: "review", projectId: 7, iid, reason: "pushed", receivedAt: 1_795_000_000_000 };
}

describe("a disk that is full", () => {
  it("makes the embedded queue refuse what it cannot store, and loses nothing that it took", async () => {
    const disk = mountTinyDisk(120);
    const queue = await openQueue({ dataDir: disk.folder });
    await queue.add(review(1), "delivery 1");
    disk.fill(300_000);
    let taken = 1;
    const fill = async (): Promise<void> => {
      for (; taken < 5_000; taken += 1) await queue.add(review(taken + 1), `delivery ${taken + 1}`);
    };
    await expect(fill()).rejects.toThrow("No space left on device");
    expect(taken).toBeLessThan(5_000);
    expect((await queue.health()).problems.join(" ")).toContain("is full. Free some space.");
    disk.makeRoom();
    expect((await queue.health()).problems).toEqual([]);
    await queue.add(review(9_001), "after the disk was full");
    expect(await queue.counts()).toMatchObject({ waiting: taken + 1 });
    await queue.close();
    const again = await openQueue({ dataDir: disk.folder });
    expect(await again.counts()).toMatchObject({ waiting: taken + 1 });
    await again.close();
  });

  it("leaves the copy of the handbook as it was, and says what is to be done", async () => {
    const disk = mountTinyDisk(1);
    const gitlab = await startGitLab({ preparation: { polls: 0 } });
    onTestFinished(() => gitlab.close());
    const leave = "handbook/leave/index.md";
    const { id: projectId } = gitlab.createProject({
      path: "people/handbook",
      files: { ".handbook-bot.yml": configurations.roomy, [leave]: writePage(0, [0, 1]) },
    });
    const { token } = gitlab.createBot({ projectId });
    const client = createGitLab({ url: gitlab.url, token, fetch: gitlab.fetch });
    const open = () =>
      createHandbookCopies({ reads: readsOf(client), dataDir: disk.folder, engine: engineOf });
    const copies = open();
    expect(await copies.get(projectId, "main")).toMatchObject({ kind: "ready" });
    disk.fill(0);
    const files = { [leave]: writePage(0, [8]), "handbook/pay.md": "Pay. ".repeat(20_000) };
    const sha = gitlab.pushCommit(projectId, "main", { files });
    // What changed is laid over the snapshot in memory; only a branch that has none needs the disk.
    for (const there of [copies, open()]) {
      expect(await there.get(projectId, "main")).toMatchObject({ kind: "ready", sha });
    }
    gitlab.createBranch(projectId, "next", "main");
    await expect(open().get(projectId, "next")).rejects.toThrow(/ is full, .* Free some space/);
    const left = readdirSync(disk.folder, { recursive: true, encoding: "utf8" });
    expect(left.filter((name) => name.endsWith(".part"))).toEqual([]);
    disk.makeRoom();
    for (const there of [copies, open()]) {
      const copy = await there.get(projectId, "main");
      expect(copy.kind === "ready" && copy.revision.handbook.paths()).toContain("handbook/pay.md");
    }
  });
});
