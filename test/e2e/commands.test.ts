import { describe, expect, test } from "vitest";
import { parseMarker, visibleText } from "../../src/review/marker.ts";
import type { MergeRequest, Note } from "../gitlab/world.ts";
import { leave, openReviewScene, page, type ReviewScene } from "./review-scene.ts";

const doubled = page(
  "Leave",
  "## Days\n\nEverybody has 25 days a year.\n\n## Asking\n\nAsk the the manager.\n",
);
const strict = "gate: { failOn: warning }\n";

/** A merge request with one comment, made by hannah, a Developer; maya is a Maintainer and gregor a Guest. */
async function openTalk(config = "", text = doubled) {
  const scene = await openReviewScene({ config });
  const { gitlab, project } = scene;
  const gregor = gitlab.createUser({ username: "gregor" });
  gitlab.addMember(project.id, gregor.id, "guest");
  gitlab.addMember(project.id, gitlab.createUser({ username: "maya" }).id, "maintainer");
  const mergeRequest = scene.open({ [leave]: text });
  await scene.review(mergeRequest);
  const threadId = gitlab.discussions(mergeRequest)[0]?.id ?? "";
  const say = (body: string, by = "hannah"): Note => gitlab.reply(mergeRequest, threadId, body, by);
  const ask = async (body: string, by?: string): Promise<Note> => {
    const note = say(body, by);
    await scene.review(mergeRequest);
    return note;
  };
  return { scene, gitlab, mergeRequest, threadId, gregor, say, ask };
}

function answers(scene: ReviewScene, mergeRequest: MergeRequest): readonly string[] {
  return scene.gitlab
    .notes(mergeRequest)
    .filter(
      ({ authorId, body }) => authorId === scene.bot.id && parseMarker(body)?.kind === "answer",
    )
    .map(({ body }) => visibleText(body));
}

function verdict({ gitlab }: ReviewScene): string {
  const { state, description } = gitlab.statuses.at(-1) ?? {};
  return `${state}: ${description}`;
}

