import { describe, expect, test } from "vitest";

import { readNoShared } from "../../src/config/config-bases.ts";
import { parseHandbookConfig } from "../../src/config/handbook-config.ts";
import { onlyKnown, parseReference, type ReadShared } from "../../src/config/shared-reference.ts";
import { allRules } from "../../src/cli/open-rules.ts";

const rules = allRules();
const base = "hr/rules//base.yml@v1";

/** The configuration of a handbook that extends others, by their reference. */
function parse(text: string, shared: Readonly<Record<string, string>> = {}) {
  const read: ReadShared = (name) => {
    const found = shared[name];
    return found === undefined
      ? { kind: "missing", why: "it is not there" }
      : { kind: "text", text: found };
  };
  return parseHandbookConfig(".handbook-bot.yml", text, rules, read);
}

test.each([
  ["hr/rules//base.yml@v1", { project: "hr/rules", path: "base.yml", ref: "v1" }],
  ["a/b/c//d/e f.yml@v1/2", { project: "a/b/c", path: "d/e f.yml", ref: "v1/2" }],
  ["rules//base.yml@v1", undefined],
  ["hr/rules//base.yml", undefined],
  ["hr/rules//../base.yml@v1", undefined],
  ["hr/../rules//base.yml@v1", undefined],
  ["hr/rules//base.yml@-v1", undefined],
  ["hr/rules//base.yml@a..b", undefined],
  ["hr/rules//a//b@v1", undefined],
  ["-x/rules//base.yml@v1", undefined],
  [`hr/rules//${"a".repeat(400)}@v1`, undefined],
])("%s is read as %j", (text, expected) => {
  expect(parseReference(text)).toEqual(expected);
});

describe("a configuration that extends one of another project", () => {
  test("begins with its rules, and outweighs them by its own", () => {
    const { lint } = parse(`extends: ${base}\nrules: { inclusive: off }\n`, {
      [base]:
        "extends: minimal\nrules: { prose: off, inclusive: error }\noverrides:\n  - paths: [a/**]\n    rules: { links: off }\n",
    });
    expect(lint.layers.map(({ source }) => source)).toEqual([
      "default for minutes and archives",
      expect.stringContaining("preset minimal"),
      `${base}:2`,
      `${base}:5`,
      ".handbook-bot.yml:2",
    ]);
    expect(lint.layers.at(-1)?.rules["inclusive"]).toMatchObject({ level: "off" });
  });

  test("keeps its keys one by one; mappings are laid over each other", () => {
    const config = parse(
      `extends: [gitlab-handbook, ${base}]\ngate: { dismissals: off }\nlinks: { site: "https://b.example.com" }\nignore: [b/**]\n`,
      {
        [base]:
          "gate: { failOn: warning }\nlinks: { generated: [/x/] }\nignore: [a/**]\ncanonical: [c/**]\nexceptions:\n  - { rules: [prose], words: [acme], reason: a name }\n",
      },
    );
    expect(config.gate).toEqual({ failOn: "warning", dismissals: "off" });
    expect(config.links).toMatchObject({
      site: "https://b.example.com",
      generated: ["/x/"],
      redirects: ["data/redirects.yml"],
    });
    expect(config).toMatchObject({ ignore: ["b/**"], canonical: ["c/**"] });
    expect(config.lint.exceptions).toMatchObject([{ source: `${base}:6`, words: ["acme"] }]);
    // Globs of a shared configuration match nothing in one of many handbooks; that is nobody's mistake.
    expect(config.mentions.globs.map(({ name }) => name)).toEqual(["b/**"]);
  });

  const chain = (length: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length }, (_, at) => [
        `hr/rules//${at}.yml@v1`,
        at + 1 < length ? `extends: hr/rules//${at + 1}.yml@v1\n` : "rules: { prose: off }\n",
      ]),
    );

  test("is at most three files deep, in a circle too", () => {
    const own = "extends: hr/rules//0.yml@v1\n";
    expect(parse(own, chain(3)).lint.layers).toHaveLength(2);
    expect(() => parse(own, chain(4))).toThrow("1:1: extends: hr/rules//3.yml@v1 is more than 3");
    expect(() => parse(`extends: ${base}`, { [base]: `extends: ${base}` })).toThrow("more than 3");
  });

  test.each([
    ["is not there", {}, `extends.1: ${base}: it is not there`],
    ["is too large", { [base]: `# ${"x".repeat(300_000)}` }, `${base} has more than 262144 bytes`],
    [
      "has an error, without showing what is in it",
      { [base]: "rules: {}\nsecret-project: 4711\n" },
      `${base} has an error at line 2`,
    ],
  ])("says at its own line that one %s", (_, shared, expected) => {
    const text = `extends:\n  - minimal\n  - ${base}\n`;
    expect(() => parse(text, shared)).toThrow(`.handbook-bot.yml:3:1: `);
    expect(() => parse(text, shared)).toThrow(expected);
    expect(() => parse(text, shared)).not.toThrow(/secret|4711/);
  });

  test("is read of what the target branch names alone, whatever the tag", () => {
    const read: ReadShared = (name) => ({ kind: "text", text: `# ${name}` });
    const known = onlyKnown(read, new Set(["hr/rules//base.yml"]));
    expect(known("hr/rules//base.yml@v2")).toMatchObject({ kind: "text" });
    expect(known("hr/secret//base.yml@v1")).toEqual({ kind: "unread" });
    const text = "extends: hr/secret//base.yml@v1\n";
    expect(parseHandbookConfig("x.yml", text, rules, known).unread).toEqual([
      "hr/secret//base.yml@v1",
    ]);
    expect(() => parseHandbookConfig("x.yml", text, rules, readNoShared)).toThrow("hr/secret");
  });
});
