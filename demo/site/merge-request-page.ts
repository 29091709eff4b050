import { parseHunks, placeThreads, type DiffRow, type Hunk } from "./diff-rows.ts";
import type {
  GitLabDiscussion,
  GitLabFileDiff,
  GitLabMergeRequest,
  GitLabStatus,
} from "./gitlab-api.ts";
import { html, type Html } from "./html.ts";
import { badge, timeOf } from "./layout.ts";
import { codeCell, noteBody, suggestionTable } from "./note-body.ts";
import { noteView, sayForm, threadView, type Actions } from "./thread.ts";

export interface ShownMergeRequest {
  readonly mergeRequest: GitLabMergeRequest;
  readonly discussions: readonly GitLabDiscussion[];
  readonly diffs: readonly GitLabFileDiff[];
  readonly statuses: readonly GitLabStatus[];
  /** The new text of each changed page, in lines. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

/** The main part of a merge request's page: verdict, summary, diff with threads, what happened. */
export function mergeRequestPage(shown: ShownMergeRequest, base: string, problem?: string): Html {
  const { mergeRequest, discussions, diffs, statuses } = shown;
  const actions: Actions = {
    apply: (id) => `${base}/suggestions/${id}/apply`,
    resolve: (id) => `${base}/discussions/${id}/resolve`,
    say: (id) =>
      id === undefined ? `${base}/discussions/new/say` : `${base}/discussions/${id}/say`,
  };
  const { iid, title, description, author, source_branch, target_branch, created_at, state } =
    mergeRequest;
  const status = statuses.at(-1);
  return html`<p class="facts">!${iid} · ${state}</p>
    <h1>${title}</h1>
    <p class="facts">
      ${author.name} wants to merge <code>${source_branch}</code> into
      <code>${target_branch}</code> · ${timeOf(created_at)}
    </p>
    ${problem === undefined ? undefined : html`<p class="problem" role="alert">${problem}</p>`}
    <div class="body">${noteBody({ body: description }, suggestionTable)}</div>
    ${verdict(status)} ${applyAll(shown, base)} ${comments(discussions, actions)}
    <h2>Changes</h2>
    ${diffs.map((file) => fileView(file, shown, actions))}
    ${sayForm({
      id: "comment",
      action: actions.say(),
      label: "Comment",
      hint: "@handbook-bot fix all, recheck or help, or anything to your reviewers",
    })}
    ${history(discussions)}`;
}

function verdict(status: GitLabStatus | undefined): Html {
  return html`<p class="verdict" id="verdict">
    <strong>${status?.name ?? "handbook-bot"}</strong> ${badge(status?.status)}
    ${status?.description ?? ""}
  </p>`;
}

/** Suggestions that could be applied together, if there are several. */
function applyAll({ discussions }: ShownMergeRequest, base: string): Html | undefined {
  const ids = openSuggestions(discussions);
  if (ids.length < 2) return undefined;
  return html`<form method="post" action="${base}/suggestions/apply_all">
    <button>Apply ${ids.length} suggestions in one commit</button>
  </form>`;
}

/** The suggestions on open threads that GitLab would apply in one commit: no two change the same line. */
export function openSuggestions(discussions: readonly GitLabDiscussion[]): readonly number[] {
  const taken = new Set<string>();
  return discussions.flatMap(({ notes: [first] }) => {
    const suggestion = first?.suggestions?.find(({ appliable }) => appliable);
    if (suggestion === undefined || first?.resolved === true) return [];
    const lines: string[] = [];
    for (let line = suggestion.from_line; line <= suggestion.to_line; line += 1)
      lines.push(`${line} ${first?.position?.new_path}`);
    if (lines.some((line) => taken.has(line))) return [];
    for (const line of lines) taken.add(line);
    return [suggestion.id];
  });
}

/** Comments without a line: the bot's summary and general comments. */
function comments(discussions: readonly GitLabDiscussion[], actions: Actions): Html | undefined {
  const general = discussions.filter(
    ({ notes: [first] }) => first?.system === false && first.position === undefined,
  );
  if (general.length === 0) return undefined;
  return html`<section aria-label="Comments">
    ${general.map((discussion) =>
      discussion.individual_note
        ? html`<article class="thread">
            ${discussion.notes.map((note) => noteView(note, actions))}
          </article>`
        : threadView(discussion, actions),
    )}
  </section>`;
}

function fileView(file: GitLabFileDiff, shown: ShownMergeRequest, actions: Actions): Html {
  const { new_path, old_path } = file;
  const threads = shown.discussions.filter(
    ({ notes: [first] }) => first?.position?.new_path === new_path,
  );
  const isCurrent = ({ notes: [first] }: GitLabDiscussion): boolean =>
    first?.position?.head_sha === shown.mergeRequest.sha && first.position.position_type === "text";
  const others = threads.filter((thread) => !isCurrent(thread));
  const text = shown.texts.get(new_path) ?? [];
  const hunks = placeThreads(parseHunks(file.diff), threads.filter(isCurrent), text);
  const name = old_path === new_path ? new_path : `${old_path} → ${new_path}`;
  return html`<section class="file" aria-label="${new_path}">
    <h3>${name}</h3>
    <table class="diff">
      <caption class="hidden">
        Changes of ${name}
      </caption>
      <tbody>
        ${hunks.map((hunk) => hunkView(hunk, actions))}
      </tbody>
    </table>
    ${others.length === 0 ? undefined : html`<h4 class="earlier">On the file, or on lines that have changed since</h4>`}
    ${others.map((thread) => threadView(thread, actions))}
  </section>`;
}

function hunkView({ title, rows }: Hunk, actions: Actions): Html {
  return html`<tr class="gap">
      <td class="number"></td>
      <td class="number"></td>
      <td>… ${title}</td>
    </tr>
    ${rows.map((row) => rowView(row, actions))}`;
}

const SIGNS = { added: "+", removed: "−", context: " " } as const;

function rowView({ kind, oldLine, newLine, text, threads }: DiffRow, actions: Actions): Html {
  const word = kind === "context" ? undefined : kind;
  const below =
    threads.length === 0
      ? undefined
      : html`<tr class="threads">
          <td colspan="3">${threads.map((thread) => threadView(thread, actions))}</td>
        </tr>`;
  return html`<tr class="${kind}">
      <td class="number">${oldLine}</td>
      <td class="number">${newLine}</td>
      <td class="code">${codeCell(SIGNS[kind], word, text)}</td>
    </tr>
    ${below}`;
}

/** What GitLab wrote by itself, oldest first. */
function history(discussions: readonly GitLabDiscussion[]): Html | undefined {
  const notes = discussions.flatMap(({ notes: [first] }) => (first?.system ? [first] : []));
  if (notes.length === 0) return undefined;
  return html`<h2>History</h2>
    <ul class="history">
      ${notes.map(
        ({ author, body, created_at }) =>
          html`<li>
            ${author.name} ${body.replaceAll(/[*`]|<[^>]*>/g, "")} · ${timeOf(created_at)}
          </li>`,
      )}
    </ul>`;
}
