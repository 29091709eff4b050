import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { fix } from "../../src/cli/fix-command.ts";
import { parseMarker, visibleText } from "../../src/review/marker.ts";
import type { MergeRequest } from "../../test/gitlab/world.ts";
import { spread } from "./figures.ts";
import { baseFiles, headFiles, type RecordedChange } from "./records.ts";
import { check, type Replayed } from "./replayed.ts";
import { configuration, type Stage } from "./stage.ts";

/** What is compared with what. */
interface FixAllOptions {
  /** The folder of the handbook. */
  readonly handbook: string;
  /** Of merge requests in which the bot finds nothing to fix, every so many is tried on a checkout too. */
  readonly spotCheck: number;
}

/**
 * Asks for `fix all` on every merge request, and runs `fix --base` on a checkout of the same head: both must
 * write the same bytes, in one commit. Measures the time from the command to its answer.
 */
export async function fixAll(
  on: Stage,
  replayed: readonly Replayed[],
  { handbook, spotCheck }: FixAllOptions,
): Promise<boolean[]> {
  const laptop = openLaptop(handbook);
  const different: string[] = [];
  const commits: string[] = [];
  const tookMs: number[] = [];
  let fixed = 0;
  let compared = 0;
  try {
    for (const [at, { change, first }] of replayed.entries()) {
      const { mergeRequest } = first;
      const head = mergeRequest.headSha;
      const before = on.gitlab.commitMessages(mergeRequest).length;
      const answer = await askToFix(on, mergeRequest, tookMs);
      const hasCommit = mergeRequest.headSha !== head;
      if (!hasCommit && at % spotCheck !== 0) continue;
      compared += 1;
      const wanted = await laptop.fix(change);
      const paths = new Set([...wanted.keys(), ...Object.keys(headFiles(change))]);
      for (const path of paths) {
        const text = on.gitlab.readFile(on.projectId, mergeRequest.sourceBranch, path);
        if (text !== wanted.get(path)) different.push(`${change.id} ${path}: ${answer}`);
      }
      const more = on.gitlab.commitMessages(mergeRequest).length - before;
      if (hasCommit) fixed += 1;
      if (more > 1) commits.push(`${change.id} ${more}`);
    }
  } finally {
    laptop.remove();
  }
  console.log(
    `fix all              ${fixed} of ${replayed.length} merge requests had something to fix, ${compared} compared`,
  );
  console.log(`command to answer    ${spread(tookMs, [0.5, 0.95], "ms")}`);
  return [
    check("pages that fix all and fix --base leave different", different),
    check("merge requests with more than one commit", commits),
  ];
}

async function askToFix(on: Stage, mergeRequest: MergeRequest, tookMs: number[]): Promise<string> {
  const start = performance.now();
  const { id } = on.gitlab.comment(mergeRequest, `@${on.bot.username} fix all`, "author");
  await on.gitlab.idle();
  const delivery = on.gitlab.webhooks.deliveries.findLast(({ event }) => event === "Note Hook");
  // A connection that was kept open may have been closed meanwhile; GitLab opens one each time.
  if (delivery?.answers.at(-1) === 0) on.gitlab.webhooks.resend(delivery.id);
  for (;;) {
    const answer = on.gitlab.notes(mergeRequest).find(({ authorId, body }) => {
      const marker = authorId === on.bot.id ? parseMarker(body) : undefined;
      return marker?.kind === "answer" && marker.noteId === id;
    });
    if (answer !== undefined) {
      tookMs.push(Math.round(performance.now() - start));
      return visibleText(answer.body);
    }
    await wait(5);
  }
}

/** A clone of the handbook as an author has it. */
function openLaptop(handbook: string) {
  const folder = mkdtempSync(join(tmpdir(), "handbook-bot-laptop-"));
  cpSync(handbook, folder, { recursive: true });
  writeFileSync(join(folder, ".handbook-bot.yml"), configuration);
  const git = (...args: readonly string[]): void => {
    const identity = ["-c", "user.name=author", "-c", "user.email=author@example.com"];
    execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "ignore" });
  };
  const commit = (files: Readonly<Record<string, string | null>>): void => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, path);
      if (text === null) rmSync(file, { force: true });
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message=Change");
  };
  git("init", "--quiet", "--initial-branch=main");
  commit({});
  return {
    /** The texts of the changed pages once `fix --base main` has run. */
    fix: async (change: RecordedChange): Promise<ReadonlyMap<string, string>> => {
      git("checkout", "--quiet", "--force", "main");
      commit(baseFiles(change));
      git("checkout", "--quiet", "-B", "change");
      commit(headFiles(change));
      // What the command runs, in this process: starting one for each merge request takes most of the time.
      await fix([], { root: folder, base: "main" });
      const paths = Object.keys(headFiles(change)).filter((path) => existsSync(join(folder, path)));
      return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
