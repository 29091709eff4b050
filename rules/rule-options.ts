import type { z } from "zod";
import type { OptionsSchema } from "../src/lint/rule.ts";

/** Options read by a zod schema, in which leaving all of them out is the same as an empty mapping. */
export function ruleOptions<O>(schema: z.ZodType<O>): OptionsSchema<O> {
  return { schema, parse: (input) => schema.parse(input ?? {}) };
}
