import type { Texts } from "../../change/change.ts";
import type { Reads } from "../reviewer/reads.ts";
import { changedSince, readChanged } from "./branch-files.ts";
import { openSnapshot } from "./snapshot.ts";

/** The texts of the pages of a branch, read from disk as they are asked for. */
export interface OpenTexts {
  readonly texts: Texts;
  readonly close: () => Promise<void>;
}

/** Opens the texts of a commit: those of the snapshot, and what changed since; undefined without a snapshot. */
export async function openTexts(
  reads: Reads,
  commit: { readonly projectId: number; readonly sha: string },
  snapshotPath: string,
  isPage: (path: string) => boolean,
): Promise<OpenTexts | undefined> {
  const snapshot = await openSnapshot(snapshotPath);
  if (snapshot === undefined) return undefined;
  try {
    const changed = await changedSince(reads, commit.projectId, snapshot.sha, commit.sha);
    if (changed !== undefined) {
      const read = await readChanged(reads, commit, changed, isPage);
      const texts: Texts = function* texts() {
        for (const { path, bytes } of snapshot.files((path) => isPage(path) && !changed.has(path)))
          yield { path, source: bytes };
        for (const [path, bytes] of read) if (bytes !== undefined) yield { path, source: bytes };
      };
      return { texts, close: snapshot.close };
    }
  } catch (error) {
    await snapshot.close();
    throw error;
  }
  await snapshot.close();
  return undefined;
}
