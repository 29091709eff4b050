import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { type ComparedCommits, findCommits } from "../../../src/cli/change/compared-commits.ts";
import { openGit } from "../../../src/cli/change/git.ts";
import { pipelineOf } from "../../../src/cli/change/pipeline.ts";
import type { Files, History } from "./history.ts";

/** A history that was played in a git repository. */
export interface PlayedHistory {
  readonly root: string;
  /** The author's commits, each with all its files and the state of the target branch that it merges. */
  readonly commits: readonly { readonly files: Files; readonly merges: number | undefined }[];
  readonly tip: Files;
  readonly base: Files;
  readonly head: Files;
  readonly close: () => void;
}

/** How the gate meets a history: on a laptop, or in a pipeline of GitLab's. */
export const meetings = [
  "working tree",
  "not committed",
  "branch",
  "detached",
  "merged_result",
  "merge_train",
] as const;

export type Meeting = (typeof meetings)[number];

const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };

/** Plays a history in a repository of its own; a merge that conflicts is left out. */
export function playGit(history: History): PlayedHistory {
  const root = mkdtempSync(join(tmpdir(), "handbook-bot-history-"));
  const git = (...args: readonly string[]): string => runGit(root, args);
  const commit = (files: Files): void => {
    writeAll(root, files);
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message=Change");
  };
  git("init", "--quiet", "--initial-branch=main");
  commit(history.base);
  git("tag", "main-0");
  history.main.forEach((files, index) => {
    commit(files);
    git("tag", `main-${index + 1}`);
  });
  git("checkout", "--quiet", "-b", "author", "main-0");
  const commits: { files: Files; merges: number | undefined }[] = [];
  let files = history.base;
  for (const step of history.branch) {
    if (step.kind === "commit") {
      files = step.change(files);
      commit(files);
      commits.push({ files, merges: undefined });
    } else if (canMerge(root, `main-${step.mainStates}`)) {
      files = readAll(root);
      commits.push({ files, merges: step.mainStates });
    }
  }
  const base = git("merge-base", "main", "author").trim();
  return {
    root,
    commits,
    tip: history.main.at(-1) ?? history.base,
    base: filesAt(root, base),
    head: files,
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The commits that the gate compares; undefined where the branches conflict and GitLab makes no merge. */
export async function meet(
  { root, commits }: PlayedHistory,
  meeting: Meeting,
): Promise<ComparedCommits | undefined> {
  const git = (...args: readonly string[]): string => runGit(root, args).trim();
  const sha = (name: string): string => git("rev-parse", name);
  if (meeting === "not committed") {
    if (commits.at(-1)?.merges !== undefined) return undefined;
    git("reset", "--quiet", "HEAD~1");
  }
  const variables = {
    CI_PROJECT_ID: "7",
    CI_DEFAULT_BRANCH: "main",
    CI_MERGE_REQUEST_IID: "1",
    CI_MERGE_REQUEST_PROJECT_ID: "7",
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    CI_MERGE_REQUEST_EVENT_TYPE: meeting,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: git("merge-base", "main", "author"),
  };
  const compare = (base: string, given: Readonly<Record<string, string>>) =>
    findCommits(openGit(root), base, pipelineOf(given));
  switch (meeting) {
    case "working tree":
    case "not committed":
      return compare("main", {});
    case "branch":
      return compare("main", { CI_COMMIT_SHA: sha("HEAD"), CI_DEFAULT_BRANCH: "main" });
    case "detached":
      return compare("main", { ...variables, CI_COMMIT_SHA: sha("HEAD") });
    case "merged_result":
    case "merge_train": {
      git("checkout", "--quiet", "--detach", "main");
      if (!canMerge(root, "author")) return undefined;
      return compare(variables.CI_MERGE_REQUEST_DIFF_BASE_SHA, {
        ...variables,
        CI_COMMIT_SHA: sha("HEAD"),
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: sha("author"),
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA: sha("main"),
      });
    }
  }
}

function canMerge(root: string, branch: string): boolean {
  try {
    runGit(root, ["merge", "--quiet", "--no-ff", "--no-edit", branch]);
    return true;
  } catch {
    runGit(root, ["reset", "--quiet", "--hard"]);
    return false;
  }
}

function runGit(root: string, args: readonly string[]): string {
  return execFileSync("git", ["-C", root, ...identity, ...args], {
    encoding: "utf8",
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Makes a folder hold these files and no others. */
export function writeAll(root: string, files: Files): void {
  for (const path of Object.keys(readAll(root))) {
    if (files[path] === undefined) rmSync(join(root, path));
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function readAll(root: string): Files {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = relative(root, join(entry.parentPath, entry.name));
    if (entry.isFile() && !path.startsWith(".git/"))
      files[path] = readFileSync(join(root, path), "utf8");
  }
  return files;
}

function filesAt(root: string, commit: string): Files {
  const paths = runGit(root, ["ls-tree", "-r", "-z", "--name-only", commit]).split("\0");
  return Object.fromEntries(
    paths
      .filter((path) => path !== "")
      .map((path) => [path, runGit(root, ["show", `${commit}:${path}`])]),
  );
}
