import { z } from "zod";

import type { RuleMeta } from "../lint/rule.ts";
import { everyRule, familyOf } from "../lint/select-rules.ts";
import { handbookConfigSchema } from "./handbook-config-schema.ts";
import { writtenSetting } from "./rule-settings.ts";

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
  return {
    ...schema,
    title: "Configuration of handbook-bot",
    $defs: { rules: rulesJsonSchema(rules) },
  };
}

function rulesJsonSchema(rules: readonly RuleMeta[]): JsonSchema {
  const setting = writtenJsonSchema(writtenSetting);
  const [level = {}] = setting.anyOf ?? [];
  const properties: Record<string, JsonSchema> = {
    [everyRule]: { description: "All rules; families and single rules outweigh it.", ...level },
  };
  for (const { id } of rules) {
    const family = familyOf(id);
    properties[family] = { description: `All rules of the family ${family}.`, ...level };
  }
  for (const { id, summary, options } of rules) {
    const own = options.schema ? writtenJsonSchema(options.schema) : {};
    const mapping: JsonSchema = {
      ...own,
      type: "object",
      properties: { severity: level, ...own.properties },
      additionalProperties: false,
    };
    properties[id] = { description: summary, anyOf: [level, mapping] };
  }
  return { type: "object", properties, additionalProperties: false };
}

function writtenJsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest;
}
