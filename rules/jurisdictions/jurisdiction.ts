import { z } from "zod";
import { parseDataFile } from "../../src/lint/data-file.ts";

/** The places that a configuration may name under `jurisdictions`. */
export const jurisdictionIds = [
  "california",
  "colorado",
  "european-union",
  "new-york-city",
  "washington",
] as const;

export type JurisdictionId = (typeof jurisdictionIds)[number];

/** What a job page has to say where it applies. Guidance, not legal advice. */
export const jurisdictionSchema = z.strictObject({
  jurisdiction: z.enum(jurisdictionIds),
  name: z.string().min(3).max(30).describe("As a sentence names it."),
  payRange: z
    .enum(["stated", "linked"])
    .describe("stated: the page itself names the range. linked: a link to the range will do."),
  note: z.string().min(20).max(300).describe("What is asked for and of whom, in plain words."),
  source: z.url({ protocol: /^https$/ }),
  basis: z
    .enum(["source", "summary"])
    .describe("What the last review read: the source itself, or what others write about it."),
  reviewed: z.iso.date().describe("When somebody last reviewed this entry."),
});

export type Jurisdiction = z.infer<typeof jurisdictionSchema>;

/** @throws DataFileError with file, line, what was found and what was expected. */
export function parseJurisdiction(path: string, text: string): Jurisdiction {
  return parseDataFile(path, text, jurisdictionSchema);
}

/** Answers whether the last review lies twelve months or more before `today`, a date such as `2026-11-23`. */
export function isStale({ reviewed }: Jurisdiction, today: string): boolean {
  const [year = "", ...rest] = reviewed.split("-");
  return [Number(year) + 1, ...rest].join("-") <= today;
}
