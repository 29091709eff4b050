import type { z } from "zod";

import { path, type Connection } from "./connection.ts";
import { unless } from "./gitlab-error.ts";
import { readList } from "./paging.ts";
import { commitStatusSchema, pipelineSchema } from "./schemas.ts";

export type CommitStatus = z.infer<typeof commitStatusSchema>;

/** A pipeline of a merge request. */
export interface Pipeline {
  readonly id: number;
  /** Undefined where GitLab does not say: then it is the source project's. */
  readonly projectId: number | undefined;
  readonly sha: string;
  readonly ref: string;
  /** It was made for the merge request, and not for a branch or by somebody's status. */
  readonly isOfMergeRequest: boolean;
}

export interface NewCommitStatus {
  readonly state: "success" | "failed";
  readonly name: string;
  readonly description: string;
  readonly ref?: string | undefined;
  readonly targetUrl?: string | undefined;
  readonly pipelineId?: number | undefined;
}

/** What the gate is made of. */
export interface StatusCalls {
  /** Those of all its commits; none where the bot may not see them. */
  readonly pipelines: (projectId: number, iid: number) => Promise<readonly Pipeline[]>;
  /** The newest of each name and branch; none where the bot may not see them, as in a private fork. */
  readonly commitStatuses: (
    projectId: number,
    sha: string,
    name: string,
  ) => Promise<readonly CommitStatus[]>;
  readonly createCommitStatus: (
    projectId: number,
    sha: string,
    status: NewCommitStatus,
  ) => Promise<void>;
}

/** Those of the newest commits come first. */
const pipelinePagesMax = 3;

export function statusCalls({ send }: Connection): StatusCalls {
  return {
    pipelines: async (projectId, iid) => {
      const listed = await unless([403, 404], () =>
        readList(send, path`projects/${projectId}/merge_requests/${iid}/pipelines`, {
          schema: pipelineSchema,
          what: "the pipelines of the merge request",
          pagesMax: pipelinePagesMax,
        }),
      );
      return (listed?.entries ?? []).map(readPipeline);
    },
    commitStatuses: async (projectId, sha, name) => {
      const listed = await unless([403, 404], () =>
        readList(send, path`projects/${projectId}/repository/commits/${sha}/statuses`, {
          query: { name },
          schema: commitStatusSchema,
          what: "the statuses of the commit",
          pagesMax: 10,
        }),
      );
      return listed?.entries ?? [];
    },
    createCommitStatus: async (projectId, sha, status) => {
      const { state, name, description, ref, targetUrl, pipelineId } = status;
      await send.post(path`projects/${projectId}/statuses/${sha}`, {
        body: {
          state,
          name,
          description,
          ...(ref === undefined ? {} : { ref }),
          ...(targetUrl === undefined ? {} : { target_url: targetUrl }),
          ...(pipelineId === undefined ? {} : { pipeline_id: pipelineId }),
        },
      });
    },
  };
}

function readPipeline(pipeline: z.infer<typeof pipelineSchema>): Pipeline {
  const { id, project_id: projectId, sha, ref, source } = pipeline;
  const isOfMergeRequest =
    source === "merge_request_event" || ref.startsWith("refs/merge-requests/");
  return { id, projectId: projectId ?? undefined, sha, ref, isOfMergeRequest };
}
