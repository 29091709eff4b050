import { expect, test } from "vitest";
import { describeHealth } from "../../src/cli/health.ts";
import { ruleHealth } from "../../src/review/rule-health.ts";
import { readHealth } from "../../src/worker/read-health.ts";
import { leave, openReviewScene, page } from "./review-scene.ts";

const doubled = page("Leave", "## Days\n\nAsk the the manager.\n");
const fixed = page("Leave", "## Days\n\nAsk the manager.\n");

test("what scripted people do to comments is what the figures say, twice the same", async () => {
  const scene = await openReviewScene();
  const { gitlab } = scene;
  const script = ["apply", "push", "dismiss", "resolve", "merge", "leave"] as const;
  for (const deed of [...script, ...script, "apply"] as const) {
    const mergeRequest = scene.open({ [leave]: doubled });
    await scene.review(mergeRequest);
    const [thread] = gitlab.discussions(mergeRequest);
    const id = thread?.id ?? "";
    const note = thread?.notes[0];
    if (deed === "apply") gitlab.applySuggestion(note?.suggestions[0]?.id ?? 0, "hannah");
    if (deed === "push") scene.push(mergeRequest, { [leave]: fixed });
    if (deed === "dismiss") gitlab.reply(mergeRequest, id, "dismiss It is a quotation.", "hannah");
    if (deed === "resolve") {
      gitlab.react(mergeRequest, note?.id ?? 0, "thumbsdown", "hannah");
      gitlab.resolve(mergeRequest, id, "hannah");
    }
    await scene.review(mergeRequest);
    if (deed === "merge") gitlab.closeMergeRequest(mergeRequest, "hannah");
  }
  const read = () => readHealth(scene.client, scene.identity, scene.project.id, "2000-01-01");
  const { comments, mergeRequests } = await read();
  expect(mergeRequests).toBe(13);
  const rules = ruleHealth(comments);
  expect(rules).toMatchObject([
    {
      rule: "prose/no-repeated-word",
      comments: 11,
      applied: 3,
      fixed: 2,
      dismissed: 2,
      resolved: 2,
      ignored: 2,
      up: 0,
      down: 2,
    },
  ]);
  const said = describeHealth(rules, mergeRequests);
  expect(said).toContain("From 13 merge requests.");
  expect(describeHealth(ruleHealth((await read()).comments), mergeRequests)).toBe(said);
});
