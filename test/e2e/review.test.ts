import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { handbook, leave, openReviewScene, page } from "./review-scene.ts";

const doubled = page(
  "Leave",
  "## Days\n\nEverybody has 25 days a year.\n\n## Asking\n\nAsk the the manager.\n",
);
const fixed = page(
  "Leave",
  "## Days\n\nEverybody has 25 days a year.\n\n## Asking\n\nAsk the manager.\n",
);

/** A line with two words that are repeated and a broken link. */
function threeOn(verb: string): string {
  const line = `${verb} the the manager and the the manager, and [click here](/handbook/leave/#weeks).`;
  return `## Days\n\nEverybody has 25 days a year.\n\n## Asking\n\n${line}\n`;
}

describe("a review", () => {
  test("comments on what the change introduced, once, with a suggestion and the gate", async () => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: doubled });
    await scene.review(mergeRequest);
    const [comment, ...others] = scene.comments(mergeRequest);
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/^`the the` is repeated\. Delete one of the two\./);
    expect(comment?.position?.newLine).toBe(12);
    expect(comment?.suggestions[0]?.toContent).toBe("Ask the manager.\n");
    expect(scene.summaries(mergeRequest)).toEqual([]);
    expect(scene.gitlab.statuses.at(-1)).toMatchObject({ state: "success", name: "handbook-bot" });
    expect(scene.gitlab.mistakes).toEqual([]);
  });

  test("says all that it has to say of a line in one comment, and a suggestion fixes them", async () => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: page("Leave", threeOn("Ask")) });
    await scene.review(mergeRequest);
    const [comment, ...others] = scene.comments(mergeRequest);
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/^\*\*4 findings on this line\*\*/);
    expect(comment?.body).toContain("This suggestion fixes 1:");
    scene.gitlab.applySuggestion(comment?.suggestions[0]?.id ?? 0);
    expect(scene.gitlab.readFile(scene.project.id, mergeRequest.sourceBranch, leave)).toContain(
      "Ask the manager and the manager, and [click here](/handbook/leave/#weeks).",
    );
    await scene.review(mergeRequest);
    const [applied, left, ...more] = scene.comments(mergeRequest);
    expect(more).toEqual([]);
    expect(applied?.resolvedAt).toBeDefined();
    expect(left?.body).toMatch(
      /^\*\*2 findings on this line\*\*\n\n1\..*#weeks.*\n2\..*click here/,
    );
    expect(left?.resolvedAt).toBeUndefined();
    scene.push(mergeRequest, { [leave]: fixed });
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest).every(({ resolvedAt }) => resolvedAt)).toBe(true);
    expect(scene.gitlab.mistakes).toEqual([]);
  });

  test("moves its comment to where the line is now when a push changes it", async () => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: page("Leave", threeOn("Ask")) });
    await scene.review(mergeRequest);
    scene.push(mergeRequest, { [leave]: page("Leave", `Hello.\n\n${threeOn("Please ask")}`) });
    await scene.review(mergeRequest);
    const comments = scene.comments(mergeRequest);
    expect(comments.map(({ resolvedAt }) => resolvedAt === undefined)).toEqual([false, true]);
    expect(comments[1]?.position?.newLine).toBe(14);
    expect(comments[1]?.suggestions[0]?.toContent).toMatch(/^Please ask the manager and the man/);
    scene.gitlab.forget();
    await scene.review(mergeRequest);
    expect(scene.writes()).toEqual([]);
  });

  test("writes nothing when nothing changed", async () => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: doubled });
    await scene.review(mergeRequest);
    scene.gitlab.forget();
    await scene.review(mergeRequest);
    expect(scene.writes()).toEqual([]);
  });

  test("takes at most twelve calls", async () => {
    const scene = await openReviewScene();
    await scene.review(scene.open({ [leave]: fixed }));
    const mergeRequest = scene.open({ [leave]: doubled });
    scene.gitlab.forget();
    await scene.review(mergeRequest);
    expect(scene.gitlab.requests.length).toBeLessThanOrEqual(12);
  });

  test("resolves what was fixed, and says what came back where it is now", async () => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: doubled });
    await scene.review(mergeRequest);
    scene.push(mergeRequest, { [leave]: fixed });
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)[0]?.resolvedAt).toBeDefined();
    scene.push(mergeRequest, { [leave]: doubled });
    await scene.review(mergeRequest);
    const states = scene.comments(mergeRequest).map(({ resolvedAt }) => resolvedAt === undefined);
    expect(states).toEqual([false, true]);
  });

  test("leaves alone what a person resolved, and what a person answered until it is fixed", async () => {
    const scene = await openReviewScene();
    const resolved = scene.open({ [leave]: doubled });
    await scene.review(resolved);
    scene.gitlab.resolve(resolved, scene.gitlab.discussions(resolved)[0]?.id ?? "", "maya");
    const answered = scene.open({ [leave]: doubled });
    await scene.review(answered);
    scene.gitlab.reply(
      answered,
      scene.gitlab.discussions(answered)[0]?.id ?? "",
      "It is a quotation.",
      "maya",
    );
    for (const mergeRequest of [resolved, answered]) {
      scene.push(mergeRequest, { [leave]: `${doubled}\nMore.\n` });
      await scene.review(mergeRequest);
      expect(scene.comments(mergeRequest)).toHaveLength(1);
    }
    expect(scene.comments(resolved)[0]?.resolvedAt).toBeDefined();
    scene.push(answered, { [leave]: fixed });
    await scene.review(answered);
    expect(scene.comments(answered)[0]?.resolvedAt).toBeDefined();
  });

  test("leaves an answered thread open where the handbook asks for that", async () => {
    const scene = await openReviewScene({ config: "review: { resolveAnswered: false }\n" });
    const answered = scene.open({ [leave]: doubled });
    await scene.review(answered);
    scene.gitlab.reply(answered, scene.gitlab.discussions(answered)[0]?.id ?? "", "Wait.", "maya");
    scene.push(answered, { [leave]: fixed });
    await scene.review(answered);
    expect(scene.comments(answered)[0]?.resolvedAt).toBeUndefined();
  });

  test("says in the summary, which no one can resolve, what is too much for the diff", async () => {
    const scene = await openReviewScene();
    const files = Object.fromEntries(
      Array.from({ length: 21 }, (_, at) => [
        `source/handbook/team-${at}/index.html.md`,
        page(`Team ${at}`, `Team ${at} meets on the the first day.\n`),
      ]),
    );
    const mergeRequest = scene.open(files);
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)).toEqual([]);
    const [summary, ...others] = scene.summaries(mergeRequest);
    expect(others).toEqual([]);
    expect(summary?.body).toContain("prose/no-repeated-word");
    expect(scene.gitlab.discussions(mergeRequest)[0]?.individualNote).toBe(true);
    scene.push(mergeRequest, {
      "source/handbook/team-0/index.html.md": page("Team 0", "It meets.\n"),
    });
    await scene.review(mergeRequest);
    expect(scene.summaries(mergeRequest).map(({ id }) => id)).toEqual([summary?.id]);
    expect(scene.gitlab.mistakes).toEqual([]);
  });

  test("follows a merge request to another target branch", async () => {
    const scene = await openReviewScene();
    scene.gitlab.createBranch(scene.project.id, "next", "main");
    scene.gitlab.pushCommit(scene.project.id, "next", { files: { [leave]: doubled } });
    const mergeRequest = scene.open({ [leave]: doubled });
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)).toHaveLength(1);
    scene.gitlab.retarget(mergeRequest, "next");
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)[0]?.resolvedAt).toBeDefined();
  });

  test("reaches a merge request from a fork", async () => {
    const scene = await openReviewScene();
    const fork = scene.gitlab.fork(scene.project.id, "hannah/handbook");
    scene.gitlab.pushCommit(fork.id, "main", { files: { [leave]: doubled }, author: "hannah" });
    const mergeRequest = scene.gitlab.openMergeRequest({
      sourceProject: fork.id,
      sourceBranch: "main",
      targetProject: scene.project.id,
      targetBranch: "main",
      title: "From a fork",
      author: "hannah",
    });
    const reviewed = await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)).toHaveLength(1);
    expect(reviewed).toMatchObject({ kind: "reviewed", report: { status: { kind: "refused" } } });
  });

  test("lists the links that a renamed page breaks, unless the change redirects them", async () => {
    const config = "links:\n  redirects: [data/redirects.yml]\n";
    const files = { "data/redirects.yml": "[]\n" };
    const moved = {
      [leave]: null,
      "source/handbook/time-off/index.html.md": handbook[leave] ?? "",
    };
    const scene = await openReviewScene({ config, files });
    const broken = scene.open(moved);
    await scene.review(broken);
    expect(scene.summaries(broken)[0]?.body).toContain("links/no-broken-incoming-link");
    const redirected = scene.open({
      ...moved,
      "data/redirects.yml":
        "- sources: [/handbook/leave/]\n  target: /handbook/time-off/\n  comp_op: '='\n",
    });
    await scene.review(redirected);
    expect(scene.summaries(redirected)).toEqual([]);
    expect(scene.gitlab.mistakes).toEqual([]);
  });

  test("prints a dry run and writes nothing", async () => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: doubled });
    scene.gitlab.forget();
    const reviewed = await scene.review(mergeRequest, { isDryRun: true });
    expect(reviewed).toMatchObject({ kind: "reviewed", plan: { create: [{ path: leave }] } });
    expect(scene.writes()).toEqual([]);
  });
});

