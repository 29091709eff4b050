import { describe, expect, test } from "vitest";
import { applyAnswers, applyPlan, applyVerdict } from "../../src/gitlab/apply.ts";
import { readPosted } from "../../src/gitlab/posted.ts";
import { visibleText, withMarker } from "../../src/review/marker.ts";
import type { Answer } from "../../src/review/review.ts";
import { comment, type Handbook, openHandbook, planFor, run, type Wanted } from "./handbook.ts";
import { writes } from "./outcome.ts";

const quiet: Wanted = { comments: [], summary: undefined, state: "success" };

function answerTo(noteId: number, more: Partial<Answer["to"]> = {}, resolves?: string): Answer {
  const name = { kind: "answer", instance: "handbook-bot", noteId, outcome: "why" } as const;
  return {
    to: { noteId, discussionId: undefined, ...more },
    body: withMarker(`Because of ${noteId}.`, name),
    resolves,
  };
}

/** A merge request with a comment of the bot, and one of a person beside it. */
async function openAsked() {
  const handbook = await openHandbook();
  const { standIn, key, gitlab, context } = handbook;
  await run(handbook, { ...quiet, comments: [comment(21)] });
  const [thread] = (await readPosted(gitlab, context.mergeRequest, context.bot)).threads;
  if (thread === undefined) throw new Error("There is no comment");
  standIn.comment(key, "@bot recheck", "amara");
  const asked = standIn.notes(key).find(({ body }) => body.includes("recheck"));
  if (asked === undefined) throw new Error("There is no command");
  standIn.forget();
  return { handbook, thread, noteId: asked.id };
}

/** What the bot has said in answers. */
function answers({ standIn, key }: Handbook): readonly string[] {
  return standIn
    .notes(key)
    .flatMap(({ body }) => (body.includes("handbook-bot:1 answer") ? [visibleText(body)] : []));
}

describe("answers alone", () => {
  test("are posted beside the command, which is marked as seen", async () => {
    const { handbook, noteId } = await openAsked();
    await applyAnswers(handbook.gitlab, [answerTo(noteId)], handbook.context);
    expect(answers(handbook)).toEqual([`Because of ${noteId}.`]);
    const [seen, posted, ...others] = writes(handbook);
    expect(seen).toMatch(new RegExp(`^POST notes/${noteId}/award_emoji`));
    expect(posted).toBe("POST notes");
    expect(others).toEqual([]);
    expect(handbook.standIn.statuses).toHaveLength(1);
  });

  test("in a thread stand in the thread, which they resolve first where they say so", async () => {
    const { handbook, thread, noteId } = await openAsked();
    const to = { discussionId: thread.discussionId };
    await applyAnswers(
      handbook.gitlab,
      [answerTo(noteId, to, thread.discussionId)],
      handbook.context,
    );
    expect(writes(handbook).slice(1)).toEqual([
      `PUT discussions/${thread.discussionId}`,
      `POST discussions/${thread.discussionId}/notes`,
    ]);
    const posted = await readPosted(
      handbook.gitlab,
      handbook.context.mergeRequest,
      handbook.context.bot,
    );
    expect(posted.threads).toMatchObject([{ isResolved: true }]);
  });

  test("are posted though GitLab takes no reaction", async () => {
    const { handbook, noteId } = await openAsked();
    handbook.standIn.failNext({ match: (_, path) => path.includes("award_emoji"), with: 403 });
    await applyAnswers(handbook.gitlab, [answerTo(noteId)], handbook.context);
    expect(answers(handbook)).toHaveLength(1);
  });

  test("that GitLab does not take leave the others as they are", async () => {
    const { handbook, thread, noteId } = await openAsked();
    const isNote = (method: string, path: string) => method === "POST" && path.endsWith("/notes");
    handbook.standIn.failNext({ match: isNote, with: 403 });
    const to = { discussionId: thread.discussionId };
    await applyAnswers(
      handbook.gitlab,
      [answerTo(noteId), answerTo(thread.noteId, to)],
      handbook.context,
    );
    expect(answers(handbook)).toEqual([`Because of ${thread.noteId}.`]);
  });

  test("are not posted twice where one was taken and nobody said so", async () => {
    const { handbook, noteId } = await openAsked();
    const isNote = (method: string, path: string) => method === "POST" && path.endsWith("/notes");
    handbook.standIn.failNext({ match: isNote, when: "after", with: 502 });

    await applyAnswers(handbook.gitlab, [answerTo(noteId)], handbook.context);
    expect(answers(handbook)).toEqual([`Because of ${noteId}.`]);
  });
});

describe("a plan with answers", () => {
  test("posts them last, and names those that GitLab did not take", async () => {
    const { handbook, thread, noteId } = await openAsked();
    const { gitlab, context } = handbook;
    const posted = await readPosted(gitlab, context.mergeRequest, context.bot);
    const wanted = { ...quiet, comments: [comment(21), comment(22)] };
    const plan = { ...planFor(wanted, posted), answers: [answerTo(noteId)] };
    expect(await applyPlan(gitlab, plan, context)).toMatchObject({
      kind: "applied",
      report: { created: 1, refused: [] },
    });
    expect(writes(handbook).map((write) => write.replace(/\/\d+.*/, ""))).toEqual([
      "POST notes",
      "POST discussions",
      "POST notes",
    ]);
    const isReply = (method: string, path: string) =>
      method === "POST" && /discussions\/[^/]+\/notes$/.test(path);
    handbook.standIn.failNext({ match: isReply, with: 403 });
    const again = {
      ...planFor(wanted, await readPosted(gitlab, context.mergeRequest, context.bot)),
      answers: [answerTo(thread.noteId, { discussionId: thread.discussionId })],
    };
    expect(await applyPlan(gitlab, again, context)).toMatchObject({
      kind: "applied",
      report: { created: 0, refused: [expect.any(String)] },
    });
  });
});

test("the gate alone says why nothing else can be posted", async () => {
  const handbook = await openHandbook();
  const { gitlab, context, standIn } = handbook;
  const plan = planFor(
    { ...quiet, comments: [comment(21)], state: "failed" },
    { threads: [], summaries: [], commands: [] },
  );
  expect(await applyVerdict(gitlab, plan, context, "the token may only read")).toEqual({
    created: 0,
    edited: 0,
    resolved: 0,
    reopened: 0,
    summary: "kept",
    notifications: 0,
    refused: [],
    notesRefused: "the token may only read",
    status: { kind: "set" },
  });
  expect(standIn.statuses).toMatchObject([
    {
      state: "failed",
      description:
        "2 findings to look at. GitLab does not accept the comments: the token may only read",
    },
  ]);
  expect(standIn.notes(handbook.key)).toEqual([]);
});
