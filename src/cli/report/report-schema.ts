import { z } from "zod";

const location = z.strictObject({
  line: z.int().min(1).describe("Counted from 1."),
  column: z.int().min(1).describe("Counted from 1, in UTF-16 code units."),
});

const place = {
  start: location,
  end: location.describe("The first place after it."),
};

/** The JSON report of `handbook-bot lint --format json`. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  pages: z.int().min(0).describe("Pages that were looked at."),
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      severity: z.enum(["error", "warning", "info"]),
      path: z.string().describe("Relative to the root of the handbook, with “/”."),
      ...place,
      message: z.string(),
      fingerprint: z.string().describe("Names the finding; the same wherever lines move to."),
      docs: z.string().describe("Address of the rule's page."),
      suggestions: z.array(
        z.strictObject({
          label: z.string(),
          safe: z.boolean().describe("Safe suggestions may be applied unread."),
          edits: z
            .array(z.strictObject({ ...place, text: z.string() }))
            .describe("All refer to the page as it is and are applied together."),
        }),
      ),
      related: z.array(z.strictObject({ path: z.string(), ...place, message: z.string() })),
    }),
  ),
  policyChanges: z
    .array(
      z.strictObject({
        path: z.string(),
        section: z.string().nullable().describe("The heading above it."),
        kinds: z.array(z.string()).describe("weaker, stronger, reversed, number, date and others."),
        was: z.string(),
        is: z.string().describe("Empty where nothing took its place."),
      }),
    )
    .describe("What a change makes of the demands of policies; no findings, and never a failure."),
  faults: z
    .array(z.strictObject({ path: z.string(), rule: z.string().nullable(), message: z.string() }))
    .describe("Misfortunes of handbook-bot itself."),
});
