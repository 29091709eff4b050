import { parseAnswer, path as apiPath, type Connection } from "./connection.ts";
import { isAnswer } from "./gitlab-error.ts";
import { readList } from "./paging.ts";
import { mergeRequestSchema, messageSchema } from "./schemas.ts";

/** A merge request that the bot opens itself: one changed file on a branch of its own. */
export interface NewMergeRequest {
  readonly sourceBranch: string;
  readonly targetBranch: string;
  /** The commit of the target branch that `text` was made from. */
  readonly startSha: string;
  readonly path: string;
  readonly text: string;
  readonly title: string;
  /** Must run no quick action and mention nobody. */
  readonly description: string;
}

/** The single calls of which `proposeOnce` is made. Only that calls them. */
export interface ProposalCalls {
  /** The state of the newest merge request that came from a branch of this project; undefined: there is none. */
  readonly stateOf: (projectId: number, sourceBranch: string) => Promise<string | undefined>;
  /** Commits the file to the new branch; GitLab refuses it where the branch exists. */
  readonly commit: (projectId: number, proposal: NewMergeRequest) => Promise<void>;
  /** Gives the number of the new merge request. */
  readonly open: (projectId: number, proposal: NewMergeRequest) => Promise<number>;
}

export function proposalCalls({ send }: Connection): ProposalCalls {
  return {
    stateOf: async (projectId, sourceBranch) => {
      const { entries } = await readList(send, apiPath`projects/${projectId}/merge_requests`, {
        query: { state: "all", source_branch: sourceBranch },
        schema: mergeRequestSchema,
        what: "merge requests of a branch",
        pagesMax: 1,
      });
      // A branch of a fork may have the same name.
      return entries.find(({ source_project_id: source }) => source === projectId)?.state;
    },
    commit: async (projectId, { sourceBranch, startSha, path, text, title }) => {
      const { body } = await send.post(apiPath`projects/${projectId}/repository/commits`, {
        body: {
          branch: sourceBranch,
          start_sha: startSha,
          commit_message: title,
          actions: [{ action: "update", file_path: path, content: text }],
        },
      });
      parseAnswer(messageSchema, body, "the new commit");
    },
    open: async (projectId, { sourceBranch, targetBranch, title, description }) => {
      const { body } = await send.post(apiPath`projects/${projectId}/merge_requests`, {
        body: {
          source_branch: sourceBranch,
          target_branch: targetBranch,
          title,
          description,
          remove_source_branch: true,
        },
      });
      return parseAnswer(mergeRequestSchema, body, "the new merge request").iid;
    },
  };
}

/** What became of a proposal. */
export type Proposed =
  | { readonly kind: "opened"; readonly iid: number }
  /** It was made before; `state` is that of its merge request. */
  | { readonly kind: "known"; readonly state: string };

/**
 * Opens a merge request, once for each name of a branch: not again while it is open, and not after people have
 * closed it. Safe to try again at any point.
 */
export async function proposeOnce(
  calls: ProposalCalls,
  projectId: number,
  proposal: NewMergeRequest,
): Promise<Proposed> {
  const state = await calls.stateOf(projectId, proposal.sourceBranch);
  if (state !== undefined) return { kind: "known", state };
  try {
    await calls.commit(projectId, proposal);
  } catch (error) {
    // An earlier try got as far as the branch; anything else shows when the merge request is opened.
    if (!isAnswer(error, 400)) throw error;
  }
  return { kind: "opened", iid: await calls.open(projectId, proposal) };
}
