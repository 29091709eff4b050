import type { ChangedPage } from "../change/change-set.ts";
import type { ChangedFile } from "../gitlab/changed-files.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { PreparedMergeRequest } from "../gitlab/merge-request.ts";
import { type CodeOwners, codeOwnersPaths, parseCodeOwners } from "../owners/code-owners.ts";
import { parseRedirects, type Redirect } from "../handbook/links/redirects.ts";
import type { Engine } from "./engine.ts";

/** Requests at once for one review: enough to be quick, few beside GitLab's limits. */
const requestsAtOnce = 6;

/** The pages that a merge request changes, and a sentence for each that could not be read. */
export interface ReadChanges {
  readonly pages: readonly ChangedPage[];
  readonly notices: readonly string[];
  /** The redirects after the merge request; undefined where it leaves them alone. */
  readonly redirects: readonly Redirect[] | undefined;
  /** The owners after the merge request; undefined where it leaves them alone. */
  readonly owners: CodeOwners | undefined;
}

/**
 * Reads both texts of every changed page. A page that left or entered the handbook by a rename counts as
 * deleted or added.
 */
export async function readChanges(
  gitlab: GitLab,
  mergeRequest: PreparedMergeRequest,
  { isPage, config }: Pick<Engine, "isPage" | "config">,
): Promise<ReadChanges> {
  const { files, complete } = await gitlab.changedFiles(mergeRequest);
  const notices: string[] = [];
  if (!complete)
    notices.push("GitLab lists only a part of the changed files; the rest was not read.");
  const wanted = files.flatMap((file) => asPage(file, isPage));
  const pages: (ChangedPage | undefined)[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < wanted.length; at = next++) {
      const file = wanted[at];
      if (file === undefined) return;
      const page = await readPage(gitlab, mergeRequest, file);
      if (typeof page === "string") notices.push(page);
      else pages[at] = page;
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, worker));
  const touched = new Set(files.flatMap(({ oldPath, newPath }) => [oldPath, newPath]));
  const redirects = config.links.redirects.some((path) => touched.has(path))
    ? await readRedirects(gitlab, mergeRequest, config.links.redirects)
    : undefined;
  const owners = codeOwnersPaths.some((path) => touched.has(path))
    ? await readOwners(gitlab, mergeRequest)
    : undefined;
  return {
    pages: pages.filter((page) => page !== undefined),
    notices: notices.sort(),
    redirects,
    owners,
  };
}

/** Who renames a page and adds its redirect in one merge request has broken no link. */
async function readRedirects(
  gitlab: GitLab,
  mergeRequest: PreparedMergeRequest,
  paths: readonly string[],
): Promise<readonly Redirect[]> {
  const redirects: Redirect[] = [];
  for (const path of paths) {
    const bytes = await gitlab.headFile(mergeRequest, path);
    if (bytes instanceof Uint8Array) {
      redirects.push(...parseRedirects(path, new TextDecoder().decode(bytes)));
    }
  }
  return redirects;
}

/** Who adds a controlled document adds its owners in the same merge request. */
async function readOwners(
  gitlab: GitLab,
  mergeRequest: PreparedMergeRequest,
): Promise<CodeOwners | undefined> {
  for (const path of codeOwnersPaths) {
    const bytes = await gitlab.headFile(mergeRequest, path);
    if (bytes instanceof Uint8Array) return parseCodeOwners(new TextDecoder().decode(bytes));
  }
  return undefined;
}

function asPage(file: ChangedFile, isPage: (path: string) => boolean): readonly ChangedFile[] {
  const { oldPath, newPath } = file;
  if (file.status !== "renamed" || isPage(oldPath) === isPage(newPath)) {
    return isPage(newPath) ? [file] : [];
  }
  return isPage(newPath)
    ? [{ ...file, status: "added", oldPath: newPath }]
    : [{ ...file, status: "deleted", newPath: oldPath }];
}

async function readPage(
  gitlab: GitLab,
  mergeRequest: PreparedMergeRequest,
  { status, oldPath, newPath, diff }: ChangedFile,
): Promise<ChangedPage | string> {
  const { projectId, diffRefs } = mergeRequest;
  const [before, after] = await Promise.all([
    status === "added" ? undefined : gitlab.file(projectId, oldPath, diffRefs.baseSha),
    status === "deleted" ? undefined : gitlab.headFile(mergeRequest, newPath),
  ]);
  if (status !== "added" && before === undefined) {
    // Compared with nothing, the whole page would count as new. The queue tries again.
    throw new Error(`GitLab does not give ${oldPath} at ${diffRefs.baseSha}, which has it.`);
  }
  if (before === "too-large" || after === "too-large") {
    return `The page ${quotePath(newPath)} is too large to be read.`;
  }
  if (status !== "deleted" && after === undefined) {
    return `The page ${quotePath(newPath)} could not be read at the head of this merge request.`;
  }
  return { status, oldPath, path: newPath, before, after, diff };
}

function quotePath(path: string): string {
  return `“${path.replace(/[“”]/g, '"')}”`;
}
