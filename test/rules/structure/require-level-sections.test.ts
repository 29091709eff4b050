import { testRule } from "../test-rule.ts";

const family = "---\nlayout: job_family_page\ntitle: Payroll\n---\n\n## Levels\n\n";

function level(name: string, ...sections: readonly string[]): string {
  return `### ${name}\n\n${sections.map((section) => `#### ${section}\n\n- Text.\n\n`).join("")}`;
}

const whole = ["Job Grade", "Responsibilities", "Requirements"];

testRule("structure/require-level-sections", {
  accepts: [
    family +
      level("Intermediate", ...whole) +
      level("Senior", ...whole) +
      level("Manager", ...whole),
    // Two levels alone do not say which of them is right.
    family + level("Intermediate", ...whole) + level("Senior", "Responsibilities"),
    // The family itself, beside its levels.
    `---\nlayout: job_family_page\ntitle: Payroll\n---\n\n${level("Payroll", "Responsibilities").slice(1)}## Levels\n\n${level("Intermediate", ...whole)}${level("Senior", ...whole)}## Manager\n\n### Responsibilities\n\n- Text.\n\n### Requirements\n\n- Text.\n\n## Director\n\n### Responsibilities\n\n- Text.\n\n### Requirements\n\n- Text.\n`,
    // A level that takes the rest from another one.
    `${family}${level("Intermediate", ...whole)}${level("Senior", "Job Grade", "Responsibilities")}Everything an Intermediate brings, and patience.\n\n${level("Manager", ...whole)}`,
    // One grade for all.
    family +
      level("Intermediate", "Responsibilities", "Requirements") +
      level("Senior", "Senior Responsibilities", "Senior Requirements") +
      level("Manager", "Duties", "Qualifications"),
  ],
  rejects: [
    {
      text:
        family +
        level("Intermediate", ...whole) +
        level("Senior", "Job Grade", "Responsibilities") +
        level("Manager", ...whole),
      findings: [
        "22:1-22:11 “Senior” has no “Requirements” section, but all other levels do. Add one.",
      ],
    },
  ],
});
