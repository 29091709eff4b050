import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { configJsonSchema } from "../../src/config/config-json-schema.ts";
import { allRules } from "../../src/cli/open-rules.ts";
import { parseHandbookConfig } from "../../src/config/handbook-config.ts";
import { presetNames, presets } from "../../src/config/presets.ts";
import { namesOf } from "../../src/config/rule-settings.ts";

const rules = allRules();
const validate = new Ajv2020({ strict: false, formats: { uri: true } }).compile(
  configJsonSchema(rules),
);

describe("the JSON schema and the reader agree on", () => {
  const cases: readonly (readonly [string, boolean, string])[] = [
    ["an empty mapping", true, "{}"],
    ["presets", true, "extends: [gitlab-handbook, strict]"],
    ["one preset", true, "extends: minimal"],
    ["an unknown preset", false, "extends: best"],
    ["an unknown section", false, "rulez: {}"],
    ["a rule", true, "rules: {structure/no-skipped-heading: error}"],
    ["all rules", true, "rules: {all: off, links: on}"],
    ["an unknown rule", false, "rules: {structure/no-nothing: error}"],
    [
      "a rule with options",
      true,
      "rules: {duplication/no-copied-passage: {severity: info, minWords: 40}}",
    ],
    ["a rule with an unknown option", false, "rules: {duplication/no-copied-passage: {words: 40}}"],
    ["an override", true, "overrides: [{types: [policy], rules: {structure: off}}]"],
    ["an override of an unknown rule", false, "overrides: [{types: [policy], rules: {tone: off}}]"],
    ["a page type", true, "pages: [{type: charter, frontMatter: {kind: charter}}]"],
    ["an empty section", true, "gate:"],
  ];
  test.each(cases)("%s: %s", (_, isGood, text) => {
    const read = (): unknown => parseHandbookConfig(".handbook-bot.yml", text, rules);
    if (isGood) expect(read).not.toThrow();
    else expect(read).toThrow(".handbook-bot.yml:");
    expect(validate(parse(text))).toBe(isGood);
  });
});

test("presets speak of rules that exist", () => {
  const known = namesOf(rules);
  for (const name of presetNames) {
    for (const { rules } of presets[name].layers) {
      for (const rule of Object.keys(rules)) expect(known).toContain(rule);
    }
  }
});
