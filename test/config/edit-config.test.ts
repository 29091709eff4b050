import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type ConfigEdit, editConfig } from "../../src/config/edit-config.ts";

const info: ConfigEdit = { kind: "info", rule: "prose/no-wordy-phrase" };
const word: ConfigEdit = {
  kind: "word",
  rule: "prose/no-wordy-phrase",
  word: "in order to",
  reason: "Dismissed three times",
};
const page: ConfigEdit = {
  kind: "page",
  rule: "links/no-missing-page",
  path: "legal/terms.md",
  reason: "Dismissed three times",
};

describe("an edit of a configuration", () => {
  it.each<[string, string, ConfigEdit, string]>([
    ["an empty file", "", info, "rules:\n  prose/no-wordy-phrase: info\n"],
    ["one with a comment", "# Ours.\n", info, "# Ours.\nrules:\n  prose/no-wordy-phrase: info\n"],
    [
      "other rules, with their comments and widths",
      "rules:\n    # Strict.\n    links: error  # all\n\ngate: { failOn: never }\n",
      info,
      "rules:\n    # Strict.\n    prose/no-wordy-phrase: info\n    links: error  # all\n\ngate: { failOn: never }\n",
    ],
    [
      "a severity",
      'rules:\n  prose/no-wordy-phrase: "warning" # for now\n',
      info,
      "rules:\n  prose/no-wordy-phrase: info # for now\n",
    ],
    [
      "a severity among options",
      "rules:\n  prose/no-wordy-phrase:\n    severity: error\n    words: [a]\n",
      info,
      "rules:\n  prose/no-wordy-phrase:\n    severity: info\n    words: [a]\n",
    ],
    [
      "no exceptions",
      "preview: true\n",
      page,
      'preview: true\nexceptions:\n  - rules: [links/no-missing-page]\n    paths: ["legal/terms.md"]\n    reason: "Dismissed three times"\n',
    ],
    [
      "other exceptions",
      "exceptions:\n- words: [guys]\n  reason: A name\n",
      word,
      'exceptions:\n- rules: [prose/no-wordy-phrase]\n  words: ["in order to"]\n  reason: "Dismissed three times"\n- words: [guys]\n  reason: A name\n',
    ],
  ])("changes no more of %s than it has to", (_, before, edit, after) => {
    expect(editConfig(before, edit)).toBe(after);
  });

  it.each<[string, string, ConfigEdit, object]>([
    ["an empty section", "rules:\n", info, { rules: { "prose/no-wordy-phrase": "info" } }],
    [
      "a flow mapping",
      "rules: { links: off }\n",
      info,
      { rules: { links: "off", "prose/no-wordy-phrase": "info" } },
    ],
    [
      "options without a severity",
      "rules:\n  prose/no-wordy-phrase:\n    words: [a]\n",
      info,
      { rules: { "prose/no-wordy-phrase": { words: ["a"], severity: "info" } } },
    ],
  ])("says what it should in %s", (_, before, edit, after) => {
    expect(parse(editConfig(before, edit) ?? "")).toEqual(after);
  });

  it.each<[string, string, ConfigEdit]>([
    ["the rule is for information already", "rules:\n  prose/no-wordy-phrase: info\n", info],
    ["its family is off", "rules:\n  prose: off\n", info],
    [
      "the exception is there",
      "exceptions:\n  - rules: [links/no-missing-page]\n    paths: [legal/terms.md]\n    reason: x\n",
      page,
    ],
    ["the file is a list", "- a\n", info],
    ["the file is broken", "rules: [\n", info],
  ])("is none where %s", (_, before, edit) => {
    expect(editConfig(before, edit)).toBe(undefined);
  });

  it("holds whatever a page is called, and says it once", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "binary" }), (path) => {
        const edit: ConfigEdit = { ...page, path };
        const once = editConfig("# Ours.\nexceptions: []\n", edit) ?? "";
        expect(parse(once)).toMatchObject({ exceptions: [{ paths: [path] }] });
        expect(editConfig(once, edit)).toBe(undefined);
      }),
      { numRuns: 10 },
    );
  });
});
