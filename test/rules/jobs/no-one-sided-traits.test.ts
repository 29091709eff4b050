import { testRule } from "../test-rule.ts";

const page = (text: string): { text: string; type: string } => ({
  text: `---\ntitle: Accountant\n---\n\n${text}\n`,
  type: "job-page",
});

testRule("jobs/no-one-sided-traits", {
  accepts: [
    page("You are ambitious, fearless and assertive."),
    page("You are ambitious, fearless, assertive, determined, honest, polite and supportive."),
    page(
      "Competitive analysis, superior products, data-driven plans, independent auditors, a confident team.",
    ),
    page("# Ambitious, fearless, assertive, determined\n\nYou close the books."),
    { text: "You are ambitious, fearless, assertive and determined.", type: "handbook" },
  ],
  rejects: [
    {
      ...page("You are ambitious, fearless, assertive and determined."),
      findings: [
        "5:1-5:55 4 traits read as masculine (“ambitious”, “fearless”), 0 as the other. Describe what the work needs.",
      ],
    },
    {
      ...page("You are honest, polite, warm, supportive and loyal, and never stubborn."),
      findings: [
        "5:1-5:72 5 traits read as feminine (“honest”, “polite”), 1 as the other. Describe what the work needs.",
      ],
    },
  ],
  without: ["line"],
});
