import { expect, it } from "vitest";
import { createGitLab, type GitLab } from "../../src/gitlab/gitlab.ts";
import { checkProject } from "../../src/worker/health-checks.ts";
import { openGitLab } from "../gitlab/scenes.ts";
import type { StandIn } from "../gitlab/start-gitlab.ts";
import type { Role } from "../gitlab/world.ts";

const publicUrl = "https://bot.example.com";

interface Scene {
  readonly gitlab: StandIn;
  readonly client: GitLab;
  readonly projectId: number;
  /** What doctor says about the webhook. */
  readonly webhook: () => Promise<readonly string[]>;
}

async function openScene(role: Role): Promise<Scene> {
  const gitlab = await openGitLab();
  const project = gitlab.createProject({ path: "people/legal/terms", files: { "a.md": "A" } });
  const { user, token } = gitlab.createBot({ projectId: project.id, role });
  const client = createGitLab({ url: gitlab.url, token });
  const webhook = async () => {
    const found = await client.project(project.id);
    const checks = await checkProject(client, publicUrl, user.id, found);
    return checks
      .filter(({ about }) => about !== "role")
      .map(({ level, message }) => `${level} ${message}`);
  };
  return { gitlab, client, projectId: project.id, webhook };
}

const well = "ok people/legal/terms: the webhook sends merge requests and pushes.";

it.each(["people/legal", "people"])("knows the webhook of the group %s", async (group) => {
  const { gitlab, webhook } = await openScene("owner");
  gitlab.addWebhook({ url: `${publicUrl}/webhook`, group });
  expect(await webhook()).toEqual([well]);
  expect(gitlab.mistakes).toEqual([]);
});

it("prefers the project's own, and is told where none leads to the bot", async () => {
  const { gitlab, projectId, webhook } = await openScene("owner");
  expect(await webhook()).toEqual([
    "problem people/legal/terms: no webhook leads to the bot: add one to https://bot.example.com/webhook.",
  ]);
  gitlab.addWebhook({ url: `${publicUrl}/webhook`, group: "people", events: ["push"] });
  expect(await webhook()).toContain(
    "problem people/legal/terms: the webhook does not send Merge request events: tick them.",
  );
  gitlab.addWebhook({ url: `${publicUrl}/webhook`, projectId });
  expect(await webhook()).toEqual([well]);
});

it("warns where a Maintainer may not see those of the group", async () => {
  const { webhook } = await openScene("maintainer");
  expect(await webhook()).toEqual([
    "warning people/legal/terms: no webhook of the project leads to the bot. Add one to https://bot.example.com/webhook, unless its group has one: the bot may not see those, which takes an Owner.",
  ]);
});

it("lists the projects of a group and of its subgroups, and knows no other group", async () => {
  const { client } = await openScene("developer");
  for (const group of ["people", "people/legal"])
    expect((await client.groupProjects(group))?.map(({ path }) => path)).toEqual(["people/legal/terms"]); // prettier-ignore
  expect(await client.groupProjects("peo")).toBe(undefined);
});
