import { parseAnswer, path as apiPath, type Connection } from "./connection.ts";
import { unless } from "./gitlab-error.ts";
import { readList } from "./paging.ts";
import { branchSchema, messageSchema } from "./schemas.ts";

/** A branch as far as it matters to who wants to commit to it. */
export interface Branch {
  readonly headSha: string;
  /** Only a Maintainer may push to it. */
  readonly isProtected: boolean;
}

/** The single calls of which `pushFixes` is made. Only that calls them. */
export interface CommitCalls {
  /** Undefined where there is no such branch, or the bot may not see it. */
  readonly branch: (projectId: number, branch: string) => Promise<Branch | undefined>;
  /** Commits new texts of files that exist. GitLab refuses it where one has changed since `lastCommitId`. */
  readonly commitFiles: (
    projectId: number,
    commit: {
      readonly branch: string;
      readonly message: string;
      readonly lastCommitId: string;
      readonly files: readonly { readonly path: string; readonly text: string }[];
    },
  ) => Promise<string>;
  /** Applies suggestions of comments in one commit. GitLab refuses it where the head has moved. */
  readonly applySuggestions: (ids: readonly number[], message: string) => Promise<void>;
  /** The commits of a merge request, newest first. */
  readonly commitsOf: (
    projectId: number,
    iid: number,
  ) => Promise<readonly { readonly id: string; readonly message: string }[]>;
}

/** No merge request of a handbook has more commits. */
const commitPagesMax = 10;

export function commitCalls({ send }: Connection): CommitCalls {
  return {
    branch: async (projectId, branch) => {
      const answer = await unless([403, 404], () =>
        send.get(apiPath`projects/${projectId}/repository/branches/${branch}`),
      );
      if (answer === undefined) return undefined;
      const found = parseAnswer(branchSchema, answer.body, "the source branch");
      return {
        headSha: found.commit.id,
        isProtected: found.protected === true && found.developers_can_push !== true,
      };
    },
    commitFiles: async (projectId, { branch, message, lastCommitId, files }) => {
      const { body } = await send.post(apiPath`projects/${projectId}/repository/commits`, {
        body: {
          branch,
          commit_message: message,
          actions: files.map(({ path, text }) => ({
            action: "update",
            file_path: path,
            // As it is, byte for byte: line ends and a byte order mark too.
            encoding: "base64",
            content: Buffer.from(text).toString("base64"),
            last_commit_id: lastCommitId,
          })),
        },
      });
      return parseAnswer(messageSchema, body, "the new commit").id;
    },
    applySuggestions: async (ids, message) => {
      await send.put("suggestions/batch_apply", { body: { ids, commit_message: message } });
    },
    commitsOf: async (projectId, iid) => {
      const at = apiPath`projects/${projectId}/merge_requests/${iid}/commits`;
      const listed = await readList(send, at, {
        schema: messageSchema,
        what: "the commits of the merge request",
        pagesMax: commitPagesMax,
      });
      return listed.entries;
    },
  };
}
