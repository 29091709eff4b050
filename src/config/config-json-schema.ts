import { z } from "zod";

import type { RuleMeta } from "../lint/rule.ts";
import { everyRule, familyOf } from "../lint/select-rules.ts";
import { configExamples } from "./config-examples.ts";
import { handbookConfigSchema } from "./handbook-config-schema.ts";
import { atMostLevels, writtenSetting } from "./rule-settings.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Gives the JSON schema of `.handbook-bot.yml`, with every rule and its options, for editors. */
export function configJsonSchema(rules: readonly RuleMeta[]): JsonSchema {
  const schema = z.toJSONSchema(handbookConfigSchema(rules), {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      // zod sees any mapping here; which keys it takes is known to the rules.
      const isSettings =
        zodSchema instanceof z.ZodRecord && zodSchema.valueType instanceof z.ZodUnknown;
      if (!isSettings) return;
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      jsonSchema.$ref = "#/$defs/rules";
    },
  });
  const properties = Object.entries(schema.properties ?? {}).map(
    ([key, value]) => [key, withExample(value, configExamples[key])] as const,
  );
  return {
    ...schema,
    properties: Object.fromEntries(properties),
    $id: "urn:handbook-bot:configuration",
    title: "Configuration of handbook-bot",
    $defs: { rules: rulesJsonSchema(rules), level: levelJsonSchema, atMost: atMostJsonSchema },
  };
}

function withExample(schema: JsonSchema | boolean, example: unknown): JsonSchema | boolean {
  if (typeof schema === "boolean" || example === undefined) return schema;
  return { ...schema, examples: [example] };
}

const [levelJsonSchema = {}] = writtenJsonSchema(writtenSetting).anyOf ?? [];
const atMostJsonSchema: JsonSchema = {
  type: "string",
  enum: [...atMostLevels],
  description: "Findings are at most as grave as that; milder ones stay as they are.",
};

function rulesJsonSchema(rules: readonly RuleMeta[]): JsonSchema {
  const level: JsonSchema = { $ref: "#/$defs/level" };
  const severities = { severity: level, atMost: { $ref: "#/$defs/atMost" } };
  const several = {
    anyOf: [level, { type: "object", properties: severities, additionalProperties: false }],
  } satisfies JsonSchema;
  const properties: Record<string, JsonSchema> = {
    [everyRule]: { description: "All rules; families and single rules outweigh it.", ...several },
  };
  for (const { id } of rules) {
    const family = familyOf(id);
    properties[family] = { description: `All rules of the family ${family}.`, ...several };
  }
  for (const { id, summary, options } of rules) {
    const own = options.schema ? writtenJsonSchema(options.schema) : {};
    const single: JsonSchema = {
      ...own,
      type: "object",
      properties: { ...severities, ...own.properties },
      additionalProperties: false,
    };
    properties[id] = { description: summary, anyOf: [level, single] };
  }
  return { type: "object", properties, additionalProperties: false };
}

function writtenJsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest;
}
