import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { deliveryId, parseEvent, type EventOptions } from "../../src/gitlab/event.ts";

const bot = { userId: 90, username: "handbook-bot" };
const head = "1f0c7bb1cd6a7fb4a1c3a1f3b3f0a2a9a4c3e201";

function mergeRequestEvent(attributes: object, changes: unknown = {}): unknown {
  return {
    object_kind: "merge_request",
    event_type: "merge_request",
    user: { id: 7, username: "amara" },
    project: { id: 12, default_branch: "main" },
    object_attributes: {
      iid: 31,
      target_project_id: 12,
      source_project_id: 12,
      state: "opened",
      last_commit: { id: head },
      ...attributes,
    },
    changes,
  };
}

function noteEvent(note: string, attributes: object = {}, mergeRequest: object = {}): unknown {
  return {
    object_kind: "note",
    event_type: "note",
    user: { id: 7 },
    project_id: 12,
    object_attributes: {
      id: 1244,
      note,
      noteable_type: "MergeRequest",
      author_id: 7,
      system: false,
      action: "create",
      ...attributes,
    },
    merge_request: {
      iid: 31,
      target_project_id: 12,
      state: "opened",
      last_commit: { id: head },
      ...mergeRequest,
    },
  };
}

function pushEvent(ref: string, after: string = head): unknown {
  return {
    object_kind: "push",
    ref,
    before: "0".repeat(40),
    after,
    project_id: 12,
    project: { default_branch: "main" },
  };
}

describe("merge request events", () => {
  test.each<[string, object, unknown, EventOptions, string]>([
    ["an opened merge request", { action: "open" }, {}, {}, "opened"],
    ["a reopened one", { action: "reopen" }, {}, {}, "reopened"],
    ["a push to its branch", { action: "update", oldrev: "e59094b8" }, {}, {}, "pushed"],
    [
      "a new target branch, which has no oldrev",
      { action: "update" },
      { target_branch: { previous: "main", current: "release" } },
      {},
      "retargeted",
    ],
    [
      "a draft that becomes ready",
      { action: "update" },
      { draft: { previous: true, current: false } },
      {},
      "ready",
    ],
    [
      "another title, where asked for",
      { action: "update" },
      { title: { previous: "Leave", current: "Leave policy" } },
      { onTitle: true },
      "retitled",
    ],
    [
      "other labels, where asked for",
      { action: "update" },
      { labels: { previous: [], current: [{ title: "policy" }] } },
      { onLabels: true },
      "relabelled",
    ],
    ["a system hook without an action", {}, undefined, {}, "changed"],
    [
      "a suggestion of the bot that somebody applied",
      { action: "update", oldrev: "e59094b8", last_commit: { id: head, author: { name: "bot" } } },
      {},
      { bot },
      "pushed",
    ],
  ])("%s asks for a review", (_, attributes, changes, options, reason) => {
    expect(parseEvent(mergeRequestEvent(attributes, changes), options)).toEqual({
      kind: "review",
      projectId: 12,
      iid: 31,
      headSha: head,
      reason,
    });
  });

  test.each<[string, object, unknown]>([
    ["a label edit", { action: "update" }, { labels: { previous: [], current: [] } }],
    ["a new title", { action: "update" }, { title: { previous: "a", current: "b" } }],
    ["going back to draft", { action: "update" }, { draft: { previous: false, current: true } }],
    [
      "a reviewer asked again, whose change is an array of arrays",
      { action: "update" },
      { reviewers: [[{ id: 25 }], [{ id: 25, re_requested: true }]] },
    ],
    ["changes of a shape nobody knows", { action: "update" }, ["reviewers"]],
    ["the last thread resolved by the bot", { action: "update" }, {}],
    [
      "the approval reset that comes with a push",
      { action: "update", system: true, oldrev: "e5" },
      {},
    ],
    ["a merge", { action: "merge", state: "merged" }, {}],
    ["a push to a closed merge request", { action: "update", state: "closed", oldrev: "e5" }, {}],
  ])("%s is ignored", (_, attributes, changes) => {
    expect(parseEvent(mergeRequestEvent(attributes, changes)).kind).toBe("ignore");
  });

  test("a fork's merge request belongs to the target project", () => {
    const event = parseEvent(
      mergeRequestEvent({ action: "open", source_project_id: 88, target_project_id: 12 }),
    );
    expect(event).toMatchObject({ kind: "review", projectId: 12 });
  });

  test("dates that are not ISO do not matter", () => {
    const event = parseEvent(
      mergeRequestEvent({ action: "open", updated_at: "2026-01-16 05:56:22 UTC" }),
    );
    expect(event.kind).toBe("review");
  });

  test("a payload without the head still asks for a review", () => {
    expect(parseEvent(mergeRequestEvent({ action: "open", last_commit: null }))).toMatchObject({
      kind: "review",
      headSha: undefined,
    });
  });
});

