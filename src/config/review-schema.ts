import { z } from "zod";

/** Where a merge request is deployed for reviewers. */
const previewSchema = z.union([
  z
    .string()
    .max(500)
    .regex(
      /^https?:\/\/[^\s{}]*(?:\{branch_slug\}[^\s{}]*)*\{address\}$/,
      "an address such as https://{branch_slug}.example.com{address}",
    ),
  z.strictObject({
    environment: z
      .string()
      .min(1)
      .max(255)
      .describe("Its name, as in .gitlab-ci.yml: review/{branch_slug}."),
  }),
]);

/** The `review:` of a configuration. */
export const reviewSchema = z.strictObject({
  drafts: z
    .enum(["skip", "review"])
    .default("skip")
    .describe("What to do with draft merge requests."),
  bots: z
    .enum(["skip", "review"])
    .default("skip")
    .describe("What to do with merge requests of bots."),
  inlineMax: z
    .int()
    .min(0)
    .max(100)
    .default(10)
    .describe("Maximum number of open comments on a diff."),
  inlinePerRuleMax: z
    .int()
    .min(1)
    .max(100)
    .default(3)
    .describe("Most comments of one rule on one page."),
  massChangePages: z
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .describe("A change of more pages gets a summary only."),
  commands: z
    .enum(["members", "authors", "off"])
    .default("members")
    .describe(
      "Who may give the bot commands in comments: members with the role Developer or more, or also the author of the merge request.",
    ),
  preview: previewSchema
    .optional()
    .describe(
      "Where changed pages can be read before the merge: an address with {branch_slug} and {address}, or the name of the environment.",
    ),
  policyChanges: z
    .boolean()
    .default(true)
    .describe("List in the summary what a merge request changes in the obligations of policies."),
  skipLabels: z
    .array(z.string())
    .max(50)
    .default([])
    .describe("A merge request with one of these labels is not reviewed."),
  resolveAnswered: z
    .boolean()
    .default(true)
    .describe("Resolve a thread that a person has answered, too, once its finding is gone."),
  proposeSettings: z
    .boolean()
    .default(false)
    .describe(
      "Propose changes of this configuration in merge requests: rules that people rarely act on for information, and exceptions for what they dismiss each time.",
    ),
  otherMergeRequests: z
    .boolean()
    .default(false)
    .describe("Name other open merge requests that change or bring the same passages."),
});
