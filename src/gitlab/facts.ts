import { parseAnswer, path as apiPath, type Connection } from "./connection.ts";
import { unless } from "./gitlab-error.ts";
import { readList } from "./paging.ts";
import { approvalStateSchema, environmentSchema } from "./schemas.ts";

/** What the summary says of a merge request beside its change. */
export interface FactReads {
  /** Where an environment is served; undefined where there is none of that name, or it is stopped. */
  readonly environmentUrl: (projectId: number, name: string) => Promise<string | undefined>;
  /**
   * Names of the rules whose required approvals are missing. Undefined where GitLab does not say, as on
   * GitLab Free.
   */
  readonly missingApprovals: (
    projectId: number,
    iid: number,
  ) => Promise<readonly string[] | undefined>;
}

export function factReads({ send }: Connection): FactReads {
  return {
    environmentUrl: async (projectId, name) => {
      const listed = await unless([403, 404], () =>
        readList(send, apiPath`projects/${projectId}/environments`, {
          query: { name, states: "available" },
          schema: environmentSchema,
          what: "the environments of the project",
          pagesMax: 1,
        }),
      );
      const found = listed?.entries.find((each) => each.name === name);
      return found?.external_url ?? undefined;
    },
    missingApprovals: async (projectId, iid) => {
      const answer = await unless([403, 404], () =>
        send.get(apiPath`projects/${projectId}/merge_requests/${iid}/approval_state`),
      );
      if (answer === undefined) return undefined;
      const { rules } = parseAnswer(approvalStateSchema, answer.body, "the state of approvals");
      const missing = rules
        .filter(({ approvals_required, approved }) => approvals_required > 0 && approved !== true)
        .map(({ name, rule_type, section }) =>
          // What is in no section of CODEOWNERS is in one of this name.
          rule_type === "code_owner" && section && section !== "codeowners" ? section : name,
        );
      return [...new Set(missing)];
    },
  };
}