describe("note events", () => {
  test("a person who asks for a review gets one", () => {
    expect(parseEvent(noteEvent("Fixed.\n\n@Handbook-Bot, review"), { bot })).toEqual({
      kind: "review",
      projectId: 12,
      iid: 31,
      headSha: head,
      reason: "asked",
    });
  });

  test.each<[string, unknown]>([
    ["a reply", noteEvent("I disagree, the leave policy says otherwise.")],
    ["a thanks to the bot", noteEvent("Thanks, @handbook-bot.")],
    ["another account with a longer name", noteEvent("@handbook-bot-two review")],
    ["the bot's own note", noteEvent("@handbook-bot review", { author_id: 90 })],
    ["a system note", noteEvent("@handbook-bot review", { system: true })],
    ["a note on an issue", noteEvent("@handbook-bot review", { noteable_type: "Issue" })],
    ["a note on a merged request", noteEvent("@handbook-bot review", {}, { state: "merged" })],
  ])("%s is ignored", (_, event) => {
    expect(parseEvent(event, { bot }).kind).toBe("ignore");
  });

  test("without knowing who it is the bot answers no note", () => {
    expect(parseEvent(noteEvent("@handbook-bot review")).kind).toBe("ignore");
  });
});

describe("push events", () => {
  test("a push to the default branch is followed", () => {
    expect(parseEvent(pushEvent("refs/heads/main"))).toEqual({
      kind: "follow",
      projectId: 12,
      branch: "main",
      after: head,
    });
  });

  test("so is one to a branch that is configured, slashes and all", () => {
    expect(
      parseEvent(pushEvent("refs/heads/release/2027"), { branches: ["release/2027"] }),
    ).toMatchObject({ kind: "follow", branch: "release/2027" });
  });

  test("a system hook names its kind in another field", () => {
    const { object_kind: _, ...rest } = pushEvent("refs/heads/main") as Record<string, unknown>;
    expect(parseEvent({ ...rest, event_name: "push" }).kind).toBe("follow");
  });

  test.each<[string, unknown]>([
    ["another branch", pushEvent("refs/heads/leave-policy")],
    ["a deleted branch", pushEvent("refs/heads/main", "0".repeat(40))],
    ["a tag", pushEvent("refs/tags/main")],
  ])("%s is ignored", (_, event) => {
    expect(parseEvent(event).kind).toBe("ignore");
  });
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["text", "open"],
  ["a list", [{ object_kind: "merge_request" }]],
  ["a merge request event without attributes", { object_kind: "merge_request" }],
  ["ids that are no numbers", mergeRequestEvent({ action: "open", iid: "31" })],
  ["an emoji", { object_kind: "emoji", event_type: "award" }],
  ["an event from a later version", { object_kind: "handover" }],
])("%s is ignored and says why", (_, body) => {
  const event = parseEvent(body);
  expect(event).toMatchObject({ kind: "ignore" });
  expect(event.kind === "ignore" && event.why).not.toBe("");
});

test("a delivery is known by its idempotency key and not by the ids that change or repeat", () => {
  const ids = { "x-gitlab-event-uuid": "chain", "x-gitlab-webhook-uuid": "send" };
  expect(deliveryId({ ...ids, "idempotency-key": "one" })).toBe("one");
  expect(deliveryId({ ...ids, "webhook-id": "two" })).toBe("two");
  expect(deliveryId(ids)).toBeUndefined();
});

test("nothing that arrives makes the reading fail", () => {
  const kinds = fc.constantFrom("merge_request", "note", "push", "tag_push", 7, null);
  const body = fc.record(
    {
      object_kind: kinds,
      object_attributes: fc.object(),
      changes: fc.object(),
      merge_request: fc.object(),
      ref: fc.string(),
      after: fc.string(),
      project_id: fc.integer(),
    },
    { requiredKeys: ["object_kind"] },
  );
  fc.assert(
    fc.property(fc.oneof(body, fc.anything()), (delivered) => {
      expect(["review", "follow", "ignore"]).toContain(parseEvent(delivered, { bot }).kind);
    }),
  );
});
