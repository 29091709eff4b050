import { describe, expect, test } from "vitest";

import type { Files } from "../gitlab/scene.ts";
import type { MergeRequest, Project } from "../gitlab/world.ts";
import { leave, openReviewScene, page, type ReviewScene } from "./review-scene.ts";

const wrong = { [leave]: page("Leave", "Everybody has 25 days a a year.\n") };
const own = ".handbook-bot.yml";
const oneError = expect.stringMatching(/^1 error\b/);
const extending = (reference: string): string => `extends: ${reference}\n`;

/** A handbook that extends what another project keeps, in which the word that is repeated is an error. */
async function openShared(
  config = extending("hr/rules//base.yml@v1"),
  { isMember = true } = {},
): Promise<ReviewScene & { readonly shared: Project; readonly asked: () => readonly string[] }> {
  const scene = await openReviewScene({ config });
  const { gitlab, bot } = scene;
  const add = (path: string, files: Files): Project => {
    const project = gitlab.createProject({ path, files });
    project.tags.set("v1", project.branches.get("main") ?? "");
    return project;
  };
  const shared = add("hr/rules", { "base.yml": "rules: { prose/no-repeated-word: error }\n" });
  add("hr/secret", { "base.yml": "rules: {}\n" });
  if (isMember) gitlab.addMember(shared.id, bot.id, "reporter");
  const asked = (): readonly string[] =>
    gitlab.requests
      .map(({ path }) => decodeURIComponent(path))
      .filter((path) => path.includes("/hr/"));
  return { ...scene, shared, asked };
}

/** A new state of the shared configuration, with a tag. */
function release({ gitlab, shared }: Awaited<ReturnType<typeof openShared>>, text: string): void {
  shared.tags.set("v2", gitlab.pushCommit(shared.id, "main", { files: { "base.yml": text } }));
}

function saidOf(scene: ReviewScene, mergeRequest: MergeRequest): string {
  return scene.summaries(mergeRequest).at(-1)?.body ?? "";
}

describe("a handbook whose configuration extends one of another project", () => {
  test("is reviewed by it, and asks for it once", async () => {
    const scene = await openShared();
    const mergeRequest = scene.open(wrong);
    await scene.review(mergeRequest);
    expect(scene.gitlab.statuses.at(-1)).toMatchObject({ state: "failed", description: oneError });
    const asked = scene.asked().length;
    expect(asked).toBe(2);
    await scene.review(scene.open(wrong));
    expect(scene.asked()).toHaveLength(asked);
  });

  test.each([
    ["the bot may not read it", extending("hr/rules//base.yml@v1"), false],
    ["there is no such tag", extending("hr/rules//base.yml@v9"), true],
    ["a branch is named", extending("hr/rules//base.yml@main"), true],
    ["there is no such file", extending("hr/rules//none.yml@v1"), true],
    ["there is no such project", extending("hr/none//base.yml@v1"), true],
  ])("says which it is and what to do where %s", async (_, config, isMember) => {
    const scene = await openShared(config, { isMember });
    await scene.review(scene.open(wrong));
    const { state } = scene.gitlab.statuses.at(-1) ?? {};
    const opened = await scene.reviewer().open(scene.project.id, "main");
    expect(state).toBe("failed");
    expect(opened.kind === "misconfigured" ? opened.message : "").toMatch(
      /^\.handbook-bot\.yml:1:1: extends: hr\/\w+\/\/\w+\.yml@\w+: there is no .* or nobody here may read it; check them/,
    );
  });

  test("is reviewed again once the bot may read it, without a push", async () => {
    const scene = await openShared(undefined, { isMember: false });
    const mergeRequest = scene.open(wrong);
    await scene.review(mergeRequest);
    scene.gitlab.addMember(scene.shared.id, scene.bot.id, "reporter");
    await scene.review(mergeRequest);
    expect(scene.gitlab.statuses.at(-1)).toMatchObject({ state: "failed", description: oneError });
  });
});

describe("a merge request that names another one", () => {
  test("is shown what a newer tag of the same file does", async () => {
    const scene = await openShared();
    release(scene, "rules: { all: off, structure/require-title: error }\n");
    const mergeRequest = scene.open({ [own]: extending("hr/rules//base.yml@v2"), ...wrong });
    await scene.review(mergeRequest);
    // The verdict is still the target branch's.
    expect(scene.gitlab.statuses.at(-1)).toMatchObject({ description: oneError });
    expect(saidOf(scene, mergeRequest)).toContain("What the new configuration changes on 4 pages");
  });

  test("fails where the tag is not there, or what it leads to has an error", async () => {
    const scene = await openShared();
    release(scene, "prices: [4711]\n");
    const broken = scene.open({ [own]: extending("hr/rules//base.yml@v2") });
    await scene.review(broken);
    expect(scene.gitlab.statuses.at(-1)).toMatchObject({ state: "failed" });
    const said = [...scene.comments(broken), ...scene.summaries(broken)].map(({ body }) => body);
    expect(said.join()).toContain("has an error at line 1");
    expect(said.join()).not.toMatch(/prices|4711/);
    await scene.review(scene.open({ [own]: extending("hr/rules//base.yml@v3") }));
    expect(scene.gitlab.statuses.at(-1)).toMatchObject({ state: "failed" });
  });

  test.each(["hr/secret//base.yml@v1", "hr/none//base.yml@v1", "hr/rules//other.yml@v1"])(
    "learns nothing of %s, which the target branch does not name",
    async (reference) => {
      const scene = await openShared("");
      scene.gitlab.addMember(scene.shared.id, scene.bot.id, "reporter");
      const mergeRequest = scene.open({ [own]: extending(reference) });
      await scene.review(mergeRequest);
      expect(scene.asked()).toEqual([]);
      expect(scene.gitlab.statuses.at(-1)).toMatchObject({ state: "success" });
      expect(saidOf(scene, mergeRequest)).toContain("was not read, because the target branch");
    },
  );

  test("of a fork reads nothing, not even another tag", async () => {
    const scene = await openShared();
    release(scene, "rules: {}\n");
    await scene.review(scene.open(wrong));
    const asked = scene.asked().length;
    const fork = scene.gitlab.fork(scene.project.id, "hannah/handbook");
    scene.gitlab.createBranch(fork.id, "patch", "main");
    scene.gitlab.pushCommit(fork.id, "patch", {
      files: { [own]: extending("hr/rules//base.yml@v2") },
    });
    const mergeRequest = scene.gitlab.openMergeRequest({
      sourceProject: fork.id,
      sourceBranch: "patch",
      targetProject: scene.project.id,
      title: "A change",
    });
    await scene.review(mergeRequest);
    expect(scene.asked()).toHaveLength(asked);
    expect(saidOf(scene, mergeRequest)).toContain("was not read");
  });
});