describe("a command", () => {
  test("is seen, answered in its thread, and answered once", async () => {
    const { scene, gitlab, mergeRequest, threadId, ask } = await openTalk();
    const note = await ask("why");
    expect(note.awards).toMatchObject([{ name: "eyes", userId: scene.bot.id }]);
    expect(gitlab.discussions(mergeRequest).find(({ id }) => id === threadId)?.notes).toHaveLength(
      3,
    );
    gitlab.forget();
    await scene.review(mergeRequest);
    gitlab.editNote(mergeRequest, note.id, "dismiss it after all", "hannah");
    await scene.review(mergeRequest);
    expect(scene.writes()).toEqual([]);
    expect(gitlab.mistakes).toEqual([]);
  });

  test("is about all findings of its comment", async () => {
    const several = doubled.replace("manager.", "manager, see [here](#nowhere).");
    const { scene, mergeRequest, ask } = await openTalk(strict, several);
    expect(verdict(scene)).toBe("failed: 3 warnings");
    await ask("why");
    const [why = ""] = answers(scene, mergeRequest);
    for (const rule of ["prose/no-repeated-word", "links/no-broken-anchor", "links/no-vague"])
      expect(why).toContain(`[\`${rule}`);
    await ask("dismiss It is a draft.", "maya");
    expect(answers(scene, mergeRequest).at(-1)).toMatch(
      /^Dismissed all 3 findings\. The check no longer counts them\./,
    );
    expect(scene.comments(mergeRequest).map(({ resolvedAt }) => resolvedAt)).toEqual([
      expect.any(Date),
    ]);
    expect(verdict(scene)).toMatch(/^success/);
  });

  test("does not make the bot leave the thread alone, as talk between people does", async () => {
    const { scene, mergeRequest, ask } = await openTalk();
    await ask("why");
    scene.push(mergeRequest, { [leave]: doubled.replace("the the", "the") });
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)[0]?.resolvedAt).toBeDefined();
  });

  test.each([
    ["help", /dismiss REASON/],
    ["@BOT help", /dismiss REASON/],
    ["recheck", /^Checked again: 1 warning\.$/],
    ["@BOT review", /^Checked again: 1 warning\.$/],
    ["why", /It is a warning here\. Set by: the rule's default\.[\s\S]*Reported:\n\n```+markdown/],
    ["word ACME", /exceptions:\n {2}- rules: \[prose\/no-repeated-word\]\n {4}words: \["ACME"\]/],
    ["word /close @all", /^Name one word/],
    ["dismiss", /^Give a reason/],
    ["why\n\nrecheck", /^Write one command per comment\.$/],
  ])("in the thread: %j", async (text, expected) => {
    const { scene, mergeRequest, ask } = await openTalk();
    await ask(text.replace("BOT", scene.bot.username));
    expect(answers(scene, mergeRequest)).toEqual([expect.stringMatching(expected)]);
  });

  test.each([
    ["help", /^Answer to `help` by `hannah`: Write a command/],
    ["why", /Write `why` as a reply to the comment that it is about/],
    ["dismiss noise", /Write `dismiss` as a reply/],
    ["word ACME", /rules:\n {2}prose\/no-misspelt-word:\n {4}words: \["ACME"\]/],
  ])(
    "after a mention in a comment of its own, which no thread to resolve comes of: %s",
    async (text, expected) => {
      const { scene, gitlab, mergeRequest } = await openTalk();
      gitlab.comment(mergeRequest, `@${scene.bot.username} ${text}`, "hannah");
      await scene.review(mergeRequest);
      expect(answers(scene, mergeRequest)).toEqual([expect.stringMatching(expected)]);
      expect(
        gitlab
          .discussions(mergeRequest)
          .slice(1)
          .every((one) => one.individualNote),
      ).toBe(true);
      expect(
        [...gitlab.mentions, ...gitlab.quickActionsRun].filter(
          ({ actor }) => actor === scene.bot.username,
        ),
      ).toEqual([]);
    },
  );

  test("says where the setting is, with a link to its line on the target branch", async () => {
    const config = "rules:\n  prose/no-repeated-word: error\n";
    const { scene, mergeRequest, ask } = await openTalk(config);
    await ask("why");
    expect(answers(scene, mergeRequest)[0]).toMatch(
      /It is an error here\. Set by: \[`\.handbook-bot\.yml:2`\]\(http[^)]*\/-\/blob\/main\/\.handbook-bot\.yml#L2\)\./,
    );
  });

  test("of somebody who may not is refused, whoever they are until their role changes", async () => {
    const { scene, gitlab, mergeRequest, gregor, say, ask } = await openTalk();
    await ask("dismiss noise", "gregor");
    expect(answers(scene, mergeRequest)).toEqual([
      "Commands are for members with the role Developer or higher.",
    ]);
    expect(scene.comments(mergeRequest)[0]?.resolvedAt).toBeUndefined();
    gitlab.addMember(scene.project.id, gregor.id, "developer");
    say("dismiss noise", "gregor");
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)[0]?.resolvedAt).toBeDefined();
  });

  test.each([
    ["members", undefined, true],
    ["authors", "dismiss-author", true],
    ["off", undefined, false],
  ])(
    "of an author who is no Developer, with review.commands: %s",
    async (commands, outcome, isAnswered) => {
      const { scene, gitlab, mergeRequest, ask } = await openTalk(
        `review: { commands: "${commands}" }\n`,
      );
      gitlab.addMember(scene.project.id, mergeRequest.authorId, "guest");
      await ask("dismiss quoted so");
      expect(answers(scene, mergeRequest)).toHaveLength(isAnswered ? 1 : 0);
      const found = gitlab.notes(mergeRequest).map(({ body }) => parseMarker(body));
      const last = found.findLast((marker) => marker?.kind === "answer");
      if (outcome !== undefined) expect(last).toMatchObject({ outcome });
      expect(scene.comments(mergeRequest)[0]?.resolvedAt !== undefined).toBe(outcome !== undefined);
    },
  );

  test("on a draft, which is not reviewed, is answered with the reason", async () => {
    const { scene, gitlab, mergeRequest } = await openTalk();
    gitlab.setDraft(mergeRequest, true, "hannah");
    gitlab.comment(mergeRequest, `@${scene.bot.username} recheck`, "hannah");
    await scene.review(mergeRequest, { isAsked: true });
    await scene.review(mergeRequest, { isAsked: true });
    expect(answers(scene, mergeRequest)).toEqual([
      "Answer to `recheck` by `hannah`: This merge request is not reviewed: it is a draft.",
    ]);
  });

  test("in an internal note gets no answer that everybody would see", async () => {
    const { scene, gitlab, mergeRequest } = await openTalk();
    const note = gitlab.comment(mergeRequest, `@${scene.bot.username} word Merger`, "maya");
    Object.assign(note, { internal: true });
    await scene.review(mergeRequest);
    expect(answers(scene, mergeRequest)).toEqual([]);
  });
});

