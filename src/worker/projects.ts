import { isAnswer } from "../gitlab/gitlab-error.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { Log } from "../log.ts";

/** Which projects the bot works for. */
export interface Projects {
  readonly includes: (projectId: number) => Promise<boolean>;
  /** Those to sweep and to look after. */
  readonly ids: () => Promise<readonly number[]>;
}

/** A path that GitLab does not know is looked up again after this long. */
const lookAgainMs = 10 * 60_000;

/**
 * The projects that the operator names, each by itself: one that no longer exists keeps no other from being reviewed.
 * Where none is named, those that deliver with our secret. Being made a member somewhere is no reason to work there.
 */
export function createProjects(parts: {
  readonly named: readonly (number | string)[] | undefined;
  readonly gitlab: Pick<GitLab, "project" | "clock">;
  /** Projects that have sent deliveries. */
  readonly delivering: () => Promise<readonly number[]>;
  readonly log: Pick<Log, "warn">;
}): Projects {
  const { named, gitlab, delivering, log } = parts;
  if (named === undefined) return { includes: () => Promise.resolve(true), ids: delivering };
  const ids = named.filter((name) => typeof name === "number");
  const found = new Map<string, number>();
  const missing = new Map<string, number>();

  async function lookUp(path: string): Promise<number | undefined> {
    const known = found.get(path);
    const missed = missing.get(path);
    if (known !== undefined || (missed !== undefined && missed + lookAgainMs > gitlab.clock.now()))
      return known;
    try {
      const { id } = await gitlab.project(path);
      found.set(path, id);
      missing.delete(path);
      return id;
    } catch (error) {
      if (!isAnswer(error, 403, 404)) throw error;
      if (missed === undefined) {
        log.warn({ project: path, why: error.message }, "project not found");
      }
      missing.set(path, gitlab.clock.now());
      return undefined;
    }
  }

  const all = async (): Promise<readonly number[]> => {
    const paths = named.filter((name) => typeof name === "string");
    const looked: number[] = [];
    for (const path of paths) {
      const id = await lookUp(path);
      if (id !== undefined) looked.push(id);
    }
    return [...new Set([...ids, ...looked])];
  };
  return {
    // A number is known without asking GitLab.
    includes: async (projectId) => ids.includes(projectId) || (await all()).includes(projectId),
    ids: all,
  };
}
