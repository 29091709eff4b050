import { describe, setDraft, setState } from "./merge-requests.ts";
import type { FoundQuickAction } from "./quick-actions.ts";
import { userOf, type MergeRequest, type World } from "./world.ts";

/** Runs the commands of a note with the rights of its author, and says what they did. */
export function runQuickActions(
  world: World,
  mergeRequest: MergeRequest,
  authorId: number,
  commands: readonly FoundQuickAction[],
): string[] {
  const { projectId, iid } = mergeRequest;
  const actor = userOf(world, authorId).username;
  return commands.map(({ command, args, seenBy }) => {
    world.quickActions.push({ command, args, seenBy, actor, projectId, iid });
    run(world, mergeRequest, authorId, command, args);
    return `Ran /${command}${args === "" ? "" : ` ${args}`}.`;
  });
}

function run(
  world: World,
  mergeRequest: MergeRequest,
  authorId: number,
  command: string,
  args: string,
): void {
  if (command === "close") setState(world, mergeRequest, "closed", authorId);
  else if (command === "reopen") setState(world, mergeRequest, "opened", authorId);
  else if (command === "draft") setDraft(world, mergeRequest, true, authorId);
  else if (command === "ready") setDraft(world, mergeRequest, false, authorId);
  else if (command === "title") describe(world, mergeRequest, { title: args }, authorId);
  else if (command === "label" || command === "labels") {
    const labels = [...mergeRequest.labels, ...args.split(/\s+/).map((label) => label.slice(1))];
    describe(world, mergeRequest, { labels }, authorId);
  }
}