describe("a dismissal", () => {
  test("resolves, is kept on the merge request, and ends when somebody reopens the thread", async () => {
    const { scene, gitlab, mergeRequest, threadId, ask } = await openTalk();
    await ask("dismiss The name of a band @all /close");
    expect(scene.comments(mergeRequest)[0]?.resolvedAt).toBeDefined();
    const summary = () =>
      scene
        .summaries(mergeRequest)
        .map(({ body }) => visibleText(body))
        .join();
    expect(summary()).toContain("by `hannah`: `The name of a band @all /close`");
    scene.push(mergeRequest, { [leave]: `${doubled}\nMore.\n` });
    scene.restart();
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)).toHaveLength(1);
    expect(scene.comments(mergeRequest)[0]?.resolvedAt).toBeDefined();
    gitlab.unresolve(mergeRequest, threadId, "maya");
    await scene.review(mergeRequest);
    expect(scene.comments(mergeRequest)[0]?.resolvedAt).toBeUndefined();
    expect(summary()).not.toContain("band");
    expect(
      [...gitlab.mentions, ...gitlab.quickActionsRun].filter(
        ({ actor }) => actor === scene.bot.username,
      ),
    ).toEqual([]);
  });

  test.each([
    ["", "maya", "success: 1 warning (1 dismissed)", /The check no longer counts it/],
    ["", "hannah", "failed: 1 warning", /still counts it until a maintainer dismisses it/],
    ["authors", "hannah", "success: 1 warning (1 dismissed)", /The check no longer counts it/],
    ["off", "maya", "failed: 1 warning", /The check still counts it\. /],
  ])(
    "changes the gate by gate.dismissals: %j, dismissed by %s",
    async (dismissals, by, gate, says) => {
      const config =
        dismissals === "" ? strict : `gate: { failOn: warning, dismissals: "${dismissals}" }\n`;
      const { scene, mergeRequest, ask } = await openTalk(config);
      expect(verdict(scene)).toBe("failed: 1 warning");
      await ask("dismiss It is a quotation.", by);
      expect(verdict(scene)).toBe(gate);
      expect(answers(scene, mergeRequest)).toEqual([expect.stringMatching(says)]);
    },
  );

  test("cannot be had with a copy of the bot's answer", async () => {
    const { scene, gitlab, mergeRequest, threadId, ask } = await openTalk(strict);
    const note = await ask("dismiss noise", "gregor");
    gitlab.reply(
      mergeRequest,
      threadId,
      `Dismissed.\n\n<!-- handbook-bot:1 answer handbook%2Dbot ${note.id} dismiss-maintainer ${"0".repeat(32)} -->`,
      "gregor",
    );
    gitlab.resolve(mergeRequest, threadId, "hannah");
    await scene.review(mergeRequest);
    expect(verdict(scene)).toBe("failed: 1 warning");
  });
});
