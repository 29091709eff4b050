import { expect, it } from "vitest";
import type { JobContext } from "../../src/queue/job-handlers.ts";
import { setHandlersScene } from "./handlers-scene.ts";

const leave = "handbook/leave.md";
const page = (sentence: string) => `---\ntitle: Leave\n---\n\n## Parental leave\n\n${sentence}\n`;
const context: JobContext = {
  id: "1",
  attempt: 1,
  isLastAttempt: false,
  signal: new AbortController().signal,
};

async function setTwoMergeRequests(configuration: string) {
  const scene = await setHandlersScene(
    { [leave]: page("Ask your manager for the leave.") },
    configuration,
  );
  const { gitlab, projectId, user, handlers } = scene;
  const [first, second] = ["Tell your manager of the leave.", "Ask the People team for it."].map(
    (sentence, index) => {
      const branch = `leave-${index}`;
      gitlab.pushCommit(projectId, branch, { files: { [leave]: page(sentence) } });
      return gitlab.openMergeRequest({
        sourceProject: projectId,
        sourceBranch: branch,
        title: branch,
      });
    },
  );
  if (first === undefined || second === undefined) throw new Error("Two were opened.");
  return {
    ...scene,
    first,
    second,
    review: (iid: number) =>
      handlers.review(
        { kind: "review", projectId, iid, headSha: undefined, reason: "pushed", receivedAt: 0 },
        context,
      ),
    summaryOf: (iid: number) =>
      gitlab
        .notes({ projectId, iid })
        .filter(({ authorId }) => authorId === user.id)
        .map(({ body }) => body),
  };
}

it("two merge requests that change the same line are named to each other, once", async () => {
  const scene = await setTwoMergeRequests("review: { otherMergeRequests: true }\n");
  const { gitlab, projectId, first, second, added, review, summaryOf } = scene;
  await review(first.iid);
  expect(summaryOf(first.iid)).toEqual([
    expect.stringContaining(`- \`!${second.iid}\` changes lines of \`${leave}\` too`),
  ]);
  expect(added).toMatchObject([{ kind: "review", iid: second.iid, reason: "overlap" }]);
  await review(second.iid);
  expect(summaryOf(second.iid)).toEqual([
    expect.stringContaining(`\`!${first.iid}\` changes lines`),
  ]);
  expect(added).toMatchObject([{ iid: second.iid }, { iid: first.iid }]);
  // Both are reported: nobody asks for more.
  await review(first.iid);
  await review(second.iid);
  expect(added).toHaveLength(2);
  expect([...gitlab.crossReferences, ...gitlab.mentions]).toEqual([]);

  gitlab.pushCommit(projectId, "leave-1", {
    files: { [leave]: page("Ask your manager for the leave.\n\nSend the form to payroll.") },
  });
  await review(second.iid);
  expect(summaryOf(second.iid)).toEqual([expect.not.stringContaining("Other open merge requests")]);
  expect(added.slice(2)).toMatchObject([{ iid: first.iid, reason: "overlap" }]);
  await review(first.iid);
  expect(summaryOf(first.iid)).toEqual([expect.not.stringContaining("Other open merge requests")]);
});

it("a handbook that does not ask for it is told nothing and asked nothing", async () => {
  const { gitlab, first, review, summaryOf, added } = await setTwoMergeRequests("rules: {}\n");
  await review(first.iid);
  expect(summaryOf(first.iid)).toEqual([]);
  expect(added).toEqual([]);
  const lists = gitlab.requests.filter(({ path }) => /\/merge_requests(?:\?|$)/.test(path));
  expect(lists).toEqual([]);
});

it.each([
  [20, undefined],
  [21, "Only the 20 other open merge requests that changed last were compared with this one."],
])("of %i others, the summary says which were compared", async (others, sentence) => {
  const scene = await setTwoMergeRequests("review: { otherMergeRequests: true }\n");
  const { gitlab, projectId, first, review, summaryOf } = scene;
  for (let at = 1; at < others; at += 1) {
    const sourceBranch = `note-${at}`;
    gitlab.pushCommit(projectId, sourceBranch, { files: { [`notes/${at}.txt`]: "A note.\n" } });
    gitlab.openMergeRequest({ sourceProject: projectId, sourceBranch, title: sourceBranch });
  }
  // Changed last, so that there is a summary.
  gitlab.pushCommit(projectId, "leave-1", {
    files: { [leave]: page("Ask payroll for the leave.") },
  });
  await review(first.iid);
  const [summary = ""] = summaryOf(first.iid);
  expect(summary).toContain("changes lines of");
  expect(/Only the .+ were compared with this one\./.exec(summary)?.[0]).toBe(sentence);
});
