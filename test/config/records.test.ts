import { expect, test } from "vitest";
import { defaultHandbookConfig, parseHandbookConfig } from "../../src/config/handbook-config.ts";
import { createSelector } from "../../src/lint/select-rules.ts";
import { metas } from "../rules/built-in.ts";

const rules = [
  "prose/no-wordy-phrase",
  "structure/no-skipped-heading",
  "links/no-broken-page-link",
];

function levelsOn(path: string, config = defaultHandbookConfig): readonly string[] {
  const states = createSelector(metas, { ...config.lint, slow: false })({ path, type: "handbook" });
  return rules.map((rule) => states.find(({ meta }) => meta.id === rule)?.level ?? "unknown");
}

test.each([
  "board/minutes/2026-05.md",
  "sig-a/meeting-notes-2026.md",
  "events/summit/session-notes/roadmap.md",
  "news/archive/2019.md",
  "talks/call_transcripts/one.md",
])("on %s only what does not work is reported", (path) => {
  expect(levelsOn(path)).toEqual(["off", "off", "warning"]);
});

test.each(["people/leave.md", "guides/minutes.md", "tools/archiver/usage.md", "meetings.md"])(
  "%s is a page like others",
  (path) => {
    expect(levelsOn(path)).toEqual(["info", "warning", "warning"]);
  },
);

test("a configuration may ask for more", () => {
  const config = parseHandbookConfig("x.yml", "rules: { prose: warning }\n", metas);
  expect(levelsOn("board/minutes/2026-05.md", config)).toEqual(["warning", "off", "warning"]);
});
