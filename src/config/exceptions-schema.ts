import { z } from "zod";
import { nearest } from "../lint/describe-issue.ts";
import { globSchema } from "../lint/glob-schema.ts";
import type { RuleMeta } from "../lint/rule.ts";
import { globsMax } from "./limits.ts";
import { namesOf } from "./rule-settings.ts";

/** Reads the `exceptions:` of a configuration, refusing rules and terms that do not exist. */
export function exceptionsSchema(rules: readonly RuleMeta[]) {
  const known = namesOf(rules);
  const terms = [...new Set(rules.flatMap(({ terms = [] }) => terms))];
  const oneOf = (kind: string, among: readonly string[]) =>
    z.string().superRefine((name, context) => {
      if (among.includes(name)) return;
      const message = `there is no ${kind} “${name.slice(0, 80)}”; ${nearest(name, among)}`;
      context.addIssue({ code: "custom", message });
    });
  const words = z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/[\p{L}\p{N}]/u);
  const exception = z
    .strictObject({
      rules: z
        .array(oneOf("rule", known))
        .min(1)
        .max(100)
        .optional()
        .describe("Rule ids or families; any rule when left out."),
      terms: z
        .array(oneOf("term", terms))
        .min(1)
        .max(100)
        .optional()
        .describe("Ids of terms, as the word lists name them."),
      words: z
        .array(words)
        .min(1)
        .max(100)
        .optional()
        .describe("Words of the reported text, case-insensitive."),
      paths: z
        .array(globSchema)
        .min(1)
        .max(globsMax)
        .optional()
        .describe("Pages for which it holds; all when left out."),
      reason: z.string().min(1).max(300).describe("Why; for those who read the configuration."),
    })
    .refine(({ rules, terms, words }) => (rules ?? terms ?? words) !== undefined, {
      message: "an exception names rules, terms or words",
    });
  return z.array(exception).max(500);
}