describe("no review", () => {
  test("where the target branch has no configuration", async () => {
    const scene = await openReviewScene({ config: undefined });
    const mergeRequest = scene.open({ [leave]: doubled });
    scene.gitlab.forget();
    expect(await scene.review(mergeRequest)).toMatchObject({ kind: "skipped" });
    expect(scene.writes()).toEqual([]);
  });

  test("of pages where the merge request brings the first configuration, which is checked", async () => {
    const scene = await openReviewScene({ config: undefined });
    const mergeRequest = scene.open({
      [leave]: doubled,
      ".handbook-bot.yml": "rules: { prse: off }\n",
    });
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)).toMatchObject([
      {
        body: expect.stringContaining("`rules.prse`"),
        position: { newPath: ".handbook-bot.yml", newLine: 1 },
      },
    ]);
    expect(scene.gitlab.statuses.at(-1)).toMatchObject({ state: "failed", description: "1 error" });
    scene.push(mergeRequest, { ".handbook-bot.yml": "rules: { prose: off }\n" });
    await scene.review(mergeRequest);
    expect(scene.gitlab.statuses.at(-1)).toMatchObject({ state: "success" });
    expect(scene.comments(mergeRequest).every(({ resolvedAt }) => resolvedAt !== undefined)).toBe(
      true,
    );
    expect(scene.summaries(mergeRequest)).toMatchObject([
      { body: expect.stringContaining("This adds a configuration") },
    ]);
  });

  test("of pages where the merge request repairs the configuration", async () => {
    const scene = await openReviewScene({ config: "gate:\n  failOn: sometimes\n" });
    const mergeRequest = scene.open({
      [leave]: doubled,
      ".handbook-bot.yml": "gate:\n  failOn: never\n",
    });
    expect(await scene.review(mergeRequest)).toMatchObject({ kind: "reviewed" });
    expect(scene.gitlab.statuses.at(-1)).toMatchObject({ state: "success" });
    expect(scene.comments(mergeRequest)).toEqual([]);
  });

  test("where the configuration is not in order, which the gate says", async () => {
    const scene = await openReviewScene({ config: "gate:\n  failOn: sometimes\n" });
    const mergeRequest = scene.open({ [leave]: doubled });
    expect(await scene.review(mergeRequest)).toMatchObject({
      kind: "misconfigured",
      message: expect.stringContaining(".handbook-bot.yml:2:11"),
    });
    expect(scene.gitlab.statuses.at(-1)).toMatchObject({
      state: "failed",
      description: expect.stringContaining(".handbook-bot.yml:2:11"),
    });
    expect(scene.gitlab.notes(mergeRequest)).toEqual([]);
  });

  test("of a draft, of a merged one, of a labelled one, until they are ready", async () => {
    const scene = await openReviewScene({ config: "review:\n  skipLabels: [no-review]\n" });
    const draft = scene.open({ [leave]: doubled }, { draft: true });
    const labelled = scene.open({ [leave]: doubled }, { labels: ["no-review"] });
    const merged = scene.open({ [leave]: fixed });
    scene.gitlab.merge(merged);
    scene.gitlab.forget();
    for (const mergeRequest of [draft, labelled, merged]) {
      expect(await scene.review(mergeRequest)).toMatchObject({ kind: "skipped" });
    }
    expect(scene.writes()).toEqual([]);
    scene.gitlab.setDraft(draft, false);
    await scene.review(draft);
    expect(scene.comments(draft)).toHaveLength(1);
  });
});

