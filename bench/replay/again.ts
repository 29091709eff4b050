import { parseMarker } from "../../src/review/marker.ts";
import type { MergeRequest } from "../../test/gitlab/world.ts";
import { baseFiles, headFiles, rebased } from "./records.ts";
import { check, commentsOf, ownNotes, type Replayed } from "./replayed.ts";
import type { Stage } from "./stage.ts";

/** Resends what was delivered, then delivers it under a new key, as a second hook would. Gives the writes. */
export async function deliverAgain(
  on: Stage,
  mergeRequest: MergeRequest,
): Promise<readonly string[]> {
  const before = on.gitlab.requests.length;
  const from = on.service.log.length;
  const { deliveries } = on.gitlab.webhooks;
  const delivery = deliveries.findLast(
    ({ event, answers }) => event === "Merge Request Hook" && answers.includes(202),
  );
  if (delivery === undefined) throw new Error(`no delivery for !${mergeRequest.iid}`);
  on.gitlab.webhooks.resend(delivery.id);
  await on.gitlab.idle();
  await on.deliver(delivery.body, `second-hook-${mergeRequest.iid}`);
  await on.service.waitFor(
    `second review of !${mergeRequest.iid}`,
    from,
    (line) => line.msg === "review ended" && line["iid"] === mergeRequest.iid,
  );
  return on.gitlab.requests
    .slice(before)
    .filter(({ method }) => method !== "GET" && method !== "HEAD")
    .map(({ method, path }) => `${method} ${path}`);
}

/** Rebases every merge request onto a longer target: nothing may be said twice. */
export async function rebaseAll(on: Stage, replayed: readonly Replayed[]): Promise<boolean[]> {
  const repeated: string[] = [];
  for (const { change, branch, first } of replayed) {
    const { mergeRequest } = first;
    const moved = rebased(change);
    await on.prepare(moved);
    const before = ownNotes(on, mergeRequest);
    const onto = on.gitlab.pushCommit(on.projectId, "main", {
      files: { "rebased.txt": mergeRequest.headSha },
      message: "Mark",
    });
    await on.again(mergeRequest, () => {
      on.gitlab.forcePush(on.projectId, branch, {
        onto,
        files: { ...baseFiles(moved), ...headFiles(moved) },
        message: change.title,
      });
    });
    const known = new Set(before.map(({ id }) => id));
    for (const note of ownNotes(on, mergeRequest)) {
      if (!known.has(note.id)) repeated.push(`${change.id} ${note.body.slice(0, 100)}`);
    }
  }
  console.log(
    `rebased              ${replayed.length} merge requests, ${repeated.length} new notes`,
  );
  return [check("comments repeated after a rebase", repeated)];
}

/** Applies every suggestion: its finding must go, and none come. */
export async function applyAll(on: Stage, replayed: readonly Replayed[]): Promise<boolean[]> {
  const unsolved: string[] = [];
  const caused: string[] = [];
  let applied = 0;
  for (const { change, first } of replayed) {
    const { mergeRequest } = first;
    for (const { id } of commentsOf(on, mergeRequest)) {
      const note = commentsOf(on, mergeRequest).find((one) => one.id === id);
      const suggestion = note?.suggestions[0];
      if (
        note === undefined ||
        suggestion === undefined ||
        note.outdated ||
        note.resolvedAt !== undefined
      )
        continue;
      const known = new Set(ownNotes(on, mergeRequest).map((one) => one.id));
      const played = await on.again(mergeRequest, () => on.gitlab.applySuggestion(suggestion.id));
      applied += 1;
      const fingerprint = parseMarker(note.body);
      const after = ownNotes(on, mergeRequest);
      if (after.find((one) => one.id === id)?.resolvedAt === undefined)
        unsolved.push(
          `${change.id} ${note.body.slice(0, 100)} ${JSON.stringify(fingerprint)} ${JSON.stringify(played.review["findings"])}`,
        );
      for (const one of after)
        if (!known.has(one.id)) caused.push(`${change.id} ${one.body.slice(0, 100)}`);
    }
  }
  console.log(`suggestions applied  ${applied}`);
  return [
    check("findings that a suggestion left", unsolved),
    check("findings that a suggestion made", caused),
  ];
}
