import { execFile, spawnSync } from "node:child_process";

import { errorCode, UsageError } from "../usage-error.ts";
import { complaintOf } from "./complaint.ts";

/** Output of git that is kept in memory: all pages of a handbook. */
const gitBytesMax = 1024 * 1024 * 1024;

/** What a git command came to. */
export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  /** What it said went wrong, without credentials. */
  readonly complaint: string;
}

/** Runs git commands in one folder. */
export interface Git {
  /** Runs a command that may fail. */
  readonly try: (args: readonly string[], given?: GitInput) => Promise<GitAnswer>;
  /** Runs a command and gives its output. @throws UsageError with what git complains of */
  readonly run: (args: readonly string[], given?: GitInput) => Promise<Buffer>;
  /** Does so and waits. @throws UsageError with what git complains of */
  readonly runSync: (args: readonly string[], input: string) => Buffer;
}

/** What a command is given beside its arguments. */
export interface GitInput {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Opens git for a folder. Nobody's own settings change what it prints. */
export function openGit(folder: string): Git {
  const attempt: Git["try"] = (args, { input = "", env = {} } = {}) =>
    new Promise((resolve, reject) => {
      const child = execFile(
        "git",
        ["-C", folder, ...args],
        {
          encoding: "buffer",
          maxBuffer: gitBytesMax,
          env: environment(env),
        },
        (error, stdout, stderr) => {
          const code = errorCode(error);
          const complaint = complaintOf(stderr.toString("utf8"), process.env);
          if (code === "ENOENT")
            reject(new UsageError("--base with a revision needs git, which is not installed."));
          else if (code !== undefined) reject(new UsageError(`git ${args[0]} failed: ${code}.`));
          else resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, complaint });
        },
      );
      // git may end before it has read everything; what it said about that is in its exit code.
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(input);
    });
  return {
    try: attempt,
    async run(args, given) {
      const { code, stdout, complaint } = await attempt(args, given);
      if (code !== 0) throw new UsageError(`git ${args[0]} failed: ${complaint}.`);
      return stdout;
    },
    runSync(args, input) {
      const { status, stdout, stderr } = spawnSync("git", ["-C", folder, ...args], {
        input,
        maxBuffer: gitBytesMax,
        env: environment({}),
      });
      if (status === 0) return stdout;
      throw new UsageError(`git ${args[0]} failed: ${complaintOf(String(stderr), process.env)}.`);
    },
  };
}

function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", ...more };
}

/** Cuts output of `-z` into its fields. */
export function fieldsOf(output: Buffer): readonly string[] {
  return output
    .toString("utf8")
    .split("\0")
    .filter((field) => field !== "");
}
