import { z } from "zod";

/** The options of the rules that look for copied passages, which differ in their defaults alone. */
export function copyOptions(defaults: {
  readonly minSimilarity: number;
  readonly ignore: readonly string[];
}) {
  return z.strictObject({
    minWords: z
      .int()
      .min(15)
      .max(1000)
      .default(30)
      .describe("Shortest passage that is looked at, in words."),
    minSimilarity: z
      .number()
      .min(0.5)
      .max(1)
      .default(defaults.minSimilarity)
      .describe("Least similarity, from 0.5 to 1; 1 reports exact copies only."),
    templatePages: z
      .int()
      .min(2)
      .max(50)
      .default(4)
      .describe("A passage that appears on this many other pages is a template and not reported."),
    ignore: z
      .array(z.string())
      .default([...defaults.ignore])
      .describe("Globs of pages that may repeat others."),
  });
}
