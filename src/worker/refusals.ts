import type { Verdict } from "../gitlab/commit-status.ts";
import type { Log } from "../log.ts";
import { exchange } from "./sweep-memory.ts";

/** What GitLab does not take from the bot. */
export type Refused = "status" | "notes";

interface Key {
  readonly projectId: number;
  readonly iid: number;
}

/**
 * What GitLab refused and still refuses: a gate that does not exist, comments that nobody sees. Each is logged once,
 * counted, and named by `/readyz` until GitLab takes it.
 */
export interface Refusals {
  /** Records that GitLab refused something, with its reason, or with undefined that it took it. */
  readonly note: (of: Key, what: Refused, why: string | undefined) => void;
  /** Keeps a verdict whose status GitLab refused, so that it can be posted without another review. */
  readonly keepVerdict: (of: Key, headSha: string, verdict: Verdict) => void;
  readonly verdictOn: (projectId: number, iid: number, headSha: string) => Verdict | undefined;
  /** One sentence each, without names: anybody may read them. */
  readonly sentences: () => readonly string[];
}

/** `measure` is called with the number of merge requests for each kind. */
export function createRefusals(
  log: Pick<Log, "warn" | "info">,
  measure: (counts: ReadonlyMap<Refused, number>) => void = () => undefined,
): Refusals {
  const reasons = { status: new Map<string, string>(), notes: new Map<string, string>() };
  const verdicts = new Map<string, { readonly headSha: string; readonly verdict: Verdict }>();
  return {
    note: ({ projectId, iid }, what, why) => {
      const name = `${projectId}!${iid}`;
      if (why === undefined) {
        if (reasons[what].delete(name)) log.info({ projectId, iid, what }, "refusal over");
        if (what === "status") verdicts.delete(name);
      } else if (exchange(reasons[what], name, why) !== why) {
        log.warn({ projectId, iid, what, why }, "refused by GitLab");
      }
      measure(
        new Map([
          ["status", reasons.status.size],
          ["notes", reasons.notes.size],
        ]),
      );
    },
    keepVerdict: ({ projectId, iid }, headSha, verdict) => {
      exchange(verdicts, `${projectId}!${iid}`, { headSha, verdict });
    },
    verdictOn: (projectId, iid, headSha) => {
      const kept = verdicts.get(`${projectId}!${iid}`);
      return kept?.headSha === headSha ? kept.verdict : undefined;
    },
    sentences: () => [
      ...sentence(reasons.status.size, "the commit status"),
      ...sentence(reasons.notes.size, "the comments"),
    ],
  };
}

function sentence(count: number, what: string): readonly string[] {
  if (count === 0) return [];
  const where = count === 1 ? "one merge request" : `${count} merge requests`;
  return [`GitLab refuses ${what} of ${where}. The log says why.`];
}
