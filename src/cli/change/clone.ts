import { UsageError } from "../usage-error.ts";
import type { Git } from "./git.ts";

/** A clone of a repository, which may lack commits. Every error begins with what was asked for. */
export interface Clone {
  /** The id of a commit; undefined where this clone does not have it. */
  readonly find: (name: string) => Promise<string | undefined>;
  /** The id of a commit that GitLab names. `what` says what it is. @throws UsageError */
  readonly need: (sha: string, what: string) => Promise<string>;
  readonly isAncestor: (older: string, newer: string) => Promise<boolean>;
  /** Where two lines of work part. @throws UsageError */
  readonly mergeBase: (one: string, other: string) => Promise<string>;
  readonly fail: (message: string) => never;
  /** Says of a revision that somebody named that it is not there, and what to do. */
  readonly missing: (revision: string) => string;
}

/** Opens the clone that a folder belongs to. @throws UsageError where there is none */
export async function openClone(git: Git, asked: string): Promise<Clone> {
  const fail = (message: string): never => {
    throw new UsageError(`${asked}: ${message}`);
  };
  const { code, stdout, complaint } = await git.try(["rev-parse", "--is-shallow-repository"]);
  if (code !== 0) {
    fail(`there is no such folder, and git finds no repository here (${complaint}).`);
  }
  const isShallow = stdout.toString("utf8").trim() === "true";

  const find: Clone["find"] = async (name) => {
    // What begins with a hyphen would be read as an option of git; no revision does.
    if (name.startsWith("-")) return undefined;
    const found = await git.try(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]);
    return found.code === 0 ? found.stdout.toString("utf8").trim() : undefined;
  };
  return {
    find,
    need: async (sha, what) =>
      (await find(sha)) ??
      fail(
        isShallow
          ? `this clone is shallow and lacks ${sha.slice(0, 12)}, ${what}. ${deepen}`
          : `this clone lacks ${sha.slice(0, 12)}, ${what}. Run git fetch origin ${sha}.`,
      ),
    isAncestor: async (older, newer) =>
      (await git.try(["merge-base", "--is-ancestor", older, newer])).code === 0,
    mergeBase: async (one, other) => {
      const found = await git.try(["merge-base", one, other]);
      const base = found.stdout.toString("utf8").trim();
      if (found.code === 0 && base !== "") return base;
      return fail(
        isShallow
          ? `this clone is shallow and does not reach back to where the branches part. ${deepen}`
          : "it shares no history with HEAD.",
      );
    },
    fail,
    missing: (revision) => missing(revision, isShallow),
  };
}

function missing(revision: string, isShallow: boolean): string {
  const nothing = "there is no such folder or git revision here.";
  if (isShallow) return `${nothing} This clone is shallow and may lack it. ${deepen}`;
  // `HEAD~3` and `main^` are counted from a commit; no remote has a branch of that name.
  if (/[~^@:]/.test(revision)) return nothing;
  const branch = revision.replace(/^origin\//, "");
  return `${nothing} If it is a branch of the remote: git fetch origin ${branch}, then --base origin/${branch}.`;
}

const deepen =
  "Set GIT_DEPTH: 0 in the variables of the CI job, or run git fetch --unshallow before.";
