import type { ChangedFile, OtherMergeRequest, ReadChange } from "../../change/change.ts";
import type { PageText } from "../../change/what-if/what-if.ts";
import type { Engine } from "../../config/engine.ts";
import {
  configurationOf,
  type ListedFile,
  type OwnChoice,
  ownChoice,
  selectFiles,
} from "../../change/select-files.ts";
import { missingNotice, tooLargeNotice } from "../../change/unread-files.ts";
import type { ChangedFile as GitLabFile } from "../../gitlab/changed-file.ts";
import type { PreparedMergeRequest } from "../../gitlab/merge-request.ts";
import { compareText } from "../../text/compare-text.ts";
import {
  filesOf,
  readFrom,
  readShared,
  type SharedTexts,
} from "../target-branch/shared-configs.ts";
import type { Reads } from "./reads.ts";

/** Requests at once for one review: enough to be quick, few beside GitLab's limits. */
const requestsAtOnce = 6;

/** Of the other open merge requests those changed last are looked at, for a request each. */
const othersMax = 20;

/** Of the files that a merge request includes for the first time so many are read; the others are counted. */
const enteringMax = 50;

/** What of a target branch decides how a merge request into it is read. */
interface ReadTarget {
  readonly revision: { readonly engine: Engine };
  /** Configurations of other projects that its own extends. */
  readonly shared?: SharedTexts;
}

/** Reads a merge request: both texts of every changed file that a review looks at. */
export async function readMergeRequest(
  reads: Reads,
  mergeRequest: PreparedMergeRequest,
  target: ReadTarget,
): Promise<ReadChange & { readonly engine: Engine }> {
  const { files: changed, complete } = await reads.changedFiles(mergeRequest);
  const listed = changed.map(asListed);
  const { engine, own } = await ownChoiceOf(reads, mergeRequest, listed, target);
  const { wanted, entering, added, removed } = selectFiles(listed, engine, own);
  const notices: string[] = [];
  if (!complete)
    notices.push("GitLab lists only a part of the changed files; the rest was not read.");
  const files: (ChangedFile | undefined)[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < wanted.length; at = next++) {
      const file = wanted[at];
      if (file === undefined) return;
      const read = await readFile(reads, mergeRequest, file);
      if (typeof read === "string") notices.push(read);
      else files[at] = read;
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, worker));
  return {
    engine,
    files: files.filter((file) => file !== undefined),
    entering: await textsOf(reads, mergeRequest, entering),
    added,
    removed,
    ...(engine.config.review.otherMergeRequests
      ? await readOthers(reads, mergeRequest, engine)
      : { others: [] }),
    notices: notices.sort(),
  };
}

/**
 * What the merge request's own configuration makes of files, and the engine that can read it: with what it extends,
 * as far as the target branch names these files, and for nobody who may not push to the project.
 */
async function ownChoiceOf(
  reads: Reads,
  mergeRequest: PreparedMergeRequest,
  listed: readonly ListedFile[],
  { revision: { engine }, shared = new Map() }: ReadTarget,
): Promise<{ readonly engine: Engine; readonly own: OwnChoice }> {
  const file = configurationOf(listed, engine);
  const content = file && (await reads.headFile(mergeRequest, file.path));
  if (!(content instanceof Uint8Array)) return { engine, own: ownChoice(undefined, engine) };
  const isFork = mergeRequest.sourceProjectId !== mergeRequest.projectId;
  const named = isFork
    ? new Map<string, never>()
    : await readShared(reads, new TextDecoder().decode(content), filesOf(shared));
  const read = readFrom(new Map([...shared, ...named]));
  const knowing = { ...engine, reconfigure: (text: string) => engine.reconfigure(text, read) };
  return { engine: knowing, own: ownChoice(content, knowing) };
}

/** Reads files that are pages by the merge request's own configuration alone, a part of them where there are many. */
async function textsOf(
  reads: Reads,
  mergeRequest: PreparedMergeRequest,
  entering: readonly ListedFile[],
): Promise<NonNullable<ReadChange["entering"]>> {
  const texts: PageText[] = [];
  for (const { path } of entering.slice(0, enteringMax)) {
    const source = await reads.headFile(mergeRequest, path);
    if (source instanceof Uint8Array) texts.push({ path, source });
  }
  return texts;
}

async function readFile(
  reads: Reads,
  mergeRequest: PreparedMergeRequest,
  { status, oldPath, path, diff }: ListedFile,
): Promise<ChangedFile | string> {
  const { projectId, diffRefs } = mergeRequest;
  const [before, after] = await Promise.all([
    status === "added" ? undefined : reads.file(projectId, oldPath, diffRefs.baseSha),
    status === "deleted" ? undefined : reads.headFile(mergeRequest, path),
  ]);
  if (status !== "added" && before === undefined) {
    // Compared with nothing, the whole page would count as new. The queue tries again.
    throw new Error(`GitLab does not give ${oldPath} at ${diffRefs.baseSha}, which has it.`);
  }
  if (before === "too-large" || after === "too-large") {
    return tooLargeNotice(path);
  }
  if (status !== "deleted" && after === undefined) {
    return missingNotice(path);
  }
  return { status, oldPath, path, before, after, diff };
}

/** Reads the other open merge requests into the same branch. */
async function readOthers(
  reads: Reads,
  { projectId, iid, targetBranch }: PreparedMergeRequest,
  { isPage }: Engine,
): Promise<Pick<ReadChange, "others" | "hasMoreOthers">> {
  const open = await reads.openMergeRequests(projectId);
  const into = open
    .filter((other) => other.iid !== iid && other.targetBranch === targetBranch)
    .sort((a, b) => compareText(b.updatedAt ?? "", a.updatedAt ?? "") || b.iid - a.iid);
  const latest = into.slice(0, othersMax);
  const others: OtherMergeRequest[] = [];
  for (const other of latest) {
    const listed = await reads.firstChangedFiles(projectId, other.iid);
    const files = listed.map(asListed).filter(({ path }) => isPage(path));
    others.push({ iid: other.iid, files });
  }
  return { others, hasMoreOthers: into.length > othersMax };
}

function asListed({ status, oldPath, newPath, diff }: GitLabFile): ListedFile {
  return { status, oldPath, path: newPath, diff };
}
