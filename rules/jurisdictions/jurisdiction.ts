import { z } from "zod";
import { type DataFile, readDataFile } from "../../src/lint/data-file.ts";

/** The places that a configuration may name under `jurisdictions`. */
export const jurisdictionIds = [
  "california",
  "colorado",
  "european-union",
  "germany",
  "new-york-city",
  "united-kingdom",
  "united-states",
  "washington",
] as const;

export type JurisdictionId = (typeof jurisdictionIds)[number];

/** Lines of a posting that are not about the work itself. */
export const statementKinds = ["equal-opportunity", "accommodation"] as const;

/** What a job page has to say where it applies. Guidance, not legal advice. */
export const jurisdictionSchema = z.strictObject({
  jurisdiction: z.enum(jurisdictionIds),
  name: z.string().min(3).max(30).describe("The name as used in a sentence."),
  payRange: z
    .enum(["stated", "linked"])
    .optional()
    .describe("stated: the page itself states the range. linked: a link to the range is enough."),
  statements: z
    .array(z.enum(statementKinds))
    .min(1)
    .optional()
    .describe("Statements that postings there need, by law or by custom."),
  avoid: z
    .array(
      z.strictObject({
        words: z.array(z.string().min(3).max(40)).min(1).describe("Every form, as written."),
        advice: z
          .string()
          .min(3)
          .max(60)
          .describe("What to do, in small letters and without a final point."),
      }),
    )
    .min(1)
    .optional()
    .describe(
      "Words that are a risk there, in its language. Words that are a risk everywhere have their own rules.",
    ),
  note: z.string().min(20).max(300).describe("What is required and of whom, in plain words."),
  source: z.url({ protocol: /^https$/ }),
  basis: z
    .enum(["source", "summary"])
    .describe(
      "What the last review was based on: the source itself, or what others write about it.",
    ),
  reviewed: z.iso.date().describe("The date of the last review."),
});

export type Jurisdiction = z.infer<typeof jurisdictionSchema>;

/** @throws DataFileError with file, line, what was found and what was expected. */
export function parseJurisdiction(file: DataFile): Jurisdiction {
  return readDataFile(file, jurisdictionSchema);
}

/** Answers whether the last review lies twelve months or more before `today`, a date such as `2026-11-23`. */
export function isStale({ reviewed }: Jurisdiction, today: string): boolean {
  const [year = "", ...rest] = reviewed.split("-");
  return [Number(year) + 1, ...rest].join("-") <= today;
}
