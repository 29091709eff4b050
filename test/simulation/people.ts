import { parseMarker } from "../../src/review/marker.ts";
import { Refusal } from "../gitlab/refusal.ts";
import type { StandIn } from "../gitlab/start-gitlab.ts";
import type { Discussion, MergeRequest, Note, Role } from "../gitlab/world.ts";
import type { BotUsers } from "./bot-users.ts";
import type { Deed } from "./schedule.ts";
import { commandTexts, speakers, type TalkMemory } from "./talk.ts";
import { pagePaths, writePage } from "./small-handbook.ts";

/** The branches that merge requests can point at. */
export const targets = ["main", "release"] as const;

/** What people have done that the notes themselves do not tell. */
export interface Memory {
  /** The bot's notes whose text a person changed. */
  readonly edited: Set<number>;
  /** Discussions that people touched since somebody last asked. */
  readonly touched: Set<string>;
  readonly talk: TalkMemory;
}

/** Every path at which a page may stand. */
export const allPaths: readonly string[] = pagePaths.flatMap((path, page) => [
  path,
  movedPath(page),
]);

function movedPath(page: number): string {
  return `handbook/archive/page-${page}/index.md`;
}

/** The discussions that the bot began, oldest first. */
export function botDiscussions(
  { discussions }: MergeRequest,
  bot: BotUsers,
): readonly (Discussion & { readonly first: Note })[] {
  return discussions.flatMap((discussion) => {
    const [first] = discussion.notes;
    return first === undefined || !bot.has(first.authorId) || first.system
      ? []
      : [{ ...discussion, first }];
  });
}

/** Gives the second speaker another role in the project, from now on. */
function changeRole(
  gitlab: StandIn,
  [mergeRequest]: readonly MergeRequest[],
  { talk }: Memory,
  role: Role,
): void {
  if (mergeRequest === undefined) return;
  gitlab.addMember(mergeRequest.projectId, talk.speakerId, role);
  talk.roles.push({ since: talk.now(), role });
}

