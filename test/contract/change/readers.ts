import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ComparedCommits } from "../../../src/cli/change/compared-commits.ts";
import { readFolderChange } from "../../../src/cli/change/read-folder-change.ts";
import { type LocalChange, readGitChange } from "../../../src/cli/change/read-git-change.ts";
import { bareConfigText, type Engine, engineFactory } from "../../../src/config/engine.ts";
import { createGitLab, type GitLab } from "../../../src/gitlab/gitlab.ts";
import { planReview } from "../../../src/review/plan.ts";
import { reviewChange } from "../../../src/review/review-change.ts";
import type { ReviewOutcome } from "../../../src/review/review.ts";
import { runSteps } from "../../../src/text/steps.ts";
import type { Reviewer } from "../../../src/worker/reviewer/reviewer.ts";
import { startGitLab, type StandIn } from "../../gitlab/start-gitlab.ts";
import { policy } from "../../review/samples.ts";
import { rules } from "../../rules/built-in.ts";
import { reviewerOf } from "../../worker/reviewer-of.ts";
import type { Files, History } from "./history.ts";
import { type PlayedHistory, writeAll } from "./play-git.ts";

const factory = engineFactory(
  { rules, docsBase: "https://bot.example.com/rules", detectLanguage: () => undefined },
  () => "2026-11-29",
);
const engines = new Map<string, Engine>();

function engineOf(text: string): Engine {
  const engine = engines.get(text) ?? factory(text);
  engines.set(text, engine);
  return engine;
}

const openEngine = (text: string | undefined) =>
  Promise.resolve({ engine: engineOf(text ?? bareConfigText) });

/** Everything that a review says, as text: findings, suggestions, summary and verdict. */
export function saidOf(outcome: ReviewOutcome): string {
  const plan = planReview(outcome, { threads: [], summaries: [], commands: [] }, policy);
  // As it comes out of another process.
  return JSON.stringify({ outcome: structuredClone(outcome), plan }, undefined, 1);
}

export function reviewLocal({ target, read }: LocalChange): ReviewOutcome {
  return runSteps(reviewChange(target, read));
}

/**
 * Reviews a history as the gate does in a git repository, with the index of a target branch that an earlier one
 * left in `indexFile`.
 */
export async function reviewInGit(
  { root }: PlayedHistory,
  commits: ComparedCommits,
  indexFile?: string,
): Promise<ReviewOutcome> {
  return reviewLocal(await readGitChange(root, commits, openEngine, indexFile));
}

/**
 * Reviews a history as the gate does for two folders: one as the target branch is with the change's old texts
 * over it, the other with its new ones.
 */
export async function reviewInFolders({ tip, base, head }: PlayedHistory): Promise<ReviewOutcome> {
  const changed = [...new Set([...Object.keys(base), ...Object.keys(head)])].filter(
    (path) => base[path] !== head[path],
  );
  const layOver = (side: Files): Files => {
    const files: Record<string, string> = { ...tip };
    for (const path of changed) {
      const text = side[path];
      if (text === undefined) delete files[path];
      else files[path] = text;
    }
    return files;
  };
  const before = mkdtempSync(join(tmpdir(), "handbook-bot-before-"));
  const after = mkdtempSync(join(tmpdir(), "handbook-bot-after-"));
  try {
    // The configuration is the target branch's, whoever changes it.
    const config = tip[".handbook-bot.yml"];
    writeAll(before, layOver(base));
    writeAll(after, layOver(head));
    return reviewLocal(await readFolderChange(after, before, () => openEngine(config)));
  } finally {
    for (const folder of [before, after]) rmSync(folder, { recursive: true, force: true });
  }
}

/** The bot, connected to a stand-in GitLab. */
export interface BotStage {
  readonly review: (history: History, played: PlayedHistory) => Promise<ReviewOutcome>;
  /** A file in which the gate may keep an index from one history to the next. */
  readonly indexFile: string;
  readonly close: () => Promise<void>;
}

/** Starts a stand-in GitLab in which the bot reviews one project after another. */
export async function openBotStage(): Promise<BotStage> {
  const standIn = await startGitLab({
    preparation: { polls: 0 },
    rateLimits: { archivesPerMinute: 100_000 },
  });
  const { user, token } = standIn.createBot({
    projectId: standIn.createProject({ path: "people/first", files: {} }).id,
  });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-contract-"));
  const clock = { now: Date.now, sleep: () => Promise.resolve(), random: () => 0.5 };
  const gitlab = createGitLab({
    url: standIn.url,
    token,
    fetch: standIn.fetch,
    clock,
    callsPerMinute: 1_000_000,
  });
  const reviewer = reviewerOf(gitlab, dataDir, engineOf);
  let projects = 0;
  return {
    indexFile: join(dataDir, "target.index"),
    review: (history, played) => {
      projects += 1;
      return reviewInGitLab(
        standIn,
        gitlab,
        reviewer,
        user.id,
        `people/handbook-${projects}`,
        history,
        played,
      );
    },
    close: async () => {
      await standIn.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function reviewInGitLab(
  standIn: StandIn,
  gitlab: GitLab,
  reviewer: Reviewer,
  botId: number,
  path: string,
  { base, main }: History,
  { commits }: PlayedHistory,
): Promise<ReviewOutcome> {
  const { id } = standIn.createProject({ path, files: base });
  standIn.addMember(id, botId, "developer");
  const shas = [standIn.createBranch(id, "author", "main")];
  let last = base;
  for (const files of main) {
    shas.push(standIn.pushCommit(id, "main", { files: changesBetween(last, files) }));
    last = files;
  }
  last = base;
  for (const { files, merges } of commits) {
    standIn.pushCommit(id, "author", {
      files: changesBetween(last, files),
      // The same change made by others is another commit.
      message: "Write for the author",
      ...(merges === undefined ? {} : { merges: shas[merges] ?? "main" }),
    });
    last = files;
  }
  const { iid } = standIn.openMergeRequest({
    sourceProject: id,
    sourceBranch: "author",
    title: "A change",
  });
  const mergeRequest = await gitlab.waitUntilPrepared(id, iid);
  if (mergeRequest === undefined) throw new Error("The merge request has no change.");
  await reviewer.open(id, "main");
  return (await reviewer.find(mergeRequest)).outcome;
}

function changesBetween(before: Files, after: Files): Record<string, string | null> {
  const changes: Record<string, string | null> = {};
  for (const path of Object.keys(before)) if (after[path] === undefined) changes[path] = null;
  for (const [path, text] of Object.entries(after)) if (before[path] !== text) changes[path] = text;
  return changes;
}
