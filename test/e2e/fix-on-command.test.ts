import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseMarker, visibleText } from "../../src/review/marker.ts";
import { folderOf, git, runCli, writeFiles } from "../cli/run-cli.ts";
import type { MergeRequest } from "../gitlab/world.ts";
import { handbook, leave, openReviewScene, page, type ReviewScene } from "./review-scene.ts";

const travel = "source/handbook/travel/index.html.md";

function leavePage(sentences: string): string {
  return page("Leave", `## Days\n\nEverybody has 25 days a year.\n\n## Asking\n\n${sentences}\n`);
}

function answers(scene: ReviewScene, mergeRequest: MergeRequest): readonly string[] {
  return scene.gitlab
    .notes(mergeRequest)
    .filter(
      ({ authorId, body }) => authorId === scene.bot.id && parseMarker(body)?.kind === "answer",
    )
    .map(({ body }) => visibleText(body));
}

function sourceText({ gitlab }: ReviewScene, mergeRequest: MergeRequest, path: string) {
  return gitlab.readFile(mergeRequest.sourceProjectId, mergeRequest.sourceBranch, path);
}

/** What `fix --base` writes on a laptop that has the head of the merge request checked out. */
async function fixedOnLaptop(
  given: Record<string, string>,
  config: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const folder = folderOf({ ...handbook, ".handbook-bot.yml": config });
  await git(folder, "init", "-q", "-b", "main");
  await git(folder, "add", ".");
  await git(folder, "commit", "-qm", "Handbook");
  writeFiles(folder, given);
  await git(folder, "switch", "-qc", "change");
  await git(folder, "add", ".");
  await git(folder, "commit", "-qm", "Change");
  await runCli(folder, ["fix", "--base", "main"]);
  return paths.map((path) => readFileSync(join(folder, path), "utf8"));
}

async function ask(scene: ReviewScene, mergeRequest: MergeRequest, text: string, by = "hannah") {
  scene.gitlab.comment(mergeRequest, `@${scene.bot.username} ${text}`, by);
  return scene.review(mergeRequest);
}

