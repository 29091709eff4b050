import type { ChangedPage } from "../change/change-set.ts";
import { type DiffedFile, overlaps, type Overlap } from "../change/overlaps.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { PreparedMergeRequest } from "../gitlab/merge-request.ts";
import type { Engine } from "./engine.ts";
import { compareText } from "../text/compare-text.ts";

/** Those changed last are looked at, for a request each. */
const othersMax = 20;

/** What a merge request has in common with others. */
export interface ReadOverlaps {
  readonly overlaps: readonly Overlap[];
  /** Merge requests that touch a page of this one: what they say of each other may have changed. */
  readonly neighbours: readonly number[];
}

/** Reads the other open merge requests into the same branch, as far as the handbook wants to know of them. */
export async function readOverlaps(
  gitlab: GitLab,
  { projectId, iid, targetBranch }: PreparedMergeRequest,
  { isPage, config, linter }: Pick<Engine, "isPage" | "config" | "linter">,
  pages: readonly ChangedPage[],
): Promise<ReadOverlaps> {
  if (!config.review.otherMergeRequests) return { overlaps: [], neighbours: [] };
  const open = await gitlab.openMergeRequests(projectId);
  const latest = open
    .filter((other) => other.iid !== iid && other.targetBranch === targetBranch)
    .sort((a, b) => compareText(b.updatedAt ?? "", a.updatedAt ?? "") || b.iid - a.iid)
    .slice(0, othersMax);
  const others: { readonly iid: number; readonly files: readonly DiffedFile[] }[] = [];
  for (const other of latest) {
    const files = await gitlab.firstChangedFiles(projectId, other.iid);
    const diffed = files.map(({ oldPath, newPath, diff }) => ({ oldPath, path: newPath, diff }));
    others.push({ iid: other.iid, files: diffed.filter(({ path }) => isPage(path)) });
  }
  const own = new Set(pages.map(({ oldPath }) => oldPath));
  const found = overlaps(pages, others, linter);
  const named = new Set(found.map((overlap) => overlap.iid));
  const neighbours = others.filter(
    (other) => named.has(other.iid) || other.files.some(({ oldPath }) => own.has(oldPath)),
  );
  return { overlaps: found, neighbours: neighbours.map((other) => other.iid) };
}
