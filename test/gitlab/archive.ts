import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { readBlob, readCommit, walkTree, type ObjectStore, type Sha } from "./repository.ts";

/** A commit as GitLab packs it: everything in one folder named after project and commit. */
export async function createArchive(
  store: ObjectStore,
  commit: Sha,
  folder: string,
): Promise<{ readonly tar: Buffer; readonly gzipped: Buffer }> {
  const tar = pack();
  const packed = buffer(tar);
  for (const { path, entry } of walkTree(store, readCommit(store, commit).tree)) {
    const name = `${folder}/${path}`;
    if (entry.mode === "040000") tar.entry({ name: `${name}/`, type: "directory" });
    else if (entry.mode === "120000")
      tar.entry({ name, type: "symlink", linkname: readBlob(store, entry.sha).toString() });
    else tar.entry({ name }, readBlob(store, entry.sha));
  }
  tar.finalize();
  const bytes = await packed;
  return { tar: bytes, gzipped: gzipSync(bytes, { level: 1 }) };
}