describe("fix all", () => {
  test.each([
    ["in the comments", "", true],
    ["of findings in the summary", "review: { inlineMax: 0 }\n", false],
    ["that need several passes", "", false],
    ["on lines that end in CR LF", "", true],
  ])(
    "commits once what `fix` writes on a laptop: suggestions %s",
    async (name, config, isBatch) => {
      const sentence = name.includes("passes")
        ? "Ask the the the manager."
        : "Ask the the manager.";
      const ending = name.includes("CR LF") ? "\r\n" : "\n";
      const files = {
        [leave]: leavePage(sentence).replaceAll("\n", ending),
        [travel]: page("Travel", "## Trains\n\nTake the train.\n\nKeep the the ticket.\n"),
      };
      const scene = await openReviewScene({ config });
      const mergeRequest = scene.open(files);
      await scene.review(mergeRequest);
      const head = mergeRequest.headSha;
      scene.gitlab.forget();
      expect(await ask(scene, mergeRequest, "fix all")).toMatchObject({ kind: "fixed" });
      const after = [leave, travel].map((path) => sourceText(scene, mergeRequest, path));
      expect(after).toEqual(await fixedOnLaptop(files, config, [leave, travel]));
      const writes = scene.writes().filter((write) => /commits|suggestions/.test(write));
      expect(writes).toEqual([
        isBatch ? "PUT /suggestions/batch_apply" : expect.stringMatching(/^POST .*\/commits$/),
      ]);
      expect(answers(scene, mergeRequest)).toEqual([
        expect.stringMatching(/: [23] suggestions applied in commit `[0-9a-f]{12}`\.$/),
      ]);
      expect(mergeRequest.headSha).not.toBe(head);
      await scene.review(mergeRequest);
      await scene.review(mergeRequest);
      expect(answers(scene, mergeRequest)).toHaveLength(1);
      expect(scene.comments(mergeRequest).every((note) => note.resolvedAt !== undefined)).toBe(
        true,
      );
      expect(scene.gitlab.mistakes).toEqual([]);
    },
  );

  test("writes nothing where nothing is safe, and says so", async () => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: leavePage("Ask the chairman.") });
    await scene.review(mergeRequest);
    await ask(scene, mergeRequest, "fix all");
    expect(answers(scene, mergeRequest).join()).toContain("There is no suggestion that is safe");
  });

  test("is not done again where the bot fails before it can answer", async () => {
    const scene = await openReviewScene({ config: "review: { inlineMax: 0 }\n" });
    const mergeRequest = scene.open({ [leave]: leavePage("Ask the the manager.") });
    await scene.review(mergeRequest);
    scene.gitlab.failNext({
      with: 400,
      match: (method, path) => method === "POST" && path.endsWith("/notes"),
    });
    await ask(scene, mergeRequest, "fix all");
    expect(answers(scene, mergeRequest)).toEqual([]);
    const head = mergeRequest.headSha;
    await scene.review(mergeRequest);
    expect(mergeRequest.headSha).toBe(head);
    expect(answers(scene, mergeRequest)).toEqual([
      expect.stringMatching(/All suggestions applied in commit/),
    ]);
  });

  test("writes nothing where the head moved meanwhile", async () => {
    const scene = await openReviewScene({ config: "review: { inlineMax: 0 }\n" });
    const mergeRequest = scene.open({ [leave]: leavePage("Ask the the manager.") });
    await scene.review(mergeRequest);
    scene.gitlab.comment(mergeRequest, `@${scene.bot.username} fix all`, "hannah");
    const mine = leavePage("Ask the the manager twice.");
    scene.gitlab.failNext({
      with: "reset",
      when: "before",
      match: (method, path) => {
        if (method !== "POST" || !path.endsWith("/repository/commits")) return false;
        if (sourceText(scene, mergeRequest, leave) !== mine)
          scene.push(mergeRequest, { [leave]: mine });
        return false;
      },
    });
    expect(await scene.review(mergeRequest)).toMatchObject({ kind: "stale" });
    expect(sourceText(scene, mergeRequest, leave)).toBe(mine);
    scene.gitlab.clearFaults();
  });

  test.each([
    ["no Developer", "gregor", /Commands are for members/],
    ["a Developer, on a protected branch", "hannah", /protected/],
  ])("is refused to %s", async (_, by, expected) => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: leavePage("Ask the the manager.") });
    const gregor = scene.gitlab.createUser({ username: "gregor" });
    scene.gitlab.addMember(scene.project.id, gregor.id, "reporter");
    if (by === "hannah") scene.project.protectedBranches.add(mergeRequest.sourceBranch);
    const before = mergeRequest.headSha;
    await ask(scene, mergeRequest, "fix all", by);
    expect(mergeRequest.headSha).toBe(before);
    expect(answers(scene, mergeRequest)).toEqual([expect.stringMatching(expected)]);
  });

  test.each([
    [true, /1 suggestion applied/],
    [false, /Its owner can allow commits from members who can merge/],
  ])("goes to a fork whose owner allows commits: %s", async (allowCollaboration, expected) => {
    const scene = await openReviewScene();
    const { gitlab, project } = scene;
    Object.assign(project, { visibility: "public" });
    const fork = gitlab.fork(project.id, "hannah/handbook");
    gitlab.createBranch(fork.id, "change", "main");
    gitlab.pushCommit(fork.id, "change", { files: { [leave]: leavePage("Ask the the manager.") } });
    const mergeRequest = gitlab.openMergeRequest({
      sourceProject: fork.id,
      sourceBranch: "change",
      targetProject: project.id,
      title: "From a fork",
      author: "hannah",
      allowCollaboration,
    });
    await ask(scene, mergeRequest, "fix all", "sofia");
    expect(answers(scene, mergeRequest)).toEqual([expect.stringMatching(expected)]);
    const fixed = sourceText(scene, mergeRequest, leave) === leavePage("Ask the manager.");
    expect(fixed).toBe(allowCollaboration);
  });
});

describe("fix in a thread", () => {
  test.each([
    ["applies its suggestion", "Ask the the manager.", "Ask the manager.", /1 suggestion applied/],
    ["says that there is none", "The guys in payroll know.", undefined, /has no suggestion/],
  ])("%s", async (_, sentence, fixed, expected) => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: leavePage(sentence) });
    await scene.review(mergeRequest);
    const [thread] = scene.gitlab.discussions(mergeRequest);
    scene.gitlab.reply(mergeRequest, thread?.id ?? "", "fix", "hannah");
    await scene.review(mergeRequest);
    expect(sourceText(scene, mergeRequest, leave)).toBe(leavePage(fixed ?? sentence));
    expect(answers(scene, mergeRequest)).toEqual([expect.stringMatching(expected)]);
  });
});