/** Lets people act. What GitLab refuses, or what there is nothing to do to, does nothing. */
export function createPeople(
  gitlab: StandIn,
  mergeRequests: readonly MergeRequest[],
  bot: BotUsers,
  memory: Memory,
): (deed: Deed) => void {
  const read = (projectId: number, branch: string, path: string): string | undefined =>
    gitlab.readFile(projectId, branch, path);

  function push(on: MergeRequest, deed: Extract<Deed, { pieces: unknown; on: number }>): void {
    const { sourceProjectId: projectId, sourceBranch: branch } = on;
    const path =
      [movedPath(deed.page), pagePaths[deed.page] ?? ""].find(
        (one) => read(projectId, branch, one) !== undefined,
      ) ?? "";
    const place = path === "" ? (pagePaths[deed.page] ?? "") : path;
    if (deed.pieces === null && path === "") return;
    const text = deed.pieces === null ? null : writePage(deed.page, deed.pieces);
    if (deed.kind === "push") {
      gitlab.pushCommit(projectId, branch, { files: { [place]: text } });
      return;
    }
    const files: Record<string, string | null> = {};
    for (const one of allPaths) {
      const wanted = one === place ? text : (read(projectId, branch, one) ?? null);
      if ((read(projectId, "main", one) ?? null) !== wanted) files[one] = wanted;
    }
    gitlab.forcePush(projectId, branch, { onto: "main", files });
  }

  function move(on: MergeRequest, page: number): void {
    const { sourceProjectId: projectId, sourceBranch: branch } = on;
    const here = [pagePaths[page] ?? "", movedPath(page)];
    const from = here.find((one) => read(projectId, branch, one) !== undefined);
    const to = here.find((one) => one !== from);
    if (from === undefined || to === undefined) return;
    const text = read(projectId, branch, from) ?? "";
    gitlab.pushCommit(projectId, branch, { files: { [from]: null, [to]: text } });
  }

  function touch(on: MergeRequest, deed: Extract<Deed, { pick: number }>): void {
    const all = botDiscussions(on, bot);
    const thread = all[deed.pick % Math.max(1, all.length)];
    if (thread === undefined) return;
    const { id, first } = thread;
    // What people think of a comment changes nothing about it.
    if (deed.kind === "like" || deed.kind === "dislike")
      return gitlab.react(on, first.id, deed.kind === "like" ? "thumbsup" : "thumbsdown");
    if (deed.kind === "apply the suggestions from")
      return applyTogether(on, all.slice(all.indexOf(thread)));
    memory.touched.add(id);
    switch (deed.kind) {
      case "resolve":
        return gitlab.resolve(on, id);
      case "reopen":
        return gitlab.unresolve(on, id);
      case "reply to":
        gitlab.reply(on, id, "I see this differently, and will leave it so.");
        return;
      case "edit":
        memory.edited.add(first.id);
        // Who replaces everything takes the marker away too: the note is the bot's no more.
        return gitlab.editNote(
          on,
          first.id,
          deed.pick === 5 ? "Never mind." : `I agree. ${first.body}`,
        );
      case "delete":
        return gitlab.deleteNote(on, first.id);
      case "delete the thread of":
        return gitlab.deleteDiscussion(on, id);
      case "apply the suggestion of":
        for (const suggestion of first.suggestions.slice(0, 1))
          gitlab.applySuggestion(suggestion.id);
    }
  }

  function applyTogether(on: MergeRequest, threads: ReturnType<typeof botDiscussions>): void {
    const ids = threads.flatMap(({ id, first }) => {
      const suggestion = first.suggestions.find(({ applied }) => !applied);
      if (suggestion === undefined) return [];
      memory.touched.add(id);
      return [suggestion.id];
    });
    if (ids.length > 0) gitlab.applySuggestions(ids);
  }

  const textFor = (text: number, isMention: boolean): string =>
    `${isMention ? `@${bot.current.username} ` : ""}${commandTexts[text] ?? ""}`;

  function speak(on: MergeRequest, deed: Extract<Deed, { text: number }>): void {
    const by = speakers[deed.by] ?? speakers[0];
    if (deed.kind === "edit a command") {
      const given = on.discussions
        .flatMap(({ notes }) => notes)
        .filter(({ id }) => memory.talk.commands.has(id));
      const note = given[deed.pick % Math.max(1, given.length)];
      if (note === undefined) return;
      memory.touched.add(on.discussions.find(({ notes }) => notes.includes(note))?.id ?? "");
      return gitlab.editNote(on, note.id, textFor(deed.text, note.body.startsWith("@")));
    }
    const all = botDiscussions(on, bot);
    const thread = deed.pick === 5 ? undefined : all[deed.pick % Math.max(1, all.length)];
    const isThread = thread !== undefined && parseMarker(thread.first.body)?.kind === "finding";
    const note = isThread
      ? gitlab.reply(on, thread.id, textFor(deed.text, false), by)
      : gitlab.comment(on, textFor(deed.text, true), by);
    memory.talk.commands.set(note.id, by);
  }

  function act(deed: Deed): void {
    if (deed.kind === "change a role") return changeRole(gitlab, mergeRequests, memory, deed.role);
    const on = mergeRequests["on" in deed ? deed.on % mergeRequests.length : 0];
    if (on === undefined) return;
    switch (deed.kind) {
      case "push":
      case "force-push":
        return push(on, deed);
      case "push to the target": {
        const files = { [pagePaths[deed.page] ?? ""]: writePage(deed.page, deed.pieces) };
        gitlab.pushCommit(on.projectId, "main", { files });
        return;
      }
      case "move a page":
        return move(on, deed.page);
      case "retarget":
        return gitlab.retarget(on, targets[on.targetBranch === "main" ? 1 : 0]);
      case "switch draft":
        return gitlab.setDraft(on, !on.draft);
      case "close or reopen":
        return on.state === "opened" ? gitlab.closeMergeRequest(on) : gitlab.reopenMergeRequest(on);
      case "comment":
        gitlab.comment(on, "I read the page once more.");
        return;
      case "give a command":
      case "edit a command":
        return speak(on, deed);
      case "ask for a review":
        gitlab.comment(on, `@${bot.current.username} review`);
        return;
      default:
        return touch(on, deed);
    }
  }

  return (deed) => {
    try {
      act(deed);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  };
}
