import { onTestFinished } from "vitest";
import { createClient, type ApiClient } from "./client.ts";
import type { StartOptions } from "./options.ts";
import { startGitLab, type StandIn } from "./start-gitlab.ts";
import type { MergeRequest, Project, User } from "./world.ts";

export const LEAVE = "source/handbook/leave/index.html.md";
export const EXPENSES = "source/handbook/expenses/index.html.md";

export const LEAVE_TEXT = `# Leave

## Purpose

We want people to rest.

## Days

Everybody has 25 days a year.
The year begins in January.
Days do not carry over.

## Asking

Ask your manager two weeks before.
Write it into the calendar.

## Illness

Tell your manager on the first day.
Bring a note on the third.
`;

export interface LeaveScene {
  readonly gitlab: StandIn;
  readonly project: Project;
  readonly bot: User;
  readonly api: ApiClient;
  readonly mergeRequest: MergeRequest;
  /** Path of the merge request in the API. */
  readonly path: string;
  /** A text position on the leave page in the newest diff. */
  readonly at: (lines: Record<string, number>) => Record<string, unknown>;
}

/** Starts a stand-in that is closed at the end of the test. */
export async function openGitLab(options: StartOptions = {}): Promise<StandIn> {
  const gitlab = await startGitLab(options);
  onTestFinished(() => gitlab.close());
  return gitlab;
}

/** A handbook with one merge request that adds line 10 to the leave page and takes the old line 11 away. */
export async function openLeaveScene(options: StartOptions = {}): Promise<LeaveScene> {
  const gitlab = await openGitLab({
    ...options,
    preparation: { polls: 0, ...options.preparation },
  });
  const project = gitlab.createProject({
    path: "people/handbook",
    files: { [LEAVE]: LEAVE_TEXT, [EXPENSES]: "# Expenses\n\nKeep the receipt.\n" },
  });
  const { user: bot, token } = gitlab.createBot({ projectId: project.id });
  gitlab.pushCommit(project.id, "more-leave", {
    files: {
      [LEAVE]: LEAVE_TEXT.replace("year.\n", "year.\nHalf days count half.\n").replace(
        "Days do not carry over.\n",
        "",
      ),
    },
    author: "hannah",
  });
  const mergeRequest = gitlab.openMergeRequest({
    sourceProject: project.id,
    sourceBranch: "more-leave",
    title: "Count half days",
    author: "hannah",
  });
  const path = `/projects/${project.id}/merge_requests/${mergeRequest.iid}`;
  const at = (lines: Record<string, number>): Record<string, unknown> => {
    const [newest] = mergeRequest.versions;
    return {
      base_sha: newest?.base,
      start_sha: newest?.start,
      head_sha: newest?.head,
      position_type: "text",
      old_path: LEAVE,
      new_path: LEAVE,
      ...lines,
    };
  };
  return { gitlab, project, bot, api: createClient(gitlab.url, token), mergeRequest, path, at };
}
