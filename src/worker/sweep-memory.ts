/** What sweeps have seen and GitLab does not keep. */
export interface SweepMemory {
  /** True where this head stood under another target branch when a sweep last looked: its verdict is of that one. */
  readonly isRetargeted: (
    projectId: number,
    iid: number,
    head: { readonly headSha: string; readonly targetBranch: string },
  ) => boolean;
  /** True where something was said or done on a merge request since a sweep last looked. */
  readonly isUpdated: (projectId: number, iid: number, updatedAt: string | undefined) => boolean;
  /** Lets the next sweep look at a merge request again, whether something happened or not. */
  readonly forgetUpdate: (projectId: number, iid: number) => void;
  /**
   * How often the same was found missing, this time included: a verdict of this head in this pipeline, or answers to
   * these notes.
   */
  readonly countDue: (
    projectId: number,
    iid: number,
    what: "verdict" | "answers",
    key: string,
  ) => number;
}

/** Remembers one head a merge request, those found last. After a restart each is reviewed once more. */
export function createSweepMemory(): SweepMemory {
  const due = new Map<string, { readonly key: string; readonly times: number }>();
  const updates = new Map<string, string | undefined>();
  const targets = new Map<string, { readonly headSha: string; readonly targetBranch: string }>();
  return {
    isRetargeted: (projectId, iid, head) => {
      const before = exchange(targets, `${projectId}!${iid}`, head);
      return before?.headSha === head.headSha && before.targetBranch !== head.targetBranch;
    },
    isUpdated: (projectId, iid, updatedAt) => {
      const name = `${projectId}!${iid}`;
      const isKnown = updates.has(name);
      return exchange(updates, name, updatedAt) !== updatedAt || !isKnown;
    },
    forgetUpdate: (projectId, iid) => {
      updates.delete(`${projectId}!${iid}`);
    },
    countDue: (projectId, iid, what, key) => {
      const name = `${projectId}!${iid} ${what}`;
      const before = due.get(name);
      const times = before?.key === key ? before.times + 1 : 1;
      exchange(due, name, { key, times });
      return times;
    },
  };
}

/** More merge requests than stand open in any handbook. */
const rememberedMax = 10_000;

/** Stores a value as the newest one, and gives the one before. */
export function exchange<T>(values: Map<string, T>, key: string, value: T): T | undefined {
  const before = values.get(key);
  values.delete(key);
  values.set(key, value);
  for (const oldest of values.keys()) {
    if (values.size <= rememberedMax) break;
    values.delete(oldest);
  }
  return before;
}
