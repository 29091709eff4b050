import { z } from "zod";

const location = z.strictObject({
  line: z.int().min(1).describe("Counted from 1."),
  column: z.int().min(1).describe("Counted from 1, in UTF-16 code units."),
});

const place = {
  start: location,
  end: location.describe("The position after its last character."),
};

const mark = z.strictObject({
  start: z.int().min(0).describe("Offset in UTF-16 code units."),
  end: z.int().min(1).describe("The first offset after it."),
});

/** The JSON report of `handbook-bot lint --format json`. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  pages: z.int().min(0).describe("Pages that were checked."),
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      severity: z.enum(["error", "warning", "info"]),
      path: z.string().describe("Relative to the root of the handbook, with “/”."),
      ...place,
      message: z.string(),
      fingerprint: z.string().describe("Identifies the finding; stays the same when lines move."),
      docs: z.string().describe("Link to the rule's documentation."),
      suggestions: z.array(
        z.strictObject({
          label: z.string(),
          safe: z.boolean().describe("Safe suggestions may be applied without review."),
          edits: z
            .array(z.strictObject({ ...place, text: z.string() }))
            .describe("All edits refer to the current page and are applied together."),
        }),
      ),
      related: z.array(z.strictObject({ path: z.string(), ...place, message: z.string() })),
    }),
  ),
  policyChanges: z
    .array(
      z.strictObject({
        path: z.string(),
        section: z.string().nullable().describe("Heading of the section."),
        kinds: z.array(z.string()).describe("weaker, stronger, reversed, number, date and others."),
        was: z.string().describe("Empty if it is new."),
        is: z.string().describe("Empty if it was removed."),
        wasMarks: z.array(mark).describe("The parts of `was` that differ."),
        isMarks: z.array(mark).describe("The parts of `is` that differ."),
      }),
    )
    .describe(
      "What a change does to the obligations in policies. Not findings; never a reason to fail.",
    ),
  verdict: z
    .strictObject({ state: z.enum(["success", "failed"]), description: z.string() })
    .describe("The same for a change as the bot's commit status on it."),
  faults: z
    .array(z.strictObject({ path: z.string(), rule: z.string().nullable(), message: z.string() }))
    .describe("Internal errors."),
});
