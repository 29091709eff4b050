import { expect, inject, it, onTestFinished } from "vitest";
import { openQueue } from "../../src/queue/queue.ts";
import { openGitLab } from "../gitlab/scenes.ts";
import { startReceiver, webhookSecret } from "./receiver.ts";

it("one webhook of a group brings the merge requests of all its projects", async () => {
  const prefix = `group-webhook-${process.pid}`;
  const queue = await openQueue({ url: inject("redisUrl"), dataDir: "unused", prefix });
  const receiver = await startReceiver(queue);
  onTestFinished(async () => {
    await receiver.close();
    await queue.close();
  });
  const gitlab = await openGitLab();
  gitlab.addWebhook({ url: `${receiver.url}/webhook`, group: "people", token: webhookSecret });
  const ids = ["people/handbook", "people/legal/terms", "sales/handbook"].map((path) => {
    const { id } = gitlab.createProject({ path, files: { "a.md": "A" } });
    gitlab.createBranch(id, "change", "main");
    gitlab.pushCommit(id, "change", { files: { "a.md": "B" } });
    gitlab.openMergeRequest({ sourceProject: id, sourceBranch: "change", title: "B" });
    return id;
  });
  await gitlab.idle();
  expect(new Set(await queue.projects())).toEqual(new Set(ids.slice(0, 2)));
});
