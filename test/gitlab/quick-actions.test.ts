import { describe, expect, test } from "vitest";
import { findQuickActions } from "./quick-actions.ts";
import { findReferences } from "./references.ts";
import { openLeaveScene } from "./scenes.ts";

describe("quick actions", () => {
  test.each([
    ["at the start of a paragraph", "/close", "current"],
    ["in the middle of a paragraph", "Some text\n/approve\nand more", "current"],
    ["after spaces", "Some text\n  /merge", "current"],
    ["in capitals", "/LABEL ~leave", "current"],
    ["below a heading", "# Leave\n/assign @hannah", "current"],
    ["in a list", "- one\n  /close\n- two", "old"],
    ["in indented code", "Text\n\n    /close", "old"],
    ["in a block of HTML", "<div>\n/close\n</div>", "old"],
  ])("run %s", (_, body, seenBy) => {
    expect(findQuickActions(body)).toMatchObject([{ seenBy }]);
  });

  test.each([
    ["in a fence", "```\n/close\n```"],
    ["in a fence of four", "````suggestion\n```\n/close\n```\n````"],
    ["in a block quote", "> /close"],
    ["in a code span", "`/close`"],
    ["in the middle of a line", "Say /close to close."],
    ["that GitLab does not know", "/handbook/leave"],
    ["that only begin like one", "/closed"],
    ["in a code span over two lines", "Say `one\n/close two` here"],
  ])("do not run %s", (_, body) => {
    expect(findQuickActions(body).filter(({ seenBy }) => seenBy === "current")).toEqual([]);
  });

  test("run on edit and on publishing too, with the rights of the bot", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    const { json } = await api.post(`${path}/notes`, { body: "A summary." });
    await api.put(`${path}/notes/${json.id}`, { body: "A summary.\n/title Renamed" });
    await api.post(`${path}/draft_notes`, { note: "A comment.\n/draft" });
    await api.post(`${path}/draft_notes/bulk_publish`);
    expect(gitlab.quickActionsRun.map(({ command }) => command)).toEqual(["title", "draft"]);
    expect(gitlab.mergeRequest(mergeRequest).title).toBe("Draft: Renamed");
  });
});

describe("references", () => {
  test.each([
    ["a person", "Ask @hannah.", ["@hannah"]],
    ["everybody", "> @all", ["@all"]],
    [
      "an issue and a merge request",
      "See #12 and !7 and people/handbook#3",
      ["#12", "people/handbook#3", "!7"],
    ],
    ["a label", 'It has ~leave and ~"time off"', ["~leave", '~"time off"']],
    [
      "a commit",
      "Since 16f0002883745f9bc150bc8c3094c9369c6fc507",
      ["16f0002883745f9bc150bc8c3094c9369c6fc507"],
    ],
    ["a person inside HTML", "<b>@hannah</b>", ["@hannah"]],
  ])("are found to %s", (_, body, expected) => {
    expect(findReferences(body).map(({ text }) => text)).toEqual(expected);
  });

  test.each([
    ["code spans", "`@all` and ``#1 ` !2``"],
    ["fences", "```\n@all #1\n```"],
    ["links", "[@all](https://example.com/#1)"],
    ["mail addresses", "Write to hannah@example.com"],
    ["comments", "<!-- handbook-bot: 16f0002883745f9bc150bc8c3094c9369c6fc507 @all -->"],
    ["words", "# Leave\n\nA heading and 50% of it, decade, facade."],
  ])("are not found in %s", (_, body) => {
    expect(findReferences(body)).toEqual([]);
  });

  test("of a note are remembered", async () => {
    const { gitlab, api, path } = await openLeaveScene();
    await api.post(`${path}/notes`, { body: "@hannah, see #12." });
    expect(gitlab.mentions).toMatchObject([{ text: "@hannah" }]);
    expect(gitlab.crossReferences).toMatchObject([{ text: "#12" }]);
  });
});
