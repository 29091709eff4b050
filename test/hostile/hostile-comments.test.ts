import { expect, test } from "vitest";
import { parseMarker } from "../../src/review/marker.ts";
import { leave, openReviewScene, page } from "../e2e/review-scene.ts";
import { hostileComments } from "./hostile-comments.ts";
import { hostileTexts } from "./hostile-texts.ts";

const doubled = page("Leave", "## Days\n\nEverybody has the the same days.\n");

async function openThread() {
  const scene = await openReviewScene();
  const mergeRequest = scene.open({ [leave]: doubled });
  await scene.review(mergeRequest);
  const threadId = scene.gitlab.discussions(mergeRequest)[0]?.id ?? "";
  const answers = () =>
    scene.gitlab
      .notes(mergeRequest)
      .filter(
        ({ authorId, body }) => authorId === scene.bot.id && parseMarker(body)?.kind === "answer",
      );
  const harm = () =>
    [
      ...scene.gitlab.mentions,
      ...scene.gitlab.crossReferences,
      ...scene.gitlab.quickActionsRun,
    ].filter(({ actor }) => actor === scene.bot.username);
  return { scene, mergeRequest, threadId, answers, harm };
}

test("300 comments that look like commands are left alone", async () => {
  const { scene, mergeRequest, threadId, answers, harm } = await openThread();
  for (const [at, body] of hostileComments(300).entries()) {
    if (at % 2 === 0) scene.gitlab.reply(mergeRequest, threadId, body, "hannah");
    else scene.gitlab.comment(mergeRequest, body, "hannah");
  }
  scene.gitlab.forget();
  await scene.review(mergeRequest);
  expect(answers()).toEqual([]);
  expect(scene.writes()).toEqual([]);
  expect(harm()).toEqual([]);
});

test("words of people in answers and in the summary run nothing and call nobody", async () => {
  const { scene, mergeRequest, threadId, answers, harm } = await openThread();
  const texts = hostileTexts.map(([, text]) => text.replace(/[\r\n]+/g, " "));
  for (const [at, text] of texts.entries()) {
    const word = at % 2 === 0 ? "dismiss" : "word";
    scene.gitlab.reply(mergeRequest, threadId, `${word} ${text}`, "hannah");
  }
  for (let before = -1; answers().length > before;) {
    before = answers().length;
    await scene.review(mergeRequest);
  }
  expect(answers().length).toBeGreaterThan(50);
  expect(harm()).toEqual([]);
  expect(scene.gitlab.mistakes).toEqual([]);
});
