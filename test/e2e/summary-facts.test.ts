import { describe, expect, test } from "vitest";
import { parseEvent } from "../../src/gitlab/event.ts";
import { visibleText } from "../../src/review/marker.ts";
import type { MergeRequest } from "../gitlab/world.ts";
import { leave, openReviewScene, page, type ReviewScene } from "./review-scene.ts";

const changed = page("Leave", "## Days\n\nEverybody has 26 days a year.\n");
const site = 'links: { site: "https://handbook.example.com" }\n';
const template = 'review: { preview: "https://{branch_slug}.example.com{address}" }\n';

function summary(scene: ReviewScene, mergeRequest: MergeRequest): string {
  return scene
    .summaries(mergeRequest)
    .map(({ body }) => visibleText(body))
    .join("\n===\n");
}

describe("previews", () => {
  test("name changed pages with their live and preview addresses, and are edited in place", async () => {
    const scene = await openReviewScene({ config: site + template });
    const mergeRequest = scene.open({ [leave]: changed });
    await scene.review(mergeRequest);
    expect(summary(scene, mergeRequest)).toContain(
      "| `source/handbook/leave/index.html.md` | [live](https://handbook.example.com/handbook/leave/) | [preview](https://change-1.example.com/handbook/leave/) |",
    );
    const { length } = scene.gitlab.notifications;
    scene.push(mergeRequest, { "source/handbook/ship/index.html.md": page("Ship", "It sails.\n") });
    await scene.review(mergeRequest);
    expect(summary(scene, mergeRequest)).toContain(
      "| `source/handbook/ship/index.html.md` | new | [preview](https://change-1.example.com/handbook/ship/) |",
    );
    expect(scene.summaries(mergeRequest)).toHaveLength(1);
    const told = scene.gitlab.notifications.slice(length).filter(({ kind }) => kind !== "push");
    expect(told).toEqual([]);
  });

  test("are at most 25, the rest counted", async () => {
    const scene = await openReviewScene({ config: template });
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [
        `source/handbook/team-${at}/index.html.md`,
        page(`Team ${at}`, `Team ${at} meets on Mondays.\n`),
      ]),
    );
    const mergeRequest = scene.open(files);
    await scene.review(mergeRequest);
    const text = summary(scene, mergeRequest);
    expect(text.match(/\[preview\]/g)).toHaveLength(25);
    expect(text).toContain("And 5 more changed pages.");
  });

  test("come from the environment of the merge request, once there is one", async () => {
    const config = 'review: { preview: { environment: "review/{branch_slug}" } }\n';
    const scene = await openReviewScene({ config });
    const mergeRequest = scene.open({ [leave]: changed });
    await scene.review(mergeRequest);
    expect(scene.summaries(mergeRequest)).toEqual([]);
    const environments = [{ name: "review/change-1", url: "https://c1.review.example.com/" }];
    Object.assign(scene.project, { environments });
    await scene.review(mergeRequest);
    expect(summary(scene, mergeRequest)).toContain(
      "[preview](https://c1.review.example.com/handbook/leave/)",
    );
  });

  test("are not made where nobody asked for them", async () => {
    const scene = await openReviewScene();
    const mergeRequest = scene.open({ [leave]: changed });
    await scene.review(mergeRequest);
    expect(scene.summaries(mergeRequest)).toEqual([]);
  });
});

describe("approvals", () => {
  const config = `${template}pages: [{ type: policy, paths: ["**/leave/**"] }]\n`;
  const owners =
    "[Legal] @maya\nsource/handbook/leave/\n\n[People] @hannah\nsource/handbook/leave/\n";
  const rule = (section: string, approved: boolean) => ({
    name: "source/handbook/leave/",
    ruleType: "code_owner" as const,
    section,
    required: 1,
    approved,
  });

  test("that are missing are named without calling anybody, and the summary follows them", async () => {
    const scene = await openReviewScene({
      config,
      files: { ".gitlab/CODEOWNERS": owners },
    });
    const mergeRequest = scene.open({ [leave]: changed });
    mergeRequest.approvalRules = [rule("Legal", false), rule("People", true)];
    await scene.review(mergeRequest);
    expect(summary(scene, mergeRequest)).toContain("Still missing: `Legal`.");
    mergeRequest.approvalRules = [rule("Legal", true), rule("People", true)];
    await scene.review(mergeRequest);
    expect(summary(scene, mergeRequest)).toContain("All required approvals are given.");
    expect(scene.gitlab.mentions.filter(({ actor }) => actor === scene.bot.username)).toEqual([]);
  });

  test("are left to CODEOWNERS alone where GitLab has no rules", async () => {
    const scene = await openReviewScene({
      config,
      files: { ".gitlab/CODEOWNERS": owners },
    });
    const mergeRequest = scene.open({ [leave]: changed });
    await scene.review(mergeRequest);
    expect(summary(scene, mergeRequest)).toContain("Approvals that CODEOWNERS asks for");
    expect(summary(scene, mergeRequest)).not.toContain("missing");
  });

  test.each(["approved", "approval", "unapproved", "unapproval"])(
    "ask for a review: %s",
    (action) => {
      const event = parseEvent({
        object_kind: "merge_request",
        object_attributes: { iid: 7, target_project_id: 3, state: "opened", action },
      });
      expect(event).toMatchObject({ kind: "review", iid: 7, reason: "approved" });
    },
  );
});
