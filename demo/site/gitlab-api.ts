import { z } from "zod";

const user = z.object({ id: z.number(), username: z.string(), name: z.string() });

const suggestion = z.object({
  id: z.number(),
  appliable: z.boolean(),
  applied: z.boolean(),
  from_line: z.number(),
  to_line: z.number(),
  from_content: z.string(),
  to_content: z.string(),
});

const position = z.object({
  head_sha: z.string(),
  position_type: z.string(),
  new_path: z.string(),
  old_line: z.number().nullish(),
  new_line: z.number().nullish(),
});

const note = z.object({
  id: z.number(),
  body: z.string(),
  author: user,
  created_at: z.string(),
  system: z.boolean(),
  resolvable: z.boolean(),
  resolved: z.boolean().optional(),
  resolved_by: user.nullish(),
  position: position.optional(),
  suggestions: z.array(suggestion).optional(),
});

const discussion = z.object({
  id: z.string(),
  individual_note: z.boolean(),
  notes: z.array(note).min(1),
});

const mergeRequest = z.object({
  iid: z.number(),
  title: z.string(),
  description: z.string(),
  state: z.string(),
  author: user,
  created_at: z.string(),
  source_branch: z.string(),
  target_branch: z.string(),
  source_project_id: z.number(),
  sha: z.string(),
});

const fileDiff = z.object({
  old_path: z.string(),
  new_path: z.string(),
  new_file: z.boolean(),
  deleted_file: z.boolean(),
  diff: z.string(),
});

const status = z.object({
  name: z.string(),
  status: z.string(),
  description: z.string().nullable(),
});

export type GitLabNote = z.infer<typeof note>;
export type GitLabDiscussion = z.infer<typeof discussion>;
export type GitLabMergeRequest = z.infer<typeof mergeRequest>;
export type GitLabFileDiff = z.infer<typeof fileDiff>;
export type GitLabStatus = z.infer<typeof status>;
export type GitLabSuggestion = z.infer<typeof suggestion>;

/** GitLab would not do something, in its own words. */
export class GitLabRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What the pages read from GitLab, and what their buttons do, as one signed-in person. */
export interface GitLabApi {
  readonly mergeRequests: () => Promise<readonly GitLabMergeRequest[]>;
  readonly mergeRequest: (iid: number) => Promise<GitLabMergeRequest>;
  readonly discussions: (iid: number) => Promise<readonly GitLabDiscussion[]>;
  readonly diffs: (iid: number) => Promise<readonly GitLabFileDiff[]>;
  readonly statuses: (sha: string) => Promise<readonly GitLabStatus[]>;
  readonly file: (ref: string, path: string) => Promise<string>;
  readonly applySuggestions: (ids: readonly number[]) => Promise<void>;
  /** Adds a note to a discussion, or without one a comment. */
  readonly say: (iid: number, discussionId: string | undefined, body: string) => Promise<void>;
  readonly resolve: (iid: number, discussionId: string, resolved: boolean) => Promise<void>;
}

/** Connects the pages with one project of a GitLab. */
export function connectGitLab(given: {
  readonly url: string;
  readonly token: string;
  readonly projectId: number;
}): GitLabApi {
  const project = `${given.url}/api/v4/projects/${given.projectId}`;

  async function send(method: string, url: string, body?: unknown): Promise<Response> {
    const response = await fetch(url, {
      method,
      headers: {
        "PRIVATE-TOKEN": given.token,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new GitLabRefusal(response.status, wordsOf(await response.text()));
    return response;
  }

  async function list<Item>(path: string, schema: z.ZodType<Item>): Promise<readonly Item[]> {
    const items: Item[] = [];
    const join = path.includes("?") ? "&" : "?";
    for (let page = "1"; page !== "";) {
      const response = await send("GET", `${project}${path}${join}per_page=100&page=${page}`);
      items.push(...z.array(schema).parse(await response.json()));
      page = response.headers.get("x-next-page") ?? "";
    }
    return items;
  }

  return {
    mergeRequests: () => list("/merge_requests?sort=asc", mergeRequest),
    mergeRequest: async (iid) =>
      mergeRequest.parse(await (await send("GET", `${project}/merge_requests/${iid}`)).json()),
    discussions: (iid) => list(`/merge_requests/${iid}/discussions`, discussion),
    diffs: (iid) => list(`/merge_requests/${iid}/diffs`, fileDiff),
    statuses: (sha) => list(`/repository/commits/${sha}/statuses`, status),
    file: async (ref, path) => {
      const at = `/repository/files/${encodeURIComponent(path)}/raw`;
      return (await send("GET", `${project}${at}?ref=${encodeURIComponent(ref)}`)).text();
    },
    applySuggestions: async (ids) => {
      await send("PUT", `${given.url}/api/v4/suggestions/batch_apply`, { ids });
    },
    say: async (iid, discussionId, body) => {
      const thread = discussionId === undefined ? "" : `/discussions/${discussionId}`;
      await send("POST", `${project}/merge_requests/${iid}${thread}/notes`, { body });
    },
    resolve: async (iid, discussionId, resolved) => {
      await send("PUT", `${project}/merge_requests/${iid}/discussions/${discussionId}`, {
        resolved,
      });
    },
  };
}

const refusal = z.object({ message: z.string() });

function wordsOf(text: string): string {
  try {
    return refusal.parse(JSON.parse(text)).message;
  } catch {
    return "GitLab did not do it and gave no reason.";
  }
}
