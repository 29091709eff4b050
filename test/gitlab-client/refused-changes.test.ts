import { describe, expect, test } from "vitest";
import { applyPlan } from "../../src/gitlab/apply.ts";
import { readPosted } from "../../src/gitlab/posted.ts";
import { comment, openHandbook, planFor, run, summary, type Wanted } from "./handbook.ts";
import { wanted } from "./outcome.ts";

/** One comment is resolved, one edited, one reopened; the summary is edited, and a second one folded. */
const second: Wanted = {
  comments: [comment(10, undefined, "Other."), comment(23, 21)],
  summary: summary("Other."),
  state: "success",
};

const isThread = (path: string) => path.includes("/discussions/");
const isNote = (path: string) => path.includes("/notes/");
const changes: readonly [string, (path: string, body: unknown) => boolean, object][] = [
  ["edited", (path) => isThread(path) && isNote(path), { edited: 1 }],
  ["resolved", (path, body) => isThread(path) && isResolving(body, true), { resolved: 0 }],
  ["reopened", (path, body) => isThread(path) && isResolving(body, false), { reopened: 0 }],
  [
    "edited as a summary",
    (path) => !isThread(path) && isNote(path),
    { summary: "kept", edited: 2 },
  ],
];
const all = { edited: 2, resolved: 1, reopened: 1, summary: "edited" };

function isResolving(body: unknown, value: boolean): boolean {
  return (JSON.stringify(body) ?? "").includes(`"resolved":${String(value)}`);
}

describe.each(changes)("a note that may not be %s", (_, isIt, without) => {
  test.each([400, 403, 404, 422])("with %i leaves all the rest as it should be", async (status) => {
    const handbook = await openHandbook();
    const { gitlab, context, standIn } = handbook;
    await run(handbook, wanted);
    await run(handbook, { ...wanted, comments: wanted.comments.slice(0, 2) });
    const posted = await readPosted(gitlab, context.mergeRequest, context.bot);
    const plan = planFor(second, posted);
    const [kept] = posted.summaries;
    if (kept === undefined) throw new Error("There is no summary");
    standIn.failNext({
      match: (method, path, body) => method === "PUT" && isIt(path, body),
      with: status,
    });
    const fold = [{ noteId: kept.noteId, body: summary("Folded.") }];
    const applied = await applyPlan(gitlab, { ...plan, fold }, context);
    expect(standIn.pendingFaults()).toBe(0);
    expect(applied).toMatchObject({
      kind: "applied",
      report: {
        ...all,
        ...without,
        refused: [expect.stringContaining(String(status))],
        status: { kind: "set" },
      },
    });
  });
});

test("a note that GitLab fails on stops the review, to be tried again", async () => {
  const handbook = await openHandbook({ client: { attempts: 1 } });
  await run(handbook, wanted);
  handbook.standIn.failNext({ match: (method) => method === "PUT", with: 500 });
  await expect(run(handbook, second)).rejects.toMatchObject({ status: 500, retryable: true });
});
