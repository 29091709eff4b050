import type { GitLabDiscussion, GitLabNote, GitLabSuggestion } from "./gitlab-api.ts";
import { html, type Html } from "./html.ts";
import { timeOf } from "./layout.ts";
import { noteBody, suggestionTable } from "./note-body.ts";

/** Where the buttons of a merge request's page send to. */
export interface Actions {
  readonly apply: (suggestionId: number) => string;
  readonly resolve: (discussionId: string) => string;
  /** To a discussion, or without one as a comment of its own. */
  readonly say: (discussionId?: string) => string;
}

/** One thread with its replies and buttons. Resolved threads are folded. */
export function threadView(discussion: GitLabDiscussion, actions: Actions): Html {
  const { id, notes } = discussion;
  const [first] = notes;
  const isResolved = first?.resolved === true;
  const inside = html`${notes.map((note) => noteView(note, actions))}
  ${first?.resolvable === true ? replyForm(id, actions) : undefined}
  ${first?.resolvable === true ? resolveButton(discussion, actions) : undefined}`;
  if (!isResolved)
    return html`<article class="thread" id="thread-${id}" aria-label="Thread">${inside}</article>`;
  const by = first.resolved_by?.name;
  return html`<details class="thread resolved" id="thread-${id}">
    <summary>Resolved${by === undefined ? "" : ` by ${by}`}</summary>
    ${inside}
  </details>`;
}

function replyForm(id: string, actions: Actions): Html {
  return sayForm({
    id: `reply-${id}`,
    action: actions.say(id),
    label: "Reply",
    hint: "why, fix, dismiss REASON, word TERM, help, or anything to your reviewers",
  });
}

/** A box to write in, which keeps its text while the page looks for news. */
export function sayForm(given: {
  readonly id: string;
  readonly action: string;
  readonly label: string;
  readonly hint: string;
}): Html {
  const { id, action, label, hint } = given;
  return html`<form method="post" action="${action}" class="say" id="${id}">
    <label for="${id}-text">${label}</label>
    <textarea id="${id}-text" name="body" rows="1" required placeholder="${hint}"></textarea>
    <button class="quiet">${label}</button>
  </form>`;
}

function resolveButton({ id, notes }: GitLabDiscussion, actions: Actions): Html {
  const isResolved = notes[0]?.resolved === true;
  return html`<form method="post" action="${actions.resolve(id)}">
    <input type="hidden" name="resolved" value="${isResolved ? "false" : "true"}" />
    <button class="quiet">${isResolved ? "Reopen thread" : "Resolve thread"}</button>
  </form>`;
}

/** One note. GitLab's own notes are a line without a frame. */
export function noteView(note: GitLabNote, actions: Actions): Html {
  const { author, created_at, system } = note;
  if (system)
    return html`<p class="system">
      ${author.name} ${noteBody(withoutLinks(note), suggestionTable)} ${timeOf(created_at)}
    </p>`;
  return html`<section class="note">
    <h4>
      <span class="initial" aria-hidden="true">${author.name.slice(0, 1)}</span>
      ${author.name} <span class="handle">@${author.username}</span> ${timeOf(created_at)}
    </h4>
    <div class="body">${noteBody(note, (suggestion) => suggestionView(suggestion, actions))}</div>
  </section>`;
}

function withoutLinks({ body }: GitLabNote): { readonly body: string } {
  return { body: body.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1") };
}

function suggestionView(suggestion: GitLabSuggestion, actions: Actions): Html {
  const { id, applied, appliable } = suggestion;
  const button = html`<form method="post" action="${actions.apply(id)}">
    <button>Apply suggestion</button>
  </form>`;
  const end = applied
    ? html`<span class="badge passed">applied</span>`
    : appliable
      ? button
      : html`<span class="badge waiting">no longer applies</span>`;
  return html`<figure class="suggestion">
    <figcaption>Suggested change ${end}</figcaption>
    ${suggestionTable(suggestion)}
  </figure>`;
}
