import { expect, test } from "vitest";
import { parse } from "yaml";
import { describeHealth } from "../../src/cli/health.ts";
import { type Fate, ruleHealth } from "../../src/review/rule-health.ts";
import { countHealth } from "../../src/worker/health/count-health.ts";
import { writeFigures } from "../../src/worker/health/health-figures.ts";
import { overviewOf } from "../../src/worker/health/health-overview.ts";
import { readHealth } from "../../src/worker/health/read-health.ts";
import { leave, openReviewScene, page, type ReviewScene } from "./review-scene.ts";

/** Two findings of different rules on lines of their own. */
const doubled = "Ask the the manager.";
const wordy = "Ask in order to be sure.";
const clean = "Ask the manager.";
/** By default wordy phrases are for information. */
const loud = "rules:\n  prose/no-wordy-phrase: warning\n";

/** What a scripted person does to a comment. */
const deeds = ["apply", "push", "dismiss", "resolve", "merge", "leave"] as const;
type Deed = (typeof deeds)[number];

/** What the comment has become, in a merge request that is closed or not. */
const fateOfDeed: Readonly<Record<Deed, Fate | undefined>> = {
  apply: "applied",
  push: "fixed",
  dismiss: "dismissed",
  resolve: "resolved",
  merge: "ignored",
  leave: undefined,
};

/** Opens a merge request with one finding, lets the bot comment, and a person act. */
async function playOne(scene: ReviewScene, line: string, deed: Deed): Promise<void> {
  const { gitlab } = scene;
  const mergeRequest = scene.open({ [leave]: page("Leave", `## Days\n\n${line}\n`) });
  await scene.review(mergeRequest);
  const [thread] = gitlab.discussions(mergeRequest);
  const id = thread?.id ?? "";
  const note = thread?.notes[0];
  if (deed === "apply") gitlab.applySuggestion(note?.suggestions[0]?.id ?? 0, "hannah");
  if (deed === "push")
    scene.push(mergeRequest, { [leave]: page("Leave", `## Days\n\n${clean}\n`) });
  if (deed === "dismiss") gitlab.reply(mergeRequest, id, "dismiss It is a quotation.", "hannah");
  if (deed === "resolve") {
    gitlab.react(mergeRequest, note?.id ?? 0, "thumbsdown", "hannah");
    gitlab.resolve(mergeRequest, id, "hannah");
  }
  if (deed === "apply" || deed === "push" || deed === "dismiss") await scene.review(mergeRequest);
  if (deed === "merge") gitlab.closeMergeRequest(mergeRequest, "hannah");
}

test("what scripted people do in 200 merge requests is what the figures say, twice to the byte", async () => {
  const scene = await openReviewScene({ config: loud });
  const script = Array.from({ length: 200 }, (_, at) => ({
    line: at % 3 === 0 ? wordy : doubled,
    rule: at % 3 === 0 ? "prose/no-wordy-phrase" : "prose/no-repeated-word",
    // In no step with the rules, so that each meets each.
    deed: deeds[Math.floor(at / 3 + at) % deeds.length] ?? "leave",
  }));
  for (const { line, deed } of script) await playOne(scene, line, deed);
  const count = () => countHealth(partsOf(scene), scene.project.id, 1_795_000_000_000);
  const { figures } = await count();
  expect(figures.mergeRequests).toBe(200);
  expect(figures.rules).toHaveLength(2);
  for (const health of figures.rules) {
    const own = script.filter(({ rule }) => rule === health.rule);
    const times = (fate: Fate) => own.filter(({ deed }) => fateOfDeed[deed] === fate).length;
    const fates = ["applied", "fixed", "dismissed", "resolved", "ignored"] as const;
    const wanted = Object.fromEntries(fates.map((fate) => [fate, times(fate)]));
    const over = own.filter(({ deed }) => deed !== "leave").length;
    expect(health).toMatchObject({ ...wanted, comments: over, up: 0, down: times("resolved") });
    expect(health.comments).toBeGreaterThan(40);
  }
  const text = writeFigures(figures);
  expect(writeFigures((await count()).figures)).toBe(text);
  expect(overviewOf([text]).all.map(({ rule, isWeak }) => [rule, isWeak])).toEqual(
    figures.rules.map(({ rule }) => [rule, true]),
  );
  const said = describeHealth(ruleHealth((await readAll(scene)).comments), 200);
  expect(said).toContain("From 200 merge requests.");
}, 900_000);

