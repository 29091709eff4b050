import { detectLanguage } from "../../src/cli/detect-language.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { builtInRules } from "../../rules/index.ts";
import { readRuleFiles } from "../../src/config/rule-files.ts";
import { createGitLab, type GitLab } from "../../src/gitlab/gitlab.ts";
import type { BotIdentity } from "../../src/worker/bot-identity.ts";
import { engineFactory } from "../../src/config/engine.ts";
import { parseMarker } from "../../src/review/marker.ts";
import { reviewMergeRequest, type Reviewed } from "../../src/worker/review-merge-request.ts";
import type { StartOptions } from "../gitlab/options.ts";
import type { Files, MergeRequestKey } from "../gitlab/scene.ts";
import { openGitLab } from "../gitlab/scenes.ts";
import type { StandIn } from "../gitlab/start-gitlab.ts";
import type { Reviewer } from "../../src/worker/reviewer/reviewer.ts";
import { reviewerOf } from "../worker/reviewer-of.ts";
import type { MergeRequest, Note, Project, User } from "../gitlab/world.ts";

/** A small handbook in the layout of Middleman. */
export const handbook: Readonly<Record<string, string>> = {
  "source/handbook/index.html.md": page("Handbook", "See [leave](/handbook/leave/#days).\n"),
  "source/handbook/leave/index.html.md": page(
    "Leave",
    "## Days\n\nEverybody has 25 days a year.\n\n## Asking\n\nAsk two weeks before.\n",
  ),
  "source/handbook/travel/index.html.md": page("Travel", "## Trains\n\nTake the train.\n"),
  "source/jobs/people-operations-generalist/index.html.md": `---
layout: job_page
title: "People Operations Generalist"
---

The generalist looks after everybody who works here, from the first day to the last.

## Responsibilities

- Answer questions about leave

## Requirements

- You explain a rule in plain words
`,
};

export const leave = "source/handbook/leave/index.html.md";

export function page(title: string, body: string): string {
  return `---\nlayout: handbook-page-toc\ntitle: "${title}"\n---\n\n${body}`;
}

/** A handbook in a stand-in GitLab, and the bot without its queue. */
export interface ReviewScene {
  readonly gitlab: StandIn;
  /** The bot's own connection, and who it is. */
  readonly client: GitLab;
  readonly identity: BotIdentity;
  /** The reviewer of the running process. */
  readonly reviewer: () => Reviewer;
  readonly project: Project;
  readonly bot: User;
  readonly dataDir: string;
  /** Commits to a new branch and opens a merge request. */
  readonly open: (
    files: Files,
    given?: { draft?: boolean; labels?: string[]; author?: string },
  ) => MergeRequest;
  readonly push: (mergeRequest: MergeRequest, files: Files) => void;
  readonly review: (
    key: MergeRequestKey,
    options?: { isDryRun?: boolean; isAsked?: boolean },
  ) => Promise<Reviewed>;
  /** What a new process starts with: nothing but the data folder. */
  readonly restart: () => void;
  readonly comments: (key: MergeRequestKey) => readonly Note[];
  readonly summaries: (key: MergeRequestKey) => readonly Note[];
  readonly writes: () => readonly string[];
}

/** Sets the scene; `config` undefined leaves the handbook without a configuration. */
export async function openReviewScene(
  given: {
    readonly files?: Files;
    readonly config?: string | undefined;
    readonly gitlab?: StartOptions;
  } = {},
): Promise<ReviewScene> {
  const gitlab = await openGitLab({ preparation: { polls: 0 }, ...given.gitlab });
  const config = "config" in given ? given.config : "";
  const project = gitlab.createProject({
    path: "people/handbook",
    files: {
      ...handbook,
      ...given.files,
      ...(config === undefined ? {} : { ".handbook-bot.yml": config }),
    },
  });
  const { user: bot, token } = gitlab.createBot({ projectId: project.id, role: "developer" });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-review-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const clock = { now: Date.now, sleep: () => Promise.resolve(), random: () => 0.5 };
  const client = createGitLab({ url: gitlab.url, token, clock, notesPerMinute: 1000 });
  const book = {
    rules: builtInRules(readRuleFiles()),
    docsBase: "https://bot.example.com/rules",
    detectLanguage,
  };
  const engine = engineFactory(book, () => "2026-11-23");
  let reviewer = reviewerOf(client, dataDir, engine);
  let branches = 0;
  const own = (key: MergeRequestKey): readonly Note[] =>
    gitlab
      .notes(key)
      .filter(({ authorId, body }) => authorId === bot.id && parseMarker(body)?.kind !== "answer");
  const identity = {
    userId: bot.id,
    username: bot.username,
    instance: "handbook-bot",
    helpUrl: "https://bot.example.com/rules/",
  };
  return {
    gitlab,
    client,
    identity,
    reviewer: () => reviewer,
    project,
    bot,
    dataDir,
    open: (files, { draft = false, labels = [], author = "hannah" } = {}) => {
      const sourceBranch = `change-${(branches += 1)}`;
      gitlab.createBranch(project.id, sourceBranch, "main");
      gitlab.pushCommit(project.id, sourceBranch, { files });
      return gitlab.openMergeRequest({
        sourceProject: project.id,
        sourceBranch,
        title: "A change",
        draft,
        labels,
        author,
      });
    },
    push: ({ sourceBranch }, files) => {
      gitlab.pushCommit(project.id, sourceBranch, { files });
    },
    review: (key, options) =>
      reviewMergeRequest(
        {
          gitlab: client,
          reviewer,
          bot: identity,
        },
        { projectId: key.projectId, iid: key.iid },
        options,
      ),
    restart: () => {
      reviewer = reviewerOf(client, dataDir, engine);
    },
    comments: (key) => own(key).filter(({ position }) => position !== undefined),
    summaries: (key) => own(key).filter(({ position }) => position === undefined),
    writes: () =>
      gitlab.requests
        .filter(({ method }) => method !== "GET" && method !== "HEAD")
        .map(({ method, path }) => `${method} ${path}`),
  };
}