describe("the copy of the target branch", () => {
  test("is fetched once, and then only what a push changed", async () => {
    const scene = await openReviewScene();
    await scene.review(scene.open({ [leave]: doubled }));
    scene.gitlab.forget();
    scene.gitlab.pushCommit(scene.project.id, "main", {
      files: {
        "source/handbook/travel/index.html.md": page("Travel", "## Boats\n\nTake a boat.\n"),
      },
    });
    const linking = page(
      "Leave",
      "## Days\n\nSee [boats](/handbook/travel/#boats).\n\n## Asking\n\nAsk.\n",
    );
    const mergeRequest = scene.open({ [leave]: linking });
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)).toEqual([]);
    expect(scene.gitlab.requests.filter(({ path }) => path.includes("/archive"))).toEqual([]);
  });

  test("outlives a restart, and is fetched again when it is damaged", async () => {
    const scene = await openReviewScene();
    await scene.review(scene.open({ [leave]: doubled }));
    scene.restart();
    scene.gitlab.forget();
    const archives = () =>
      scene.gitlab.requests.filter(({ path }) => path.includes("/archive")).length;
    await scene.review(scene.open({ [leave]: doubled }));
    expect(archives()).toBe(0);
    const folder = join(scene.dataDir, "handbooks");
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), "nonsense");
    scene.restart();
    const mergeRequest = scene.open({ [leave]: doubled });
    await scene.review(mergeRequest);
    expect(archives()).toBe(1);
    expect(scene.comments(mergeRequest)).toHaveLength(1);
  });

  test("is settled anew when the configuration changes", async () => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: doubled });
    await scene.review(mergeRequest);
    scene.gitlab.pushCommit(scene.project.id, "main", {
      files: { ".handbook-bot.yml": "rules:\n  prose/no-repeated-word: off\n" },
    });
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)[0]?.resolvedAt).toBeDefined();
  });
});