function partsOf({ client, reviewer, identity }: ReviewScene) {
  return { gitlab: client, reviewer: reviewer(), bot: identity };
}

function readAll({ client, identity, project }: ReviewScene) {
  return readHealth(client, identity, project.id, "2000-01-01");
}

test("what people dismiss each time is proposed as an exception, once, and where it is wanted", async () => {
  const config = `# Ours.\nreview:\n  proposeSettings: true\n${loud}`;
  const scene = await openReviewScene({ config });
  const { gitlab, project } = scene;
  const now = Date.now();
  const count = async () => (await countHealth(partsOf(scene), project.id, now)).proposed;
  for (const deed of ["dismiss", "dismiss"] as const) await playOne(scene, wordy, deed);
  expect(await count()).toBe(undefined);
  await playOne(scene, wordy, "dismiss");
  const iid = (await count()) ?? 0;
  const proposal = { projectId: project.id, iid };
  const { title, description, sourceBranch } = gitlab.mergeRequest(proposal);
  expect(title).toBe("Accept a word that prose/no-wordy-phrase reports");
  expect(description).toContain("People dismissed it in 3 merge requests.");
  expect(description).toContain("- `!3`: `source/handbook/leave/index.html.md`");
  const text = gitlab.readFile(project.id, sourceBranch, ".handbook-bot.yml") ?? "";
  expect(text.startsWith(config)).toBe(true);
  expect(parse(text)).toMatchObject({
    exceptions: [{ rules: ["prose/no-wordy-phrase"], words: ["in order to"] }],
  });
  // Not while it is open, and not after somebody has closed it.
  expect(await count()).toBe(undefined);
  gitlab.closeMergeRequest(proposal, "hannah");
  expect(await count()).toBe(undefined);
  expect(gitlab.mistakes).toEqual([]);
  expect(gitlab.quickActionsRun).toEqual([]);
  expect([...gitlab.mentions, ...gitlab.crossReferences]).toEqual([]);
});

test("a proposal that was merged holds: the exception reports nothing, and nothing is proposed again", async () => {
  const scene = await openReviewScene({ config: `review: { proposeSettings: true }\n${loud}` });
  const { gitlab, project } = scene;
  for (const deed of ["dismiss", "dismiss", "dismiss"] as const) await playOne(scene, wordy, deed);
  const count = async () => (await countHealth(partsOf(scene), project.id, Date.now())).proposed;
  gitlab.merge({ projectId: project.id, iid: (await count()) ?? 0 });
  const mergeRequest = scene.open({ [leave]: page("Leave", `## Days\n\n${wordy}\n`) });
  await scene.review(mergeRequest);
  expect(scene.comments(mergeRequest)).toEqual([]);
  expect(await count()).toBe(undefined);
});

test("a rule that few people act on is proposed for information, after a crash too", async () => {
  const scene = await openReviewScene({ config: "review:\n  proposeSettings: true\n" });
  const { gitlab, project } = scene;
  for (let at = 0; at < 20; at += 1) await playOne(scene, doubled, at < 15 ? "resolve" : "apply");
  const count = async () => (await countHealth(partsOf(scene), project.id, Date.now())).proposed;
  // GitLab takes the commit and fails on the merge request: the next run goes on from there.
  const match = (method: string, path: string) =>
    method === "POST" && path.endsWith("merge_requests");
  gitlab.failNext({ match, with: 500, times: 10 });
  await expect(count()).rejects.toThrow();
  gitlab.clearFaults();
  const iid = (await count()) ?? 0;
  const { title, description, sourceBranch } = gitlab.mergeRequest({ projectId: project.id, iid });
  expect(title).toBe("Report prose/no-repeated-word for information only");
  expect(description).toContain("5 of 20 comments (25 %; 95 % interval: 11 % to 47 %)");
  expect(gitlab.readFile(project.id, sourceBranch, ".handbook-bot.yml")).toBe(
    "review:\n  proposeSettings: true\nrules:\n  prose/no-repeated-word: info\n",
  );
});

test("nothing is proposed where nobody asked for it", async () => {
  const scene = await openReviewScene({ config: loud });
  for (const deed of ["dismiss", "dismiss", "dismiss"] as const) await playOne(scene, wordy, deed);
  const before = scene.writes().length;
  const { proposed } = await countHealth(partsOf(scene), scene.project.id, Date.now());
  expect(proposed).toBe(undefined);
  expect(scene.writes()).toHaveLength(before);
});
