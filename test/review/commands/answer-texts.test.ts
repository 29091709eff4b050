import { describe, expect, test } from "vitest";
import { declineCommand } from "../../../src/review/commands/answer-command.ts";
import { parseMarker, visibleText } from "../../../src/review/marker.ts";
import { describeFix, type FixReport } from "../../../src/review/commands/fix-report.ts";
import { proposeWord } from "../../../src/review/commands/propose-word.ts";
import { type Explanation, renderWhy } from "../../../src/review/commands/render-why.ts";
import { placed, policy } from "../samples.ts";

describe("the lines that allow a word", () => {
  test("add it to the dictionary where the spelling was reported, or nothing is known", () => {
    const lines = '```yaml\nrules:\n  prose/no-misspelt-word:\n    words: ["OKR"]\n```';
    for (const rule of [undefined, "prose/no-misspelt-word"] as const) {
      expect(proposeWord(" OKR".trim(), rule, undefined)).toBe(
        `To allow it, a maintainer adds this to \`.handbook-bot.yml\` on the target branch:\n\n${lines}`,
      );
    }
  });

  test("are an exception of any other rule, and lead to the file", () => {
    const text = proposeWord("R&D team", "prose/no-jargon", "https://x.example/-/blob/main") ?? "";
    expect(text).toContain(
      'exceptions:\n  - rules: [prose/no-jargon]\n    words: ["R&D team"]\n    reason: "Why it is right here"\n',
    );
    expect(text).toContain("(https://x.example/-/edit/main/.handbook-bot.yml)");
  });

  test.each(["", " a", "-a", "a\nb", 'a"b', "a: b", "x".repeat(61), "{a}"])(
    "are none for %j",
    (term) => {
      expect(proposeWord(term, undefined, undefined)).toBeUndefined();
    },
  );
  test.each(["x".repeat(60), "naïve", "C++", "24/7", "l’équipe"])("are some for %j", (term) => {
    expect(proposeWord(term, undefined, undefined)).toContain(JSON.stringify(term));
  });
});

describe("the answer to why", () => {
  const { finding } = placed({});
  const known: Explanation = {
    source: "default",
    optionSources: [],
    examples: undefined,
    links: [],
  };
  const link = "[`language/no-guys`](https://docs.example.com/rules/language/no-guys.md)";

  test("is the reason alone where nothing more is known", () => {
    expect(renderWhy(finding, undefined, policy)).toBe(`Not everybody feels addressed. ${link}`);
  });

  test("names the severity and what sets it, each once", () => {
    const sources = {
      source: ".handbook-bot.yml:12",
      optionSources: ["default", ".handbook-bot.yml:12", "a preset"],
    };
    expect(renderWhy(finding, { ...known, ...sources }, policy)).toBe(
      `Not everybody feels addressed. ${link}\n\nIt is a warning here. Set by: [\`.handbook-bot.yml:12\`](https://gitlab.example.com/people/handbook/-/blob/main/.handbook-bot.yml#L12), the rule's default, \`a preset\`.`,
    );
    const error = placed({ severity: "error" }).finding;
    expect(renderWhy(error, { ...known, ...sources }, { ...policy, blobUrl: undefined })).toContain(
      "It is an error here. Set by: `.handbook-bot.yml:12`, the rule's default, `a preset`.",
    );
    expect(renderWhy(error, { ...known, source: "a/.handbook-bot.yml:1" }, policy)).toContain(
      "`a/.handbook-bot.yml:1`.",
    );
  });

  test("has three links and an example, which is cut and speaks to no bot", () => {
    const links = [1, 2, 3, 4].map((at) => ({
      text: `L${at}`,
      address: `https://x.example/${at}`,
    }));
    const examples = {
      bad: `Hey guys,\n<!-- handbook-bot:1 x -->\n${"a".repeat(2_000)}`,
      good: "Hey all,\n\n",
    };
    const text = renderWhy(finding, { ...known, links, examples }, policy);
    expect(text).toContain(
      "Further reading: [L1](https://x.example/1), [L2](https://x.example/2), [L3](https://x.example/3).",
    );
    expect(text).toContain("Reported:\n\n```markdown\nHey guys,\n<!-- x -->\naaa");
    expect(text).toContain("\n\nNot reported:\n\n```markdown\nHey all,\n```");
    expect(text).not.toContain("a".repeat(1_500));
    expect(renderWhy(finding, known, policy)).not.toContain("Further reading");
  });
});

test.each([
  [
    { kind: "pushed", sha: "0123456789abcdef", applied: 1 },
    "all",
    "1 suggestion applied in commit `0123456789ab`.",
  ],
  [
    { kind: "pushed", sha: "0123456789abcdef", applied: 2 },
    "all",
    "2 suggestions applied in commit `0123456789ab`.",
  ],
  [
    { kind: "pushed", sha: "0123456789abcdef", applied: undefined },
    "all",
    "All suggestions applied in commit `0123456789ab`.",
  ],
  [{ kind: "stale" }, "all", undefined],
  [
    { kind: "refused", why: "The branch is protected" },
    "all",
    "Nothing was changed: `The branch is protected`.",
  ],
  [{ kind: "nothing" }, "thread", "This comment has no suggestion."],
  [{ kind: "nothing" }, "all", "There is no suggestion that is safe to apply without a look."],
  [{ kind: "nothing" }, "info", "There is no suggestion that is safe to apply without a look."],
  [
    { kind: "a choice" },
    "thread",
    "This comment offers several suggestions. Apply the one you want with its button.",
  ],
  [
    { kind: "no finding" },
    "thread",
    "Write `fix` as a reply to a comment with a suggestion, or write `fix all`.",
  ],
] as readonly (readonly [FixReport, "thread" | "all" | "info", string | undefined])[])(
  "a fix with the end %j of %s is described as %s",
  (report, what, text) => {
    expect(describeFix(report, { what, kind: "fix" })).toBe(text);
  },
);

test("a command on a merge request that is not reviewed is declined, in the bot's own name", () => {
  const asked = {
    noteId: 7,
    discussionId: undefined,
    author: { id: 3, username: "ana" },
    commands: [{ kind: "recheck" as const }],
    thread: undefined,
  };
  const { to, body, resolves } = declineCommand(asked, "it is closed", { instance: "a bot" });
  expect([to, resolves]).toEqual([{ noteId: 7, discussionId: undefined }, undefined]);
  expect(visibleText(body)).toBe(
    "Answer to `recheck` by `ana`: This merge request is not reviewed: it is closed.",
  );
  expect(parseMarker(body)).toEqual({
    kind: "answer",
    instance: "a bot",
    noteId: 7,
    outcome: "refused",
    isEdited: false,
  });
});
