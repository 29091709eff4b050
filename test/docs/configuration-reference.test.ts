import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { optionsOf } from "../../scripts/configuration-reference.ts";
import { allRules } from "../../src/cli/open-rules.ts";
import { configExamples } from "../../src/config/config-examples.ts";
import { configJsonSchema } from "../../src/config/config-json-schema.ts";
import { parseHandbookConfig } from "../../src/config/handbook-config.ts";
import { projectFolder } from "../rules/built-in.ts";

const rules = allRules();
const schema = configJsonSchema(rules);
const options = optionsOf(schema);
const page = readFileSync(join(projectFolder, "docs/guide/configuration-reference.md"), "utf8");

/** Every option that a value uses, written as the reference writes it. */
function pathsIn(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, `${path}[]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const named = `${path}${path === "" ? "" : "."}${key}`;
    const isName = !options.some((option) => option.path === named);
    const own = isName ? `${path}.NAME` : named;
    return [own, ...pathsIn(below, own)];
  });
}

describe("the reference of the configuration", () => {
  const used = new Set(pathsIn(configExamples));

  test.each(options.map(({ path, schema: { description } }) => [path, description] as const))(
    "explains %s and shows it in an example",
    (path, description) => {
      expect(description).toMatch(/\S{2,}/);
      expect(used).toContain(path);
      expect(page).toContain(`\`${path}\``);
    },
  );

  test.each(Object.entries(configExamples))(
    "has an example of %s that is valid",
    (key, example) => {
      const text = stringify({ [key]: example });
      expect(() =>
        parseHandbookConfig(".handbook-bot.yml", text, rules, () => ({ kind: "text", text: "" })),
      ).not.toThrow();
    },
  );

  test("explains every option of a rule", () => {
    const ofRules = Object.entries(schema.$defs?.["rules"]?.properties ?? {}).flatMap(
      ([id, rule]) =>
        typeof rule === "object" ? optionsOf(rule).map((option) => ({ id, ...option })) : [],
    );
    const own = ofRules.filter(({ path }) => !["severity", "atMost"].includes(path));
    expect(own.length).toBeGreaterThan(50);
    expect(
      own.filter((option) => !option.schema.description).map(({ id, path }) => [id, path]),
    ).toEqual([]);
  });
});
