import type { GitLabDiscussion, GitLabMergeRequest, GitLabStatus } from "./gitlab-api.ts";
import { html, type Html } from "./html.ts";
import { badge, timeOf } from "./layout.ts";

export interface ListedMergeRequest {
  readonly mergeRequest: GitLabMergeRequest;
  readonly discussions: readonly GitLabDiscussion[];
  readonly statuses: readonly GitLabStatus[];
}

/** All merge requests, with what the bot made of each. */
export function listPage(root: string, listed: readonly ListedMergeRequest[]): Html {
  const items = listed.map(({ mergeRequest, discussions, statuses }) => {
    const { iid, title, author, source_branch, created_at, state } = mergeRequest;
    const status = statuses.at(-1);
    return html`<li>
      <a class="title" href="${root}/merge_requests/${iid}">${title}</a>
      ${badge(status?.status)}
      <p class="facts">
        !${iid} · ${state} · ${author.name} · <code>${source_branch}</code> · ${timeOf(created_at)}
      </p>
      <p class="facts">${threadCount(discussions, status)}</p>
    </li>`;
  });
  return html`<h1>Merge requests</h1>
    <p>
      Each was opened a moment ago. The bot reviews them as they come in: open one, apply a
      suggestion, and watch the thread close.
    </p>
    <ul class="list">
      ${items}
    </ul>`;
}

function threadCount(
  discussions: readonly GitLabDiscussion[],
  status: GitLabStatus | undefined,
): string {
  const threads = discussions.filter(({ notes }) => notes[0]?.resolvable);
  const open = threads.filter(({ notes }) => notes[0]?.resolved !== true).length;
  if (threads.length > 0)
    return `${open} open ${open === 1 ? "thread" : "threads"}, ${threads.length - open} resolved`;
  return status === undefined ? "The bot has not looked yet." : "Nothing to say.";
}
